"""``python -m builder check FILE ...``"""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from builder.command import OK, PROBLEMS, USAGE
from builder.command.files import read_network
from builder.engine.check import check
from builder.engine.loading import load_keras
from builder.engine.report import Report
from builder.engine.words import counted, size_words
from builder.network import BuilderError, Network


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a network as JSON")
    parser.add_argument(
        "--partial",
        action="store_true",
        help="check what is understood of a source, with a problem for each other part",
    )
    parser.add_argument("--quiet", action="store_true", help="print problems only, no layers")


def run(arguments: argparse.Namespace) -> int:
    """Prints a report on each file; the worst of them decides the exit code."""
    load_keras()
    code = OK
    with tqdm(arguments.files, unit="file", disable=None if len(arguments.files) > 1 else True) as files:
        for path in files:
            try:
                network = read_network(path, partial=arguments.partial)
            except BuilderError as error:
                files.write(str(error), file=sys.stderr)
                code = USAGE
                continue
            report = check(network)
            files.write("\n".join(_lines(path, network, report, quiet=arguments.quiet)))
            if not report.ok:
                code = max(code, PROBLEMS)
    return code


def _lines(path: Path, network: Network, report: Report, *, quiet: bool) -> list[str]:
    count = sum(problem.severity == "error" for problem in report.problems)
    verdict = "ok" if count == 0 else counted(count, "problem")
    layers, parameters = counted(len(network.nodes), "layer"), counted(report.total_parameters, "parameter")
    lines = [f"{path}: {verdict}, {layers}, {parameters}"]
    for problem in report.problems:
        lines.append(f"  {problem.severity}: {problem.message} {problem.hint}".rstrip())
        lines.extend(f"    mend: {fix.label}" for fix in problem.fixes)
    if not quiet:
        lines.extend(_layer_lines(network, report))
    return lines


def _layer_lines(network: Network, report: Report) -> list[str]:
    known = [node for node in network.nodes if node.id in report.tensors]
    title_width = max((len(node.title) for node in known), default=0)
    class_width = max((len(node.class_name) for node in known), default=0)
    return [
        f"  {node.title:<{title_width}}  {node.class_name:<{class_width}}  "
        f"{', '.join(size_words(spec.shape) or 'number' for spec in report.tensors[node.id]):<16}  "
        f"{report.parameters[node.id]:>12,}"
        for node in known
    ]

"""``python -m builder convert IN OUT``"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from builder.command import OK, PROBLEMS
from builder.command.files import read_network
from builder.conversion import InvalidNetworkError, keras_file, to_python
from builder.engine.loading import load_keras
from builder.network import BuilderError, Network


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="IN", help="a network as .json")
    parser.add_argument("target", type=Path, metavar="OUT", help=f"the file to write: {', '.join(WRITERS)}")
    parser.add_argument("--force", action="store_true", help="overwrite OUT where it exists")


def run(arguments: argparse.Namespace) -> int:
    """Writes OUT in the format that its ending names."""
    target: Path = arguments.target
    write = WRITERS.get(target.suffix)
    if write is None:
        raise BuilderError(f'"{target.name}" must end in one of {", ".join(WRITERS)}.')
    if target.exists() and not arguments.force:
        raise BuilderError(f"{target} exists already. Use --force to overwrite it.")
    network = read_network(arguments.source)
    try:
        content = write(network)
    except InvalidNetworkError as error:
        for problem in error.problems:
            sys.stderr.write(f"{arguments.source}: {problem.message} {problem.hint}".rstrip() + "\n")
        return PROBLEMS
    try:
        target.write_bytes(content)
    except OSError as error:
        raise BuilderError(f"{target}: {error.strerror or error}.") from error
    return OK


def _python(network: Network) -> bytes:
    return to_python(network).encode()


def _keras(network: Network) -> bytes:
    load_keras()
    return keras_file(network)


def _json(network: Network) -> bytes:
    return (network.to_json() + "\n").encode()


WRITERS: dict[str, Callable[[Network], bytes]] = {".py": _python, ".keras": _keras, ".json": _json}
"""The endings that can be written."""

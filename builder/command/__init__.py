"""The command line: ``python -m builder check|convert|export|train ...``, one module a subcommand.

A subcommand is a module with ``add_arguments(parser)`` and ``run(arguments) -> int``, listed in ``SUBCOMMANDS``; what
``run`` returns is the exit code. May import everything but the pages' side: no Streamlit, panels or canvas.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from builder.network import BuilderError
from builder.store.errors import full_disk_told

SUBCOMMANDS = {
    "check": "say what is wrong with networks, or what flows through them",
    "convert": "turn a model file into any other: source, notebook, .keras, SavedModel, ONNX, LiteRT, a picture",
    "export": "another name for convert",
    "train": "train a network on one of the data sets",
}
"""The name of each subcommand, which is also its module in this package, and what it does."""

OK, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: all is well, a network has problems, a file cannot be read or the command line is wrong."""


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m builder", description="Layerloom on the command line.")
    chosen = parser.add_subparsers(dest="command", required=True, metavar="|".join(SUBCOMMANDS))
    for name, summary in SUBCOMMANDS.items():
        subparser = chosen.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        import_module(f"builder.command.{name}").add_arguments(subparser)
    arguments = parser.parse_args(words)
    try:
        with full_disk_told():
            code: int = import_module(f"builder.command.{arguments.command}").run(arguments)
    except BuilderError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    return code

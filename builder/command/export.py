"""``python -m builder export IN OUT``: another name for ``convert``."""

from builder.command.convert import add_arguments, run

__all__ = ["add_arguments", "run"]

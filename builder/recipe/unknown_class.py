"""A class that the catalogue does not know, told with the nearest one that it does."""

from difflib import get_close_matches

from builder.catalog import load_catalog
from builder.network import Problem

_WORDS = {"losses": "loss", "metrics": "metric", "optimizers": "optimizer", "callbacks": "callback"}


def unknown_class(family: str, class_name: str, *, node_id: str | None = None) -> Problem:
    """Returns the problem for a class that is not in this section of the catalogue, such as "losses"."""
    near = get_close_matches(class_name, getattr(load_catalog(), family), n=1)
    hint = f'Did you mean "{near[0]}"?' if near else "Choose one from the list."
    message = f'Unknown {_WORDS[family]} "{class_name}".'
    return Problem(code=f"unknown_{_WORDS[family]}", message=message, hint=hint, node_id=node_id)

"""Ids of projects and runs: random, fit for an address and for one part of a path."""

import re
import secrets
from typing import Literal

IdKind = Literal["p", "r"]

_PATTERN = {"p": re.compile(r"p_[A-Za-z0-9_-]{16}"), "r": re.compile(r"r_[A-Za-z0-9_-]{16}")}


def new_id(kind: IdKind) -> str:
    """Returns an id that cannot be guessed: "p_..." for a project, "r_..." for a run."""
    return f"{kind}_{secrets.token_urlsafe(12)}"


def is_id(kind: IdKind, text: str) -> bool:
    """Says whether ``text`` has the form of an id of this kind; only then may it become part of a path.

    >>> is_id("r", "r_0123456789abcdef"), is_id("r", "../../etc"), is_id("p", "r_0123456789abcdef")
    (True, False, False)
    """
    return _PATTERN[kind].fullmatch(text) is not None

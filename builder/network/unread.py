"""A node for what an import could not read: it stands in its place and says what, why and on which line.

Its class name is "source." and the name that the source uses, so that it is never taken for one of Keras's. Its config
holds an :class:`Unread`, its ``call`` how the source calls it. A model is never made of it; checking says so.
"""

import re

from pydantic import Field, ValidationError

from builder.network.model import Node
from builder.network.record import ClassName, Config, Record

PREFIX = "source."

ARGUMENTS = "arguments"
"""The key in ``Node.call`` for the text between the brackets of the call; without it nothing is called."""

LONGEST_CODE = 1_000
LONGEST_REASON = 400


class ReadPart(Record):
    """The layer that an unread node would be, with those of its arguments that were understood."""

    class_name: ClassName
    config: Config = Field(default_factory=dict)


class Unread(Record):
    """What the source says in this place.

    ``code`` is the Python expression that is called, or that stands there where nothing is; ``reason`` a clause that
    says why it was not understood. ``cell`` is that of a notebook, whose lines count from its own first. ``outputs``
    says how many tensors the source takes from it.
    """

    code: str = Field(default="...", max_length=LONGEST_CODE)
    reason: str = Field(default="", max_length=LONGEST_REASON)
    line: int | None = None
    cell: int | None = None
    outputs: int = Field(default=1, ge=1, le=1_000)
    layer: ReadPart | None = None

    @property
    def place(self) -> str:
        """Where it stands, in words; "" where that is not known."""
        if self.line is None:
            return ""
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}, line {self.line}"

    def to_config(self) -> Config:
        """Returns it as the config of a node."""
        return self.model_dump(mode="json", exclude_defaults=True)


def is_unread(node: Node) -> bool:
    """Says whether the node stands for something that an import could not read."""
    return node.class_name.startswith(PREFIX)


def unread_of(node: Node) -> Unread:
    """Returns what the node says of its source; a config that says nothing of the kind gives an empty one."""
    try:
        return Unread.model_validate(node.config)
    except ValidationError:
        return Unread()


def class_name_of(name: str) -> str:
    """Returns the class name of a node for what the source calls ``name``.

    >>> class_name_of("TransformerBlock"), class_name_of("größe")
    ('source.TransformerBlock', 'source.gr_e')
    """
    return PREFIX + (re.sub(r"[^A-Za-z0-9_]+", "_", name)[:50] or "expression")


def source_name(node: Node) -> str:
    """Returns what the source calls it."""
    return node.class_name.removeprefix(PREFIX)


def unread_words(node: Node) -> str:
    """Returns the sentence that names what was not understood, where, and why.

    >>> unread_words(Node(id="a", class_name="source.Sampling", config={"reason": "it is a layer", "line": 12}))
    'Sampling could not be understood, line 12: it is a layer.'
    """
    unread = unread_of(node)
    place = f", {unread.place}" if unread.place else ""
    reason = f": {unread.reason}" if unread.reason else ""
    return sentence(f"{source_name(node)} could not be understood{place}{reason}")


def sentence(text: str) -> str:
    """Returns the text with a full stop, unless it ends in a question."""
    return text if text.endswith("?") else f"{text}."

"""What a document may hold, in one place: networks are held to it when they are made, and texts when they are written.

So whatever can be saved can be loaded, whether it was drawn, typed, mended, converted or opened.
"""

from typing import Any

MAX_NODES = 5_000
"""Layers of a network, those inside its blocks included."""

MAX_EDGES = 4 * MAX_NODES

MAX_BYTES = 20_000_000
"""Of the text of a document: enough for as many layers as may be, each with every argument of an LSTM both ways."""

MAX_DEPTH = 64
"""Levels of a document's JSON, the document itself being the first."""

MAX_CONFIG_DEPTH = MAX_DEPTH - 5
"""Levels of one config; the deepest lie below a document, its blocks, a block, its nodes and a node."""

MAX_VALUES = 500_000
"""Values in one config, however small they are."""

MAX_TEXT = 20_000
"""Characters of one text in a config; a vocabulary is a list of them."""

MAX_INTEGER = 10**300
"""Larger whole numbers are none to a browser, and far above what Keras counts with."""


def check_values(config: Any) -> Any:
    """Returns the config as it is, before its types are checked.

    Raises:
        ValueError: it holds what no document can, or more than one may; str() is the sentence.
    """
    level = [config]
    values = size = 0
    for _ in range(MAX_CONFIG_DEPTH):
        below: list[Any] = []
        for holder in level:
            values += len(holder) if isinstance(holder, dict | list) else 0
            size += _size_of_checked(holder, below)
            if values > MAX_VALUES:
                raise ValueError(f"These arguments hold more than {MAX_VALUES:,} values, the most that are kept.")
            if size > MAX_BYTES:
                raise ValueError(f"These arguments have more than {MAX_BYTES:,} bytes, the most that are kept.")
        if not below:
            return config
        level = below
    raise ValueError(f"These arguments nest more than {MAX_CONFIG_DEPTH} levels deep, the most that are kept.")


def least_size(config: Any) -> int:
    """Returns how many bytes the config has at least as JSON, without writing it: the same text may be in it often.

    >>> least_size({"units": 4, "activation": "relu"}), len('{"units":4,"activation":"relu"}')
    (20, 31)
    """
    size, pending = 0, [config]
    while pending:
        size += _size_of_checked(pending.pop(), pending)
    return size


def _size_of_checked(holder: Any, inner: list[Any]) -> int:
    """Checks the values in a list or an object, adds the lists and objects among them to ``inner``.

    Returns how many bytes the others take at least.
    """
    if isinstance(holder, dict):
        size = sum(map(_size_of_text, holder))
        holder = holder.values()
    elif isinstance(holder, list):
        size = 0
    else:
        return 0
    size += len(holder)
    for value in holder:
        if isinstance(value, str):
            size += _size_of_text(value) - 1
        elif isinstance(value, dict | list):
            inner.append(value)
        elif isinstance(value, int) and not -MAX_INTEGER < value < MAX_INTEGER:
            raise ValueError("A whole number among these arguments has more than 300 digits, the most that are kept.")
    return size


def _size_of_text(text: Any) -> int:
    if not isinstance(text, str):
        return 0  # a key that is no text is refused as one
    if len(text) > MAX_TEXT:
        raise ValueError(
            f"A text among these arguments has {len(text):,} characters; at most {MAX_TEXT:,} are kept in one."
        )
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValueError("A text among these arguments holds half a character, which no file can hold.") from None
    return len(text)

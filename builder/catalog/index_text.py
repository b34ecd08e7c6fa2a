"""The text between the brackets of ``x[:, 0]``: read without evaluating anything, and written as a person would."""

import re
from types import EllipsisType

from builder.network.errors import BuilderError

IndexItem = int | slice | EllipsisType | None

_INTEGER = re.compile(r"[+-]?\d{1,10}")
_MOST_ITEMS = 32


class IndexTextError(BuilderError):
    """A text that is no index; its message is a sentence for people."""


def parse_index(text: str) -> tuple[IndexItem, ...]:
    """Returns the items of an index: integers, slices, None and ``...``.

    >>> parse_index(":, 0, ..., None")
    (slice(None, None, None), 0, Ellipsis, None)

    Raises:
        IndexTextError: the text holds anything else.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()  # x[0,] is x[0]
    if len(parts) > _MOST_ITEMS:
        raise IndexTextError(f"An index has at most {_MOST_ITEMS} parts, but this one has {len(parts)}.")
    items = tuple(_item(part) for part in parts)
    if sum(item is Ellipsis for item in items) > 1:
        raise IndexTextError("An index has at most one `...`.")
    return items


def index_text(index: object) -> str:
    """Returns the text of an index, as it stands between brackets; a single item may stand without its tuple.

    >>> index_text((slice(None), slice(1, -1), slice(None, None, 2), 0, Ellipsis, None))
    ':, 1:-1, ::2, 0, ..., None'

    Raises:
        IndexTextError: the index holds anything but integers, slices, None and ``...``.
    """
    items = index if isinstance(index, (tuple, list)) else (index,)
    if not items:
        raise IndexTextError("An empty index takes nothing out of a tensor.")
    return ", ".join(_written(item) for item in items)


def is_index(text: str) -> bool:
    """Says whether :func:`parse_index` reads the text."""
    try:
        parse_index(text)
    except IndexTextError:
        return False
    return True


def _item(part: str) -> IndexItem:
    if part == "...":
        return Ellipsis
    if part in ("None", "newaxis", "np.newaxis"):
        return None
    if ":" in part:
        bounds = [bound.strip() for bound in part.split(":")]
        if len(bounds) > 3:
            raise IndexTextError(f'"{part}" is no slice: a slice is start:stop or start:stop:step.')
        ends = [None if bound in ("", "None") else _integer(bound, part) for bound in bounds]
        if len(ends) == 3 and ends[2] == 0:
            raise IndexTextError(f'"{part}" steps by 0 and would never end. Choose a step such as 2 or -1.')
        return slice(*ends)
    return _integer(part, part)


def _integer(text: str, part: str) -> int:
    if not _INTEGER.fullmatch(text):
        what = f'"{part}" is' if part else "Nothing between two commas is"
        raise IndexTextError(f"{what} no part of an index: whole numbers, slices such as 1:3, None and ... are.")
    return int(text)


def _written(item: object) -> str:
    if item is Ellipsis:
        return "..."
    if isinstance(item, slice):
        start, stop = (_bound(bound) for bound in (item.start, item.stop))
        return f"{start}:{stop}" + ("" if item.step is None else f":{_bound(item.step)}")
    if item is None:
        return "None"
    return _bound(item)


def _bound(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int):
        raise IndexTextError(f"{value!r} cannot stand in an index: whole numbers, slices, None and ... can.")
    return str(value)

"""What shapes come to: sizes of windows, joined, broadcast and reshaped tensors. A size of None is not known."""

import math
from typing import Any

from builder.conversion.from_python.keras.graph import Layer

Shape = tuple[int | None, ...]


class LayerSettings:
    """The arguments of a layer by attribute-like look-up, Keras's default where the source gives none."""

    def __init__(self, layer: Layer) -> None:
        self._config = layer.config
        self._defaults = layer.entry.arguments_by_name

    def __getitem__(self, name: str) -> Any:
        value = self._config.get(name)
        if value is None and name in self._defaults:
            return self._defaults[name].default
        return value

    def sizes(self, name: str, rank: int) -> list[Any]:
        """Returns an argument that may be one number for every dimension as a list."""
        value = self[name]
        return list(value) if isinstance(value, list) else [value] * rank

    @property
    def is_first(self) -> bool:
        return bool(self["data_format"] == "channels_first")


def split(config: LayerSettings, shape: Shape) -> tuple[list[int | None], int | None]:
    """Returns the inner dimensions and the channels."""
    if config.is_first:
        return list(shape[2:]), shape[1]
    return list(shape[1:-1]), shape[-1]


def joined(config: LayerSettings, batch: int | None, inner: list[int | None], channels: Any) -> Shape:
    return (batch, channels, *inner) if config.is_first else (batch, *inner, channels)


def window(length: int | None, kernel: int, stride: int, padding: str, dilation: int = 1) -> int | None:
    if length is None:
        return None
    if padding in ("same", "causal"):
        return -(-length // stride)
    return (length - dilation * (kernel - 1) - 1) // stride + 1


def product(sizes: Shape | list[int | None]) -> int | None:
    known = [size for size in sizes if size is not None]
    return math.prod(known) if len(known) == len(sizes) else None


def reshaped(shape: Shape, target: list[int]) -> Shape:
    """Returns the shape that ``target`` comes to, with the -1 in it worked out where that is possible."""
    whole = product(shape)
    rest = math.prod(size for size in target if size != -1)
    return tuple((None if whole is None else whole // rest) if size == -1 else size for size in target)


def broadcast(shapes: list[Shape]) -> Shape | None:
    """Returns the shape of an elementwise operation on tensors of these shapes."""
    rank = max(len(shape) for shape in shapes)
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    sizes: list[int | None] = []
    for column in zip(*padded, strict=True):
        several = {size for size in column if size != 1}
        if len(several - {None}) > 1:
            return None
        known = several - {None}
        sizes.append(known.pop() if known else (None if several else 1))
    return tuple(sizes)


def concatenated(config: LayerSettings, shapes: list[Shape | None]) -> Shape | None:
    return along([shape for shape in shapes if shape is not None], config["axis"] if config["axis"] is not None else -1)


def along(shapes: list[Shape], axis: int) -> Shape | None:
    """Returns the shape of tensors of these shapes one after another."""
    axis %= len(shapes[0])
    lengths = [shape[axis] for shape in shapes]
    total = None if None in lengths else sum(length for length in lengths if length is not None)
    merged = broadcast([(*shape[:axis], 1, *shape[axis + 1 :]) for shape in shapes])
    return None if merged is None else (*merged[:axis], total, *merged[axis + 1 :])


def merged(config: LayerSettings, shapes: list[Shape | None]) -> Shape | None:
    return broadcast([shape for shape in shapes if shape is not None])


def indexed(shape: Shape, items: list[Any]) -> Shape | None:
    """Returns the shape of ``x[items]``, as NumPy has it; None where that depends on the numbers.

    Args:
        items: numbers, slices, None, ``...``, or the shape of an array of places; (None,) for a mask of one axis.
    """
    taken = sum(item is not None and item is not Ellipsis for item in items)
    if taken > len(shape) or items.count(Ellipsis) > 1:
        return None
    place = items.index(Ellipsis) if Ellipsis in items else len(items)
    items = [*items[:place], *[slice(None)] * (len(shape) - taken), *items[place + 1 :]]
    picks = [item for item in items if isinstance(item, tuple)]
    advanced = [n for n, item in enumerate(items) if isinstance(item, tuple) or (picks and isinstance(item, int))]
    picked = broadcast(picks) if picks else None
    if picks and picked is None:
        return None
    is_split = bool(advanced) and advanced[-1] - advanced[0] >= len(advanced)
    found: list[int | None] = list(picked) if picked is not None and is_split else []
    sizes = iter(shape)
    for number, item in enumerate(items):
        if picked is not None and not is_split and number == advanced[0]:
            found.extend(picked)
        if item is None:
            found.append(1)
            continue
        size = next(sizes)
        if isinstance(item, slice):
            found.append(_sliced(size, item))
    return tuple(found)


def _sliced(size: int | None, part: slice) -> int | None:
    if part == slice(None):
        return size
    return None if size is None else len(range(size)[part])

"""What shapes come to: sizes of windows, joined, broadcast and reshaped tensors. A size of None is not known."""

import math
from typing import Any

from builder.conversion.from_python.graph import Layer

Shape = tuple[int | None, ...]


class Settings:
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


def split(config: Settings, shape: Shape) -> tuple[list[int | None], int | None]:
    """Returns the inner dimensions and the channels."""
    if config.is_first:
        return list(shape[2:]), shape[1]
    return list(shape[1:-1]), shape[-1]


def joined(config: Settings, batch: int | None, inner: list[int | None], channels: Any) -> Shape:
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


def concatenated(config: Settings, shapes: list[Shape | None]) -> Shape | None:
    known = [shape for shape in shapes if shape is not None]
    axis = config["axis"] if config["axis"] is not None else -1
    axis %= len(known[0])
    lengths = [shape[axis] for shape in known]
    total = None if None in lengths else sum(length for length in lengths if length is not None)
    merged = broadcast([(*shape[:axis], 1, *shape[axis + 1 :]) for shape in known])
    return None if merged is None else (*merged[:axis], total, *merged[axis + 1 :])


def merged(config: Settings, shapes: list[Shape | None]) -> Shape | None:
    return broadcast([shape for shape in shapes if shape is not None])

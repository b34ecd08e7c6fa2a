"""Output shapes of operations, as far as sources ask for them."""

from collections.abc import Callable

from builder.catalog import load_catalog
from builder.catalog.index_text import parse_index
from builder.conversion.from_python.keras.shape_arithmetic import (
    LayerSettings,
    Shape,
    along,
    broadcast,
    concatenated,
    indexed,
    product,
    reshaped,
)

_Given = dict[str | None, list[Shape | None]]


def shape_of_operation(name: str, config: LayerSettings, given: _Given) -> Shape | None:
    """Returns the shape of the only output; None where no rule tells."""
    shapes = [shape for group in given.values() for shape in group]
    known = [shape for shape in shapes if shape is not None]
    if not known or len(known) != len(shapes):
        return None
    if name == "ops.concatenate":
        return concatenated(config, shapes)
    if name in _JOINING:
        return _JOINING[name](config, known)
    if name in _RULES:
        return _RULES[name](config, known[0])
    entry = load_catalog().operations[name]
    is_elementwise = len(entry.inputs) == 2 and all(port.number for port in entry.inputs)
    if name == "ops.where" or (is_elementwise and name not in ("ops.dot", "ops.inner")):
        return broadcast(known)
    return known[0] if name in _SAME else None


def _reduced(config: LayerSettings, shape: Shape) -> Shape:
    axis = config["axis"]
    axes = range(len(shape)) if axis is None else axis if isinstance(axis, list) else [axis]
    gone = {place % len(shape) for place in axes}
    if config["keepdims"]:
        return tuple(1 if place in gone else size for place, size in enumerate(shape))
    return tuple(size for place, size in enumerate(shape) if place not in gone)


def _expanded(config: LayerSettings, shape: Shape) -> Shape:
    axes = config["axis"] if isinstance(config["axis"], list) else [config["axis"]]
    rank = len(shape) + len(axes)
    new = {place % rank for place in axes}
    sizes = iter(shape)
    return tuple(1 if place in new else next(sizes) for place in range(rank))


def _transposed(config: LayerSettings, shape: Shape) -> Shape:
    axes = config["axes"]
    return shape[::-1] if axes is None else tuple(shape[place] for place in axes)


def _squeezed(config: LayerSettings, shape: Shape) -> Shape | None:
    axis = config["axis"]
    if axis is None:
        return None if None in shape else tuple(size for size in shape if size != 1)
    gone = {place % len(shape) for place in (axis if isinstance(axis, list) else [axis])}
    return tuple(size for place, size in enumerate(shape) if place not in gone)


def _swapped(config: LayerSettings, shape: Shape) -> Shape:
    sizes = list(shape)
    one, other = config["axis1"], config["axis2"]
    sizes[one], sizes[other] = sizes[other], sizes[one]
    return tuple(sizes)


def _moved(config: LayerSettings, shape: Shape) -> Shape | None:
    source, destination = config["source"], config["destination"]
    if not isinstance(source, int) or not isinstance(destination, int):
        return None
    sizes = list(shape)
    size = sizes.pop(source)
    sizes.insert(destination % len(shape), size)
    return tuple(sizes)


def _tiled(config: LayerSettings, shape: Shape) -> Shape:
    repeats = config["repeats"]
    repeats = repeats if isinstance(repeats, list) else [repeats]
    rank = max(len(shape), len(repeats))
    sizes: Shape = (1,) * (rank - len(shape)) + shape
    times = [1] * (rank - len(repeats)) + repeats
    return tuple(None if size is None else size * n for size, n in zip(sizes, times, strict=True))


def _repeated(config: LayerSettings, shape: Shape) -> Shape | None:
    axis, repeats = config["axis"], config["repeats"]
    if not isinstance(repeats, int):
        return None
    sizes = list(shape) if axis is not None else [product(shape)]
    size = sizes[axis or 0]
    sizes[axis or 0] = None if size is None else size * repeats
    return tuple(sizes)


def _padded(config: LayerSettings, shape: Shape) -> Shape | None:
    widths = config["pad_width"]
    if isinstance(widths, int):
        widths = [widths]
    pairs = [[width, width] if isinstance(width, int) else width for width in widths]
    pairs = pairs * len(shape) if len(pairs) == 1 else pairs
    if len(pairs) != len(shape):
        return None
    return tuple(None if size is None else size + sum(pair) for size, pair in zip(shape, pairs, strict=True))


def _with_classes(config: LayerSettings, shape: Shape) -> Shape | None:
    return (*shape, config["num_classes"]) if config["axis"] in (None, -1) else None


def _taken(config: LayerSettings, shapes: list[Shape]) -> Shape | None:
    axis = config["axis"]
    if axis is None or len(shapes) != 2:
        return None
    axis %= len(shapes[0])
    return (*shapes[0][:axis], *shapes[1], *shapes[0][axis + 1 :])


def _stacked(config: LayerSettings, shapes: list[Shape]) -> Shape | None:
    one = broadcast(shapes)
    if one is None or any(len(shape) != len(one) for shape in shapes):
        return None
    axis = (config["axis"] or 0) % (len(one) + 1)
    return (*one[:axis], len(shapes), *one[axis:])


def _side_by_side(axis: int) -> Callable[[LayerSettings, list[Shape]], Shape | None]:
    def rule(config: LayerSettings, shapes: list[Shape]) -> Shape | None:
        if len({len(shape) for shape in shapes}) > 1 or not shapes[0]:
            return None
        if len(shapes[0]) == 1:
            shapes = [(1, *shape) if axis == 0 else shape for shape in shapes]
        return along(shapes, min(axis, len(shapes[0]) - 1))

    return rule


def _appended(config: LayerSettings, shapes: list[Shape]) -> Shape | None:
    axis = config["axis"]
    return along([(product(shape),) for shape in shapes], 0) if axis is None else along(shapes, axis)


def _multiplied(config: LayerSettings, shapes: list[Shape]) -> Shape | None:
    one, other = shapes
    if len(one) < 2 or len(other) < 2:
        return None
    batch = broadcast([one[:-2], other[:-2]])
    return None if batch is None else (*batch, one[-2], other[-1])


def _dotted(config: LayerSettings, shapes: list[Shape]) -> Shape | None:
    if len(shapes) != 2 or () in shapes:
        return broadcast(shapes)
    one, other = shapes
    return one[:-1] if len(other) == 1 else (*one[:-1], *other[:-2], other[-1])


def _resized(config: LayerSettings, shape: Shape) -> Shape | None:
    if config.is_first or len(shape) not in (3, 4):
        return None
    return (*shape[:-3], *config["size"], shape[-1])


def parts_of(name: str, config: LayerSettings, shape: Shape) -> list[Shape] | None:
    """Returns the shapes of the parts into which ``ops.split`` and its like cut a tensor; None where no rule tells."""
    if name not in ("ops.split", "ops.array_split"):
        return None
    axis = config["axis"] or 0
    size, cuts = shape[axis], config["indices_or_sections"]
    if isinstance(cuts, int):
        if size is None:
            sizes: list[int | None] = [None] * cuts
        else:
            sizes = [size // cuts + (part < size % cuts) for part in range(cuts)]
    elif size is None:
        sizes = [None] * (len(cuts) + 1)
    else:
        sizes = [len(range(size)[a:b]) for a, b in zip([0, *cuts], [*cuts, size], strict=True)]
    axis %= len(shape)
    return [(*shape[:axis], part, *shape[axis + 1 :]) for part in sizes]


_REDUCTIONS = (
    "mean sum max min prod std var any all amax amin median logsumexp argmax argmin count_nonzero average ptp nanmean "
    "nansum nanmax nanmin nanstd"
)
_RULES: dict[str, Callable[[LayerSettings, Shape], Shape | None]] = {
    **dict.fromkeys((f"ops.{name}" for name in _REDUCTIONS.split()), _reduced),
    "ops.broadcast_to": lambda config, shape: tuple(config["shape"]),
    "ops.cumsum": lambda config, shape: (product(shape),) if config["axis"] is None else shape,
    "ops.expand_dims": _expanded,
    "ops.getitem": lambda config, shape: indexed(shape, list(parse_index(config["key"]))),
    "ops.image.resize": _resized,
    "ops.moveaxis": _moved,
    "ops.one_hot": _with_classes,
    "ops.pad": _padded,
    "ops.ravel": lambda config, shape: (product(shape),),
    "ops.repeat": _repeated,
    "ops.reshape": lambda config, shape: reshaped(shape, config["newshape"]),
    "ops.squeeze": _squeezed,
    "ops.swapaxes": _swapped,
    "ops.tile": _tiled,
    "ops.transpose": _transposed,
}
_JOINING: dict[str, Callable[[LayerSettings, list[Shape]], Shape | None]] = {
    "ops.append": _appended,
    "ops.dot": _dotted,
    "ops.hstack": _side_by_side(1),
    "ops.matmul": _multiplied,
    "ops.stack": _stacked,
    "ops.take": _taken,
    "ops.vstack": _side_by_side(0),
}
_UNCHANGED = (
    "absolute arccos arcsin arctan cast cbrt ceil clip convert_to_tensor copy cos cosh elu empty_like erf exp expm1 "
    "flip fliplr flipud floor full_like gelu isfinite isinf isnan leaky_relu log log10 log1p log2 logical_not "
    "nan_to_num negative normalize ones_like reciprocal relu relu6 roll round rsqrt sigmoid sign silu sin "
    "sinh softmax softplus sort sqrt square stop_gradient tan tanh zeros_like"
)
_SAME = frozenset(f"ops.{name}" for name in _UNCHANGED.split())

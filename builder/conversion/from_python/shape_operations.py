"""Output shapes of operations, as far as sources ask for them."""

from collections.abc import Callable

from builder.catalog import load_catalog
from builder.catalog.index_text import parse_index
from builder.conversion.from_python.shape_arithmetic import Settings, Shape, broadcast, concatenated, reshaped

_Given = dict[str | None, list[Shape | None]]


def shape_of_operation(name: str, config: Settings, given: _Given) -> Shape | None:
    """Returns the shape of the only output; None where no rule tells."""
    shapes = [shape for group in given.values() for shape in group]
    known = [shape for shape in shapes if shape is not None]
    if not known or len(known) != len(shapes):
        return None
    if name == "ops.concatenate":
        return concatenated(config, shapes)
    if name in _RULES:
        return _RULES[name](config, known[0])
    entry = load_catalog().operations[name]
    is_elementwise = len(entry.inputs) == 2 and all(port.number for port in entry.inputs)
    if is_elementwise and name not in ("ops.dot", "ops.inner"):
        return broadcast(known)
    return known[0] if name in _SAME else None


def _reduced(config: Settings, shape: Shape) -> Shape:
    axis = config["axis"]
    axes = range(len(shape)) if axis is None else axis if isinstance(axis, list) else [axis]
    gone = {place % len(shape) for place in axes}
    if config["keepdims"]:
        return tuple(1 if place in gone else size for place, size in enumerate(shape))
    return tuple(size for place, size in enumerate(shape) if place not in gone)


def _expanded(config: Settings, shape: Shape) -> Shape:
    axes = config["axis"] if isinstance(config["axis"], list) else [config["axis"]]
    rank = len(shape) + len(axes)
    new = {place % rank for place in axes}
    sizes = iter(shape)
    return tuple(1 if place in new else next(sizes) for place in range(rank))


def _transposed(config: Settings, shape: Shape) -> Shape:
    axes = config["axes"]
    return shape[::-1] if axes is None else tuple(shape[place] for place in axes)


def _indexed(config: Settings, shape: Shape) -> Shape | None:
    items = list(parse_index(config["key"]))
    taken = sum(item is not None and item is not Ellipsis for item in items)
    if Ellipsis in items:
        place = items.index(Ellipsis)
        items[place : place + 1] = [slice(None)] * (len(shape) - taken)
    sizes = list(shape)
    found: list[int | None] = []
    for item in items:
        if item is None:
            found.append(1)
            continue
        size = sizes.pop(0)
        if isinstance(item, slice):
            whole = item == slice(None)
            found.append(size if whole else None if size is None else len(range(size)[item]))
    return (*found, *sizes)


_RULES: dict[str, Callable[[Settings, Shape], Shape | None]] = {
    **dict.fromkeys(
        (f"ops.{name}" for name in ("mean", "sum", "max", "min", "prod", "std", "var", "any", "all")), _reduced
    ),
    "ops.expand_dims": _expanded,
    "ops.getitem": _indexed,
    "ops.reshape": lambda config, shape: reshaped(shape, config["newshape"]),
    "ops.transpose": _transposed,
}
_SAME = frozenset(
    f"ops.{name}"
    for name in (
        "absolute",
        "cast",
        "clip",
        "cos",
        "elu",
        "exp",
        "gelu",
        "leaky_relu",
        "log",
        "negative",
        "normalize",
        "relu",
        "relu6",
        "rsqrt",
        "sigmoid",
        "sign",
        "silu",
        "sin",
        "softmax",
        "softplus",
        "sqrt",
        "square",
        "stop_gradient",
        "tanh",
    )
)

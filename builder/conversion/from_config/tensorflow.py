"""The TensorFlow functions that Keras 2 wrote into functional models, as the operations of Keras that do the same."""

from collections.abc import Iterator, Mapping
from typing import Any

_OPERATIONS: dict[str, tuple[str, dict[str, str]]] = {
    "__operators__.add": ("Add", {"y": "x2"}),
    "__operators__.getitem": ("GetItem", {"slice_spec": "key"}),
    "math.add": ("Add", {"y": "x2"}),
    "math.subtract": ("Subtract", {"y": "x2"}),
    "math.multiply": ("Multiply", {"y": "x2"}),
    "math.divide": ("TrueDivide", {"y": "x2"}),
    "math.truediv": ("TrueDivide", {"y": "x2"}),
    "math.maximum": ("Maximum", {"y": "x2"}),
    "math.minimum": ("Minimum", {"y": "x2"}),
    "math.pow": ("Power", {"y": "x2"}),
    "math.negative": ("Negative", {}),
    "math.abs": ("Absolute", {}),
    "math.exp": ("Exp", {}),
    "math.log": ("Log", {}),
    "math.sqrt": ("Sqrt", {}),
    "math.square": ("Square", {}),
    "math.sigmoid": ("Sigmoid", {}),
    "math.tanh": ("Tanh", {}),
    "math.reduce_mean": ("Mean", {"axis": "axis", "keepdims": "keepdims"}),
    "math.reduce_sum": ("Sum", {"axis": "axis", "keepdims": "keepdims"}),
    "math.reduce_max": ("Max", {"axis": "axis", "keepdims": "keepdims"}),
    "math.reduce_min": ("Min", {"axis": "axis", "keepdims": "keepdims"}),
    "nn.relu": ("Relu", {}),
    "nn.sigmoid": ("Sigmoid", {}),
    "nn.softmax": ("Softmax", {"axis": "axis"}),
    "nn.tanh": ("Tanh", {}),
    "linalg.matmul": ("Matmul", {"b": "x2"}),
    "concat": ("Concatenate", {"axis": "axis"}),
    "expand_dims": ("ExpandDims", {"axis": "axis"}),
    "squeeze": ("Squeeze", {"axis": "axis"}),
    "reshape": ("Reshape", {"shape": "newshape"}),
    "transpose": ("Transpose", {"perm": "axes"}),
    "cast": ("Cast", {"dtype": "dtype"}),
    "image.resize": ("Resize", {"size": "size"}),
}
"""TensorFlow's function -> Keras's Operation, and its keywords -> those of the operation."""


def as_operation(layer: dict[str, Any], config: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yields the layer as an operation of Keras, or as it is where no operation is known that does the same."""
    function = config.get("function")
    known = _OPERATIONS.get(function) if isinstance(function, str) else None
    nodes = layer.get("inbound_nodes")
    if known is None or not isinstance(nodes, list | tuple):
        yield layer
        return
    class_name, keywords = known
    yield operation(class_name, layer.get("name") or config.get("name"), [_renamed(node, keywords) for node in nodes])


def operation(class_name: str, name: object, inbound_nodes: list[Any]) -> dict[str, Any]:
    """Returns the record of one of Keras's own operations on arrays, as a model's configuration holds it."""
    return {
        "module": "keras.src.ops.numpy",
        "class_name": class_name,
        "config": {"name": name},
        "registered_name": None,
        "name": name,
        "inbound_nodes": inbound_nodes,
    }


def _renamed(node: Any, keywords: Mapping[str, str]) -> Any:
    """Returns a call with the operation's keywords; one that is not known stays, to be refused if it says something."""
    if isinstance(node, list | tuple) and node and isinstance(node[0], str):
        return _renamed_place(node, keywords)
    return [_renamed_place(place, keywords) for place in node] if isinstance(node, list | tuple) else node


def _renamed_place(place: Any, keywords: Mapping[str, str]) -> Any:
    if not isinstance(place, list | tuple) or len(place) != 4 or not isinstance(place[3], Mapping):
        return place
    kept = {
        keywords.get(name, name): _key(value) if name == "slice_spec" else value
        for name, value in place[3].items()
        if name != "name" and value is not None
    }
    return [*place[:3], kept]


def _key(spec: Any) -> Any:
    """Returns an index as Keras 3 would write it: slices are objects of their own, and None is a new axis."""
    if isinstance(spec, list | tuple):
        return [_key(item) for item in spec]
    if isinstance(spec, Mapping):
        return slice(spec.get("start"), spec.get("stop"), spec.get("step"))
    return spec

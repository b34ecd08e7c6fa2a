"""The calls of a layer as Keras writes them, in both of its formats, as arguments with tensors by their origin."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from builder.catalog.values import shown
from builder.conversion.errors import RefusedModelError

_PLACE = 3
_CONSTANT = "_CONSTANT_VALUE"


class KerasTensor(NamedTuple):
    """Output number ``output`` of call number ``call`` of the layer of this name."""

    layer: str
    call: int
    output: int


class CallArguments(NamedTuple):
    """The arguments of one call: constants, :class:`KerasTensor`, and lists and dicts of them."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def read_calls(nodes: object, where: str) -> list[CallArguments]:
    """Returns the calls in the ``inbound_nodes`` of one layer.

    Raises:
        RefusedModelError: they are in neither the format of Keras 3 nor that of Keras 2.
    """
    if not isinstance(nodes, list | tuple):
        raise RefusedModelError(f"{where}: its inbound_nodes must be a list, but are {shown(nodes)}.")
    return [_keras_3(node, where) if _is_keras_3(node) else _keras_2(node, where) for node in nodes]


def tensors_in(value: Any) -> list[KerasTensor]:
    """Returns the tensors that a value holds, in order."""
    if isinstance(value, KerasTensor):
        return [value]
    if isinstance(value, list):
        return [tensor for item in value for tensor in tensors_in(item)]
    if isinstance(value, dict):
        return [tensor for item in value.values() for tensor in tensors_in(item)]
    return []


def read_places(value: Any, where: str) -> tuple[list[KerasTensor], tuple[str, ...]]:
    """Returns the tensors that a model takes or gives, and their keys where it takes or gives a dict.

    Raises:
        RefusedModelError: they are nested deeper than one list or dict.
    """
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) and _is_place(item) for key, item in value.items()):
            raise RefusedModelError(f"{where} holds lists inside a dict. Give every tensor a key of its own.")
        keys = tuple(sorted(value))  # the order in which Keras itself counts them
        return [_place(value[key]) for key in keys], keys
    if _is_place(value):
        return [_place(value)], ()
    if not isinstance(value, list | tuple):
        raise RefusedModelError(f"{where} must be a list of tensors, but is {shown(value)}.")
    found: list[KerasTensor] = []
    for item in value:
        inner, keys = read_places(item, where)
        if keys:
            raise RefusedModelError(f"{where} holds a dict inside a list. Give every tensor a place in one list.")
        found.extend(inner)
    return found, ()


def _is_keras_3(node: object) -> bool:
    return isinstance(node, Mapping) and set(node) == {"args", "kwargs"}


def _keras_3(node: Any, where: str) -> CallArguments:
    args, kwargs = node["args"], node["kwargs"]
    if not isinstance(args, list | tuple) or not isinstance(kwargs, Mapping):
        raise RefusedModelError(f"{where}: a call must hold a list and an object, but holds {shown(args)}.")
    return CallArguments(
        tuple(_argument(arg, where) for arg in args), {name: _argument(arg, where) for name, arg in kwargs.items()}
    )


def _argument(value: Any, where: str) -> Any:
    if isinstance(value, list | tuple):
        return [_argument(item, where) for item in value]
    if not isinstance(value, Mapping):
        return value
    kind, config = value.get("class_name"), value.get("config")
    if kind is None:
        return {str(name): _argument(item, where) for name, item in value.items()}
    if kind == "__keras_tensor__" and isinstance(config, Mapping) and _is_place(config.get("keras_history")):
        return _place(config["keras_history"])
    if kind == "__ellipsis__":
        return Ellipsis
    if kind == "__slice__" and isinstance(config, Mapping):
        return slice(config.get("start"), config.get("stop"), config.get("step"))
    if kind in ("__tensor__", "__numpy__") and isinstance(config, Mapping):
        return _argument(config.get("value"), where)
    raise RefusedModelError(f"{where} is called with a {kind}, which is neither a tensor nor a plain value.")


def _keras_2(node: Any, where: str) -> CallArguments:
    """Reads ``[[layer, call, output, {keyword: value}], ...]``, a dict of such, or a single one."""
    if isinstance(node, Mapping):
        kwargs = next((_keywords(place) for place in node.values() if _is_place(place)), {})
        first: Any = {str(key): _first_argument(place, where) for key, place in node.items()}
    elif _is_place(node):
        kwargs, first = _keywords(node), _first_argument(node, where)
    elif isinstance(node, list | tuple) and node:
        kwargs = next((_keywords(place) for place in node if _is_place(place)), {})
        first = [_first_argument(place, where) for place in node]
    else:
        raise RefusedModelError(f"{where}: a call must name the tensors that it takes, but holds {shown(node)}.")
    return CallArguments(
        (first[0] if isinstance(first, list) and len(first) == 1 else first,),
        {name: _old_keyword(value) for name, value in kwargs.items()},
    )


def _first_argument(place: Any, where: str) -> Any:
    if isinstance(place, list | tuple) and place and not _is_place(place):
        return [_first_argument(item, where) for item in place]
    if not _is_place(place):
        raise RefusedModelError(f"{where}: {shown(place)} names no tensor.")
    return place[2] if place[0] == _CONSTANT else _place(place)


def _old_keyword(value: Any) -> Any:
    if _is_place(value):
        return _place(value)
    if isinstance(value, list | tuple):
        return [_old_keyword(item) for item in value]
    return {name: _old_keyword(item) for name, item in value.items()} if isinstance(value, Mapping) else value


def _keywords(place: Any) -> dict[str, Any]:
    return dict(place[_PLACE]) if len(place) > _PLACE and isinstance(place[_PLACE], Mapping) else {}


def _is_place(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) in (_PLACE, _PLACE + 1)
        and isinstance(value[0], str)
        and isinstance(value[1], int)
        and (isinstance(value[2], int) or value[0] == _CONSTANT)
    )


def _place(value: Any) -> KerasTensor:
    return KerasTensor(value[0], value[1], value[2])

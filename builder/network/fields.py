"""Records taken apart into the fields that are merged each by itself, and put together again."""

import json
from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from builder.network.edits import SETTINGS, Settings
from builder.network.model import Edge, Node

F = TypeVar("F", bound=Hashable)

Fields = dict[str, Any]
"""Values by field; the arguments of a layer stand as ``config.units`` and ``call.training``."""

LAYER = "layer"
"""The field that stands for class, arguments and what is shared, where they only make sense together."""

PLACE = "position"

_LAYER_FIELDS = ("class_name", "shares", "block")
_MOST_SHOWN = 40


class _Absent:
    """What a field is that a record does not have."""

    def __repr__(self) -> str:
        return "the default"


ABSENT = _Absent()


def is_one_layer(*nodes: Node) -> bool:
    """Says whether the nodes are the same class and share the same, so that their arguments can be mixed."""
    return len({(node.class_name, node.shares, node.block) for node in nodes}) == 1


def fields_of(record: Node | Edge | Settings, *, mixable: bool = True) -> Fields:
    """Returns the fields of a record; those of a node's layer are one where they are not ``mixable``."""
    match record:
        case Node():
            layer = {name: getattr(record, name) for name in (*_LAYER_FIELDS, "config", "call")}
            arguments = {f"config.{key}": value for key, value in record.config.items()}
            arguments |= {f"call.{key}": value for key, value in record.call.items()}
            own = {"label": record.label, PLACE: record.position}
            return own | (arguments if mixable else {LAYER: layer})
        case Edge():
            return {"connection": record}
        case Settings():
            return {
                "name": record.name,
                "inputs": (record.inputs, record.input_keys),
                "outputs": (record.outputs, record.output_keys),
            }


def node_of(now: Node, fields: Fields) -> Node:
    """Returns the node with these fields and, for the rest, as it is now."""
    update = {"label": fields["label"], "position": fields[PLACE]}
    if LAYER in fields:
        return now.model_copy(update=update | fields[LAYER])
    for part in ("config", "call"):
        named = ((key.partition("."), value) for key, value in fields.items())
        update[part] = {name: value for (head, dot, name), value in named if dot and head == part}
    return now.model_copy(update=update)


def settings_of(fields: Fields) -> Settings:
    """Returns the settings with these fields."""
    values = (fields["name"], fields["inputs"][0], fields["outputs"][0], fields["inputs"][1], fields["outputs"][1])
    return Settings.model_construct(**dict(zip(SETTINGS, values, strict=True)))


def three_way(was: Mapping[F, Any], new: Mapping[F, Any], now: Mapping[F, Any]) -> tuple[dict[F, Any], dict[F, Any]]:
    """Returns the fields as they are now with what changed from ``was`` to ``new``, and what gets lost by that.

    Lost is the value that a field has now where it changed to another one on either side.
    """
    merged, lost = dict(now), dict[F, Any]()
    for field in {**new, **was}:
        before, after, present = (fields.get(field, ABSENT) for fields in (was, new, now))
        if is_same(before, after):
            continue
        if after is ABSENT:
            merged.pop(field, None)
        else:
            merged[field] = after
        if not (is_same(present, before) or is_same(present, after)):
            lost[field] = present
    return merged, lost


def is_same(one: object, other: object) -> bool:
    """Says whether two values are the same as JSON: 1 is 1.0, which browsers cannot tell apart, and is not true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return one == other


def words_of(field: str) -> str:
    """Returns what people call a field.

    >>> words_of("config.units")
    'units'
    """
    return field.partition(".")[2] or field


def both_changed(what: str, stands: object, lost: object) -> str:
    """Returns the sentence for something that two tabs changed; it is true for either."""
    return f"Two tabs changed {what} at once: {shown(stands)} stands, {shown(lost)} is gone."


def shown(value: object) -> str:
    """Returns a value in few words.

    >>> shown(["same", 1]), shown(ABSENT)
    ('["same", 1]', 'the default')
    """
    if isinstance(value, str):
        text = f'"{value}"'
    else:
        text = (
            json.dumps(value, default=repr)
            if isinstance(value, bool | int | float | list | dict | None)
            else repr(value)
        )
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"

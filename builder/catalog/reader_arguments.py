"""Constructor and call arguments as specs: signature + docstring + overlay."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from builder.catalog.kinds import infer_kind
from builder.catalog.overlay import Row, argument_rows
from builder.catalog.specs import ArgumentSpec

ADVANCED_KINDS = frozenset({"initializer", "regularizer", "constraint", "dtype"})
NULLABLE_KINDS = frozenset({"initializer", "regularizer", "constraint", "activation"})
"""Kinds for which Keras takes None whatever the default: no such object, or for an initializer its own choice."""

DTYPES = ("float32", "float16", "bfloat16", "float64", "mixed_float16", "mixed_bfloat16")
"""The dtype policies offered; Keras knows more of them, for quantised models."""


def parameters_of(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """Returns the named parameters of a method without ``self``, ``*args`` and ``**kwargs``."""
    return [
        parameter
        for parameter in list(inspect.signature(function).parameters.values())
        if parameter.name != "self" and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    ]


def takes_any_keyword(function: Callable[..., Any]) -> bool:
    """Whether the function has ``**kwargs``."""
    return any(parameter.kind is parameter.VAR_KEYWORD for parameter in inspect.signature(function).parameters.values())


def read_arguments(
    parameters: Iterable[inspect.Parameter], *, texts: Mapping[str, str], rows: Mapping[str, Row]
) -> tuple[ArgumentSpec, ...]:
    """Returns one spec per parameter, in the signature's order.

    Args:
        texts: what the docstring says of each parameter.
        rows: the class's overlay, by argument name.
    """
    return tuple(_read_argument(parameter, texts.get(parameter.name, ""), rows) for parameter in parameters)


def _read_argument(parameter: inspect.Parameter, text: str, rows: Mapping[str, Row]) -> ArgumentSpec:
    required = parameter.default is parameter.empty
    default = None if required else _to_json(parameter.default)
    shared = argument_rows().get(parameter.name, {})
    own = rows.get(parameter.name, {})
    fields: dict[str, Any] = infer_kind(parameter.name, default, text)
    for row in (shared, own):
        fields = dict(row) if "kind" in row else fields | dict(row)
    told = own.get("help") or text or shared.get("help", "")
    fields["help"] = told[:1].upper() + told[1:]
    if fields["kind"] in ADVANCED_KINDS:
        fields.setdefault("group", "advanced")
    if fields["kind"] == "dtype":
        fields.setdefault("choices", DTYPES)
    if default is None and not required:
        fields.setdefault("nullable", True)
    if fields["kind"] in NULLABLE_KINDS and not required:
        fields.setdefault("nullable", True)
    if not required and "suggestion" not in own:
        fields.pop("suggestion", None)
    return ArgumentSpec(name=parameter.name, default=default, required=required, **fields)


def _to_json(value: Any) -> Any:
    """Returns a default as JSON holds it: tuples as lists."""
    if isinstance(value, (tuple, list)):
        return [_to_json(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"The default {value!r} has no JSON form; the overlay must leave its argument out.")

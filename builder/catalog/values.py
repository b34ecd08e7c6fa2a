"""Whether one value fits the spec of its argument, and in what words to say what would."""

import difflib
import json
from collections.abc import Iterable
from typing import Any

from builder.catalog.index_text import is_index
from builder.catalog.specs import ArgumentSpec

NESTED_KINDS = frozenset(
    {"layer", "layers", "object", "initializer", "regularizer", "constraint", "schedule", "activation"}
)
"""Kinds whose values may hold objects; :mod:`builder.catalog.validation` follows those."""

_WORDS = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "string": "a text"}
_ITEMS = {"integers": "whole numbers", "numbers": "numbers", "strings": "texts", "shape": "sizes"}


WHOLE_DTYPES = frozenset({"int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "string"})
"""What layers without weights take for their dtype too; not offered, since most others fail on them."""


def fits(spec: ArgumentSpec, value: Any) -> bool:
    """Returns whether a value is what the argument takes; for kinds that hold objects use ``problems_of_config``.

    >>> spec = ArgumentSpec(name="kernel_size", kind="integers", length=2, scalar=True, minimum=1)
    >>> fits(spec, 3), fits(spec, [3, 3]), fits(spec, [3, 3, 3]), fits(spec, 0)
    (True, True, False, False)
    """
    if value is None:
        return spec.nullable
    match spec.kind:
        case "boolean":
            return isinstance(value, bool)
        case "choice" | "dtype":
            is_whole = spec.kind == "dtype" and "float32" in spec.choices and value in WHOLE_DTYPES
            return is_whole or any(value == choice and type(value) is type(choice) for choice in spec.choices)
        case "integers" | "numbers" | "strings" | "shape":
            return _list_fits(spec, value)
        case "any":
            return not _holds_object(value)
        case "index":
            return isinstance(value, str) and is_index(value)
        case _:
            return _item_fits(spec, spec.kind, value)


def _item_fits(spec: ArgumentSpec, kind: str, value: Any) -> bool:
    match kind:
        case "string" | "strings":
            return isinstance(value, str)
        case "integer" | "integers":
            return isinstance(value, int) and not isinstance(value, bool) and _within(spec, value)
        case "shape":
            return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 1)
        case "number" | "numbers":
            return isinstance(value, (int, float)) and not isinstance(value, bool) and _within(spec, value)
        case _:
            raise ValueError(f'No value can be checked against the kind "{kind}" alone.')


def _list_fits(spec: ArgumentSpec, value: Any) -> bool:
    if not isinstance(value, list):
        return spec.scalar and _item_fits(spec, spec.kind, value)
    if spec.length is not None and len(value) != spec.length:
        return False
    pairs = [item for item in value if spec.nested and isinstance(item, list)]
    if pairs:
        return len(pairs) == len(value) and all(len(pair) == 2 and _all_fit(spec, pair) for pair in pairs)
    return _all_fit(spec, value)


def _all_fit(spec: ArgumentSpec, items: Iterable[Any]) -> bool:
    return all(_item_fits(spec, spec.kind, item) for item in items)


def _within(spec: ArgumentSpec, value: float) -> bool:
    return (spec.minimum is None or value >= spec.minimum) and (spec.maximum is None or value <= spec.maximum)


def _holds_object(value: Any) -> bool:
    """Whether a value that may be anything hides something that Keras would turn into an object."""
    if isinstance(value, dict):
        return "class_name" in value or any(_holds_object(item) for item in value.values())
    return isinstance(value, list) and any(_holds_object(item) for item in value)


def expected(spec: ArgumentSpec) -> str:
    """Returns what the argument takes, in words that end a sentence.

    >>> expected(ArgumentSpec(name="units", kind="integer", minimum=1))
    'a whole number of at least 1'
    """
    words = _expected(spec)
    return f"{words}, or nothing" if spec.nullable else words


def _expected(spec: ArgumentSpec) -> str:
    match spec.kind:
        case "choice" | "dtype":
            return "one of " + ", ".join(shown(choice) for choice in spec.choices)
        case "integers" | "numbers" | "strings" | "shape":
            many = f"a list of {spec.length or ''} {_ITEMS[spec.kind]}".replace("  ", " ") + _bounds(spec)
            if spec.nested:
                many += " or of pairs (before, after)"
            one = {"numbers": "one number", "strings": "one text"}.get(spec.kind, "one whole number")
            return f"{one} or {many}" if spec.scalar else many
        case "any":
            return "a plain value"
        case "index":
            return "an index: whole numbers, slices such as 1:3, None and ..., with commas between them"
        case "activation":
            return 'the name of an activation such as "relu"'
        case "schedule":
            return "a number or a learning-rate schedule"
        case "layers":
            return "a layer or a list of layers" if spec.scalar else "a list of layers"
        case "layer" | "object" | "initializer" | "regularizer" | "constraint":
            return f"{'an' if spec.kind[0] in 'io' else 'a'} {spec.kind}"
        case _:
            return _WORDS[spec.kind] + _bounds(spec)


def _bounds(spec: ArgumentSpec) -> str:
    if spec.minimum is not None and spec.maximum is not None:
        return f" from {spec.minimum:g} to {spec.maximum:g}"
    if spec.minimum is not None:
        return f" of at least {spec.minimum:g}"
    return "" if spec.maximum is None else f" of at most {spec.maximum:g}"


def shown(value: Any) -> str:
    """Returns a value as people read it, cut where it is long; nothing at all is said as "nothing"."""
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


def did_you_mean(name: Any, known: Iterable[str]) -> str:
    """Returns the question ``Did you mean "units"?``, or nothing where no known name is near.

    >>> did_you_mean("Unit", ["units", "activation"])
    'Did you mean "units"?'
    """
    by_lower_case = {word.lower(): word for word in known}
    near = difflib.get_close_matches(str(name).lower(), by_lower_case, n=1)
    return f'Did you mean "{by_lower_case[near[0]]}"?' if near else ""

"""Config values as Python expressions. User text becomes code here and nowhere else, as a quoted string."""

from typing import Any

from pydantic import JsonValue

from builder.catalog import load_catalog
from builder.catalog.specs import TUPLE_KINDS, ArgumentSpec, ObjectEntry
from builder.conversion.to_python.layout import Expression, Joined, call, sequence
from builder.conversion.to_python.steps import Symbol
from builder.engine.layer_call import canonical
from builder.network.record import Config

_MODULES = {
    "layers": "layers",
    "activations": "activations",
    "initializers": "initializers",
    "regularizers": "regularizers",
    "constraints": "constraints",
    "schedules": "keras.optimizers.schedules",
}
_ALWAYS_NAMED = frozenset({"num_heads", "key_dim", "output_shape", "axes", "num_bins", "num_tokens"})
"""Required arguments that people name: bare numbers in their place would say too little."""
_NEVER_NAMED = frozenset({"pool_size", "size", "padding", "cropping"})
"""Optional arguments that people leave unnamed where they come first: MaxPooling2D(2), ZeroPadding2D(1)."""


def construct(family: str, entry: ObjectEntry, config: Config, *extra: Expression) -> Joined:
    """Returns the call that makes the object with the arguments that differ from Keras's defaults."""
    callee = f"{_MODULES[family]}.{entry.class_name}"
    return call(callee, *arguments_of_call(entry.arguments, config), *extra)


def arguments_of_call(specs: tuple[ArgumentSpec, ...], config: Config) -> list[Expression]:
    """Returns the given arguments in the order of the signature, the first ones unnamed where people do that."""
    written: list[Expression] = []
    may_be_unnamed = True
    for place, spec in enumerate(specs):
        if spec.name not in config or (not spec.required and is_default(spec, config[spec.name])):
            may_be_unnamed = False
            continue
        value = value_of(spec, config[spec.name])
        short = (spec.required and spec.name not in _ALWAYS_NAMED) or (place == 0 and spec.name in _NEVER_NAMED)
        may_be_unnamed = may_be_unnamed and short
        written.append(value if may_be_unnamed else Joined((f"{spec.name}=", value)))
    return written


def value_of(spec: ArgumentSpec, value: JsonValue | Symbol) -> Expression:
    """Returns the value as its kind asks: tuples for sizes, constructor calls for nested objects."""
    if isinstance(value, Symbol):
        return value.text
    if isinstance(value, dict) and isinstance(value.get("class_name"), str):
        return _object(value)
    if isinstance(value, list):
        brackets = "()" if spec.kind in TUPLE_KINDS else "[]"
        return sequence(tuple(value_of(spec, item) for item in value), brackets=brackets)
    if isinstance(value, dict):
        items = tuple(Joined((f"{quoted(key)}: ", value_of(spec, item))) for key, item in value.items())
        return sequence(items, brackets="{}")
    return quoted(value) if isinstance(value, str) else repr(value)


def name_of(text: str) -> Expression:
    """Returns the name of a layer: a constant, a variable or, where it holds braces, an f-string.

    >>> print(name_of("conv"), name_of("{name}"), name_of("{name}_bn"))
    "conv" name f"{name}_bn"
    """
    if "{" not in text:
        return quoted(text)
    return text[1:-1] if text.count("{") == 1 and text[0] == "{" and text[-1] == "}" else f'f"{text}"'


def quoted(text: str) -> str:
    """Returns a string constant, in double quotes where that costs no escapes.

    >>> print(quoted("relu"), quoted('say "hi"'))
    "relu" 'say "hi"'
    """
    constant = repr(text)
    if constant[0] == '"' or text.count('"') > text.count("'"):
        return constant
    return '"' + constant[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'


def _object(value: dict[str, JsonValue]) -> Expression:
    class_name, config = str(value["class_name"]), value.get("config")
    catalog = load_catalog()
    for family, module in _MODULES.items():
        entry = getattr(catalog, family).get(class_name)
        if entry is not None:
            if family == "activations":
                return f"{module}.{class_name}"
            return construct(family, entry, config if isinstance(config, dict) else {})
    raise KeyError(class_name)


def is_default(spec: ArgumentSpec, value: Any) -> bool:
    """Says whether the value is Keras's default, a single number that stands for all of them among it."""
    if _holds_symbol(value):
        return False
    if value is spec.default:
        return True
    if canonical({"": value}) == canonical({"": spec.default}):
        return True
    if not spec.scalar or not isinstance(spec.default, list) or not isinstance(value, int):
        return False
    return all(canonical({"": item}) == canonical({"": value}) for item in spec.default)


def _holds_symbol(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_symbol, value.values()))
    return isinstance(value, Symbol) or (isinstance(value, list) and any(map(_holds_symbol, value)))

"""The arguments of a constructor, as a source gives them, in the form in which a document holds them."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import ArgumentSpec, ObjectEntry
from builder.catalog.validation import problems_of_config
from builder.catalog.values import did_you_mean
from builder.conversion.from_python.dtypes import standard_dtype
from builder.conversion.from_python.graph import Layer, Model, Tensor
from builder.conversion.from_python.lambdas import LambdaLayer
from builder.conversion.from_python.values import Arguments, Array, Dtype, Function, Native, Unknown
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

_DEEPEST = 16
_NEVER_POSITIONAL = frozenset({"trainable", "dtype"})


def read_config(
    run: "Interpreter",
    entry: ObjectEntry,
    arguments: Arguments,
    *,
    subject: str,
    ignored: frozenset[str] = frozenset(),
) -> Config:
    """Returns the arguments by name, with a note for each that is unknown, wrong or only known by running the source.

    Args:
        ignored: names that Keras takes and a document has no place for.
    """
    given = _by_name(run, entry, arguments, subject)
    config: Config = {}
    dropped: set[str] = set()
    for name, value in given.items():
        spec = entry.arguments_by_name.get(name)
        if spec is None:
            if name not in ignored:
                _refuse_name(run, entry, name, subject, arguments.line)
            continue
        plain = plain_value(run, value, spec)
        if isinstance(plain, Unknown):
            run.findings.add_unknown(arguments.line, f'The argument "{name}" of {subject}', plain)
            dropped.add(name)
        else:
            config[name] = plain
    for problem in problems_of_config(entry, config, None):
        if problem.argument not in dropped:
            run.findings.add(arguments.line, f"{problem.message} {problem.hint}".strip(), mistake=True)
    return config


def text_argument(run: "Interpreter", value: Any, subject: str, line: int) -> str:
    """Returns a text that a source gives, such as a name; "" where it gives none or one that is not known."""
    if isinstance(value, Unknown):
        run.findings.add_unknown(line, subject, value)
    return value[:200].strip() if isinstance(value, str) else ""


def _by_name(run: "Interpreter", entry: ObjectEntry, arguments: Arguments, subject: str) -> dict[str, Any]:
    places = [spec.name for spec in entry.arguments if spec.name not in _NEVER_POSITIONAL]
    if len(arguments.positional) > len(places):
        run.findings.add(
            arguments.line,
            f"{subject} takes at most {len(places)} arguments without a name, but gets {len(arguments.positional)}.",
            mistake=True,
        )
    return {**dict(zip(places, arguments.positional, strict=False)), **arguments.named}


def _refuse_name(run: "Interpreter", entry: ObjectEntry, name: str, subject: str, line: int) -> None:
    hint = did_you_mean(name, entry.arguments_by_name) or "It was left out."
    run.findings.add(line, f'{subject} has no argument "{name}". {hint}', mistake=True)


def plain_value(run: "Interpreter", value: Any, spec: ArgumentSpec | None = None, depth: int = 0) -> Any:
    """Returns the value as JSON can hold it, or the ``Unknown`` that it is or contains."""
    from builder.conversion.from_python.objects import KerasObject, ObjectClass, object_value
    from builder.conversion.from_python.operations import Operation, activation_name

    run.budget.spend()
    if spec is not None and spec.name.endswith("dtype"):
        value = standard_dtype(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else Unknown("it is not a finite number")
    if depth > _DEEPEST:
        return Unknown("it is nested too deep")
    if isinstance(value, (list, tuple, range)):
        return _plain_items(run, value, spec, depth)
    if isinstance(value, Array) and value.values is not None:
        return _plain_items(run, value.values, spec, depth)
    if isinstance(value, dict):
        return _plain_table(run, value, depth)
    if isinstance(value, Layer) and value.activation is not None:
        return Unknown(
            f"the activation of this {value.entry.class_name} is a function, which another layer cannot hold"
        )
    if isinstance(value, Layer):
        if spec is not None and spec.kind in ("layer", "layers"):
            value.holders += 1
            tell_split(run, value, run.line)
        return {"class_name": value.entry.class_name, "config": dict(value.config)}
    if isinstance(value, (KerasObject, ObjectClass)):
        return object_value(value)
    if isinstance(value, Dtype):
        return value.name
    if isinstance(value, (Operation, Native)):
        return activation_name(value) or Unknown("it is a function")
    return value if isinstance(value, Unknown) else Unknown(_refusal(value))


def tell_split(run: "Interpreter", layer: Layer, line: int) -> None:
    """Tells of a layer that others hold, or that is called as well, as a document can share calls of one layer only."""
    if layer.holders + bool(layer.calls) > 1:
        run.findings.add(
            line,
            f"This {layer.entry.class_name} of line {layer.line} is held by another layer and used elsewhere too: "
            "in Keras they share weights, here each has its own.",
        )


def _plain_items(run: "Interpreter", value: Sequence[Any], spec: ArgumentSpec | None, depth: int) -> Any:
    if len(value) > 10_000:
        return Unknown("it is longer than a model needs")
    items = []
    for item in value:
        plain = plain_value(run, item, spec, depth + 1)
        if isinstance(plain, Unknown):
            return plain
        items.append(plain)
    return items


def _plain_table(run: "Interpreter", value: dict[Any, Any], depth: int) -> Any:
    table = {}
    for key, item in value.items():
        plain = plain_value(run, item, None, depth + 1)
        if isinstance(plain, Unknown):
            return plain
        if not isinstance(key, (str, int)):
            return Unknown("it is a dict whose keys are no texts")
        table[str(key)] = plain
    return table


def _refusal(value: Any) -> str:
    if isinstance(value, Tensor):
        return "it is a tensor, where a plain value must stand"
    if isinstance(value, Model):
        return "it is a whole model, and a layer can hold layers only"
    if isinstance(value, Function):
        return f'it is the function "{value.name}" of the source, which is never run'
    if isinstance(value, Array):
        return "it is data"
    if isinstance(value, LambdaLayer):
        return "it is a Lambda layer, whose function is never run"
    return "it is no plain value"

"""The arguments of a constructor, as a source gives them, in the form in which a document holds them."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import ArgumentSpec, ObjectEntry
from builder.catalog.validation import problems_of_config
from builder.catalog.values import did_you_mean
from builder.conversion.from_python.keras.dtypes import standard_dtype
from builder.conversion.from_python.keras.graph import Layer, Model, Tensor
from builder.conversion.from_python.keras.lambdas import LambdaLayer
from builder.conversion.from_python.language.values import Arguments, Array, Dtype, Function, Native, Unknown
from builder.engine.words import counted
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_DEEPEST = 16
_NEVER_POSITIONAL = frozenset({"trainable", "dtype"})


def read_config(
    run: "KerasInterpreter",
    entry: ObjectEntry,
    arguments: Arguments,
    *,
    subject: str,
    ignored: frozenset[str] = frozenset(),
    lost: list[Unknown] | None = None,
) -> Config:
    """Returns the arguments by name, with a note for each that is unknown, wrong or only known by running the source.

    Args:
        ignored: names that Keras takes and a document has no place for.
        lost: takes what is left out, instead of notes: each a clause of which the object is the subject.
    """
    losses = _Losses(run, subject, arguments.line, lost)
    if arguments.spread is not None:
        losses.add_unknown("what ** spreads into it", arguments.spread)
    given = _by_name(entry, arguments, losses)
    config: Config = {}
    dropped: set[str] = set()
    for name, value in given.items():
        spec = entry.arguments_by_name.get(name)
        if spec is None:
            if name not in ignored:
                hint = did_you_mean(name, entry.arguments_by_name) or ("" if lost is not None else "It was left out.")
                losses.add(f'has no argument "{name}". {hint}'.strip().removesuffix("."))
            continue
        plain = plain_value(run, value, spec)
        if isinstance(plain, Unknown):
            losses.add_unknown(f'its argument "{name}"', plain)
            dropped.add(name)
        else:
            config[name] = plain
    for problem in problems_of_config(entry, config, None):
        follows = bool(lost) and problem.code == "missing_argument"  # what is lost may be what is missing
        if problem.argument not in dropped and not follows:
            run.notes.add(arguments.line, f"{problem.message} {problem.hint}".strip(), mistake=True)
    return config


def tell_batch(run: "KerasInterpreter", size: Any, line: int) -> None:
    """Tells of a fixed batch size, in whatever spelling it is given."""
    if isinstance(size, int):
        run.notes.add(line, "The fixed batch size is left out: networks take batches of any size.")


def text_argument(run: "KerasInterpreter", value: Any, subject: str, line: int) -> str:
    """Returns a text that a source gives, such as a name; "" where it gives none or one that is not known."""
    if isinstance(value, Unknown):
        run.notes.add_unknown(line, subject, value)
    return value[:200].strip() if isinstance(value, str) else ""


class _Losses:
    """What is left out of an object's arguments: told in notes, or handed to whoever has a node for it."""

    def __init__(self, run: "KerasInterpreter", subject: str, line: int, lost: list[Unknown] | None) -> None:
        self._run = run
        self._subject = subject
        self._line = line
        self._lost = lost

    def add(self, clause: str) -> None:
        """Adds what Keras would refuse, too; the clause lacks its subject."""
        if self._lost is None:
            self._run.notes.add(self._line, f"{self._subject} {clause}.", mistake=True)
        else:
            self._lost.append(Unknown(f"it {clause}", self._line, mistake=True))

    def add_unknown(self, what: str, unknown: Unknown) -> None:
        """Adds a part, such as 'its argument "units"', that is not known."""
        if self._lost is not None:
            self._lost.append(replace(unknown, reason=f"{what} is not known: {unknown.reason}"))
        else:
            part = what.removeprefix("its ") if what.startswith("its ") else what.removesuffix(" into it")
            self._run.notes.add_unknown(
                self._line, f"{'The ' * what.startswith('its ')}{part} of {self._subject}", unknown
            )


def _by_name(entry: ObjectEntry, arguments: Arguments, losses: _Losses) -> dict[str, Any]:
    places = [spec.name for spec in entry.arguments if spec.name not in _NEVER_POSITIONAL]
    if len(arguments.positional) > len(places):
        given = len(arguments.positional)
        losses.add(f"takes at most {counted(len(places), 'argument')} without a name, but gets {given}")
    return {**dict(zip(places, arguments.positional, strict=False)), **arguments.named}


def plain_value(run: "KerasInterpreter", value: Any, spec: ArgumentSpec | None = None, depth: int = 0) -> Any:
    """Returns the value as JSON can hold it, or the ``Unknown`` that it is or contains."""
    from builder.conversion.from_python.keras.objects import KerasObject, ObjectClass, object_value
    from builder.conversion.from_python.keras.operations import OperationFunction, activation_name

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
        if value.unknown is not None:
            return replace(
                value.unknown, reason=f"it holds {value.title}, which is not understood: {value.unknown.reason}"
            )
        if spec is not None and spec.kind in ("layer", "layers"):
            value.holders += 1
            tell_split(run, value, run.line)
        return {"class_name": value.entry.class_name, "config": dict(value.config)}
    if isinstance(value, (KerasObject, ObjectClass)):
        return object_value(value)
    if isinstance(value, Dtype):
        return value.name
    if isinstance(value, (OperationFunction, Native)):
        return activation_name(value) or Unknown("it is a function")
    return value if isinstance(value, Unknown) else Unknown(_refusal(value))


def tell_split(run: "KerasInterpreter", layer: Layer, line: int) -> None:
    """Tells of a layer that others hold, or that is called as well, as a document can share calls of one layer only."""
    if layer.holders + bool(layer.calls) > 1:
        run.notes.add(
            line,
            f"This {layer.entry.class_name} of line {layer.line} is held by another layer and used elsewhere too: "
            "in Keras they share weights, here each has its own.",
        )


def _plain_items(run: "KerasInterpreter", value: Sequence[Any], spec: ArgumentSpec | None, depth: int) -> Any:
    if len(value) > 10_000:
        return Unknown("it is longer than a model needs")
    items = []
    for item in value:
        plain = plain_value(run, item, spec, depth + 1)
        if isinstance(plain, Unknown):
            return plain
        items.append(plain)
    return items


def _plain_table(run: "KerasInterpreter", value: dict[Any, Any], depth: int) -> Any:
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

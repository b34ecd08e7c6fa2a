"""Objects that are given to layers and models: initializers, losses, optimizers, schedules, activations ..."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import ObjectEntry
from builder.conversion.from_python.keras.configs import read_config
from builder.conversion.from_python.keras.graph import Tensor
from builder.conversion.from_python.language.values import Arguments, Array, Unknown
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


@dataclass(slots=True, eq=False)
class KerasObject:
    """An object of the catalogue's ``section`` with its arguments."""

    section: str
    entry: ObjectEntry
    config: Config


@dataclass(slots=True, eq=False)
class ObjectClass:
    """A class or function of Keras that makes such objects, or, for an activation, is one."""

    section: str
    entry: ObjectEntry


_OLD_ARGUMENTS = {"lr": "learning_rate", "l": "l2", "m": "max_value"}
_IGNORED = frozenset({"name", "jit_compile"})


_PARTS_OF_LAYERS = frozenset({"initializers", "regularizers", "constraints"})
"""Sections whose objects go into layers: where an argument of one is not known, the layer is not understood."""

_WORKED_ON = (Tensor, Array, Unknown)


def make_object(run: "KerasInterpreter", of: ObjectClass, arguments: Arguments) -> Any:
    """Returns the object with its arguments; an activation called on a tensor is an operation."""
    if of.section == "activations":
        from builder.conversion.from_python.keras.operations import apply_activation

        return apply_activation(run, of.entry, arguments)
    if of.section in ("losses", "metrics") and any(isinstance(v, _WORKED_ON) for v in arguments.positional):
        return Unknown("it is a loss that is worked out", arguments.line)
    named: dict[str, Any] = {}
    for name, value in arguments.named.items():
        if name == "decay" and of.section == "optimizers":
            run.notes.add(arguments.line, 'The argument "decay" is left out: give learning_rate a schedule instead.')
            continue
        known = name in of.entry.arguments_by_name or name not in _OLD_ARGUMENTS
        named[name if known else _old_argument(of.entry, name)] = value
    if of.entry.class_name == "VarianceScaling" and named.get("distribution") == "normal":
        named["distribution"] = "truncated_normal"  # as Keras 2 took it
    lost: list[Unknown] | None = [] if of.section in _PARTS_OF_LAYERS else None
    given = replace(arguments, named=named)
    config = read_config(run, of.entry, given, subject=of.entry.class_name, ignored=_IGNORED, lost=lost)
    if lost:
        return replace(lost[0], reason=f"it is a {of.entry.class_name}, and {lost[0].reason}", origin=None)
    return KerasObject(of.section, of.entry, config)


def _old_argument(entry: ObjectEntry, name: str) -> str:
    if name == "l":
        return entry.arguments[0].name if entry.arguments else name
    return _OLD_ARGUMENTS[name]


def object_value(value: KerasObject | ObjectClass) -> Any:
    """Returns the object as a config holds it: a name alone for an activation, else class and config."""
    if value.section == "activations":
        return value.entry.class_name
    config = value.config if isinstance(value, KerasObject) else {}
    return {"class_name": value.entry.class_name, "config": config}

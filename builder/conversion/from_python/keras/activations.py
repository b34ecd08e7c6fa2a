"""Activations that a source gives as functions: followed behind the layer, as Lambda bodies are."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.keras.graph import Model
from builder.conversion.from_python.keras.lambdas import LambdaLayer
from builder.conversion.from_python.keras.operations import OperationFunction, activation_name
from builder.conversion.from_python.language.values import Arguments, Bound, Function, Instance, Native

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_APPLIED_LAST = frozenset({"core", "convolutional", "activation"})
"""Families of layers whose activation is the last thing that they compute; recurrent ones have theirs inside."""
_FOLLOWED = (Bound, Function, Instance, LambdaLayer, Model)


def take_activation(run: "KerasInterpreter", entry: LayerEntry, arguments: Arguments) -> tuple[Arguments, Any]:
    """Returns the arguments of a constructor without an activation that must be followed, and that activation.

    What a config can hold, such as the name of one of Keras's own or a layer, stays among the arguments; the second is
    then None.
    """
    if "activation" not in entry.arguments_by_name or entry.family not in _APPLIED_LAST:
        return arguments, None
    place = [spec.name for spec in entry.arguments].index("activation")
    positional, named = list(arguments.positional), dict(arguments.named)
    value = named.get("activation", positional[place] if place < len(positional) else None)
    if isinstance(value, str):
        value = run.session.custom_objects.get(value, value)
    if not _is_followed(value):
        return arguments, None
    if named.pop("activation", None) is None:
        positional[place] = None
    return replace(arguments, positional=positional, named=named), value


def _is_followed(value: Any) -> bool:
    if isinstance(value, (Native, OperationFunction)):
        return not activation_name(value)
    return isinstance(value, _FOLLOWED)

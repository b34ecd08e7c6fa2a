"""Data that a model is given: their shape is the one that it takes, and gives that of what it answers."""

from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.shapes import answer, array_of
from builder.conversion.from_python.data.streams import features_of
from builder.conversion.from_python.keras.graph import Model, Sequential
from builder.conversion.from_python.keras.sequential import input_of
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.language.values import Array, Stream, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def feed(run: "KerasInterpreter", model: Model, data: Any, line: int) -> Any:
    """Returns the array that the model takes of the data; a Sequential without an Input is built for its shape."""
    given = array_of(run, features_of(data.element) if isinstance(data, Stream) else data, line)
    if not isinstance(given, Array):
        return given
    sizes = given.shape[1:]
    if isinstance(model, Sequential) and sizes and None not in sizes:
        input_of(run, model, (None, *sizes))
    return given


def answer_of_model(run: "KerasInterpreter", model: Model, data: Any, line: int) -> Any:
    """Returns what the model makes of data: an array for its one output."""
    given = feed(run, model, data, line)
    if not isinstance(given, Array) or len(model.outputs) != 1:
        return Unknown("it comes from a model that is called on data", line)
    return answer(given, shape_of(run, model.outputs[0]), line)

"""``compile`` and ``fit`` of a source as a recipe."""

from typing import TYPE_CHECKING, Any

from builder.conversion.from_config.recipe import read_recipe
from builder.conversion.from_python.data.binding import read_data
from builder.conversion.from_python.keras.adapting import adapted_by
from builder.conversion.from_python.keras.configs import plain_value
from builder.conversion.from_python.keras.fit_arguments import (
    callbacks_of,
    class_weight_of,
    number_of,
    share_of,
    tell_rest,
)
from builder.conversion.from_python.keras.graph import Model
from builder.conversion.from_python.keras.objects import KerasObject, ObjectClass, object_value
from builder.conversion.from_python.language.values import Unknown
from builder.network import Network, Recipe
from builder.network.topology import output_endpoints

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_COMPILED = ("optimizer", "loss", "loss_weights", "metrics")
_DEEPEST = 4


def recipe_of(run: "KerasInterpreter", model: Model, network: Network) -> Recipe:
    """Returns what the source says of the model's training; ``network`` is the model with any ids."""
    recipe = Recipe()
    if model.compiled:
        line = model.compiled.get("line")
        compiled = {name: _data(run, model.compiled.get(name), name, line) for name in _COMPILED}
        recipe, notes = read_recipe(compiled, network)
        for note in notes:
            run.notes.add(line, note.text)
        tell_rest(run, "compile", model.compiled)
    update: dict[str, Any] = {}
    if model.fitted:
        update = _fitted(run, model.fitted, len(output_endpoints(network)))
    data, validating = read_data(run, model, network)
    if data is not None:
        update["data"] = data
    if validating is not None:
        update["validation_share"] = validating
    update["adapted"] = adapted_by(run, model) or None
    if run.session.seed is not None:
        update["seed"] = run.session.seed
    return recipe.model_copy(update={name: value for name, value in update.items() if value is not None})


def _fitted(run: "KerasInterpreter", given: dict[str, Any], outputs: int) -> dict[str, Any]:
    """Returns what ``fit`` says beside its data, by the names of a recipe; the rest is told."""
    tell_rest(run, "fit", given)
    return {
        "epochs": number_of(run, given, "epochs", 1, 100_000, old="nb_epoch"),
        "batch_size": number_of(run, given, "batch_size", 1, 1_000_000),
        "validation_share": share_of(run, given),
        "class_weight": class_weight_of(run, given, outputs),
        "callbacks": callbacks_of(run, given),
    }


def _data(run: "KerasInterpreter", value: Any, name: str, line: Any, depth: int = 0) -> Any:
    """Returns an argument of ``compile`` in the form in which Keras would write it down."""
    if isinstance(value, (KerasObject, ObjectClass)):
        return object_value(value)
    if isinstance(value, (list, tuple)) and depth < _DEEPEST:
        return [_data(run, item, name, line, depth + 1) for item in value[:1_000]]
    if isinstance(value, dict) and depth < _DEEPEST:
        return {str(key): _data(run, item, name, line, depth + 1) for key, item in value.items()}
    plain = plain_value(run, value)
    if isinstance(plain, Unknown):
        run.notes.add_unknown(line, f'What compile is given for "{name}"', plain)
        return None
    return plain

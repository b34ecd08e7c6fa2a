"""Says in what a recipe differs from what ``compile`` was given, output by output."""

from collections.abc import Mapping, Sequence
from typing import Any

import keras

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.network import Network
from builder.network.recipe import ObjectSpec
from builder.network.topology import output_endpoints


def recipe_differences(network: Network, model: keras.Model) -> list[str]:
    """Returns a sentence for each difference between the network's recipe and the compiled model.

    The recipe takes the mean of the losses where Keras takes their sum.
    """
    outputs = [endpoint.node for endpoint in output_endpoints(network)]
    recipe = network.recipe
    ours: dict[str, Any] = {
        "optimizer": recipe.optimizer and settings_of(recipe.optimizer),
        "losses": [spec and settings(spec, load_catalog().losses) for spec in map(recipe.losses.get, outputs)],
        "loss weights": [round(recipe.loss_weights.get(output, 1.0) / len(outputs), 12) for output in outputs],
        "metrics": [len(recipe.metrics.get(output, ())) for output in outputs],
    }
    theirs = compiled(model, network.output_keys or [tensor._keras_history.operation.name for tensor in model.outputs])
    return [f"{what} are {ours[what]}, expected {theirs[what]}" for what in ours if ours[what] != theirs[what]]


def compiled(model: keras.Model, keys: Sequence[str]) -> dict[str, Any]:
    """Returns what a model was compiled with for the outputs of these names; of one not compiled, nothing."""
    if not model.compiled:
        nothing = [None] * len(keys)
        return {
            "optimizer": None,
            "losses": nothing,
            "loss weights": [round(1 / len(keys), 12)] * len(keys),
            "metrics": [0] * len(keys),
        }
    weights = per_output(model._compile_loss and model._compile_loss._user_loss_weights, keys)
    metrics = per_output(model._compile_metrics and model._compile_metrics._user_metrics, keys, lists=True)
    return {
        "optimizer": optimizer_settings(model.optimizer),
        "losses": [loss_settings(loss) for loss in per_output(model.loss, keys)],
        "loss weights": [1.0 if weight is None else round(weight, 12) for weight in weights],
        "metrics": [0 if given is None else len(given) if isinstance(given, list | tuple) else 1 for given in metrics],
    }


def per_output(given: Any, keys: Sequence[str], *, lists: bool = False) -> list[Any]:
    """Returns what was given for each output: by key, in order, or one for all."""
    if isinstance(given, Mapping):
        return [given.get(key) for key in keys]
    if isinstance(given, list | tuple) and len(keys) == len(given) and not (lists and len(keys) == 1):
        return list(given)
    return [given] * len(keys)


def loss_settings(loss: Any) -> tuple[str, dict[str, Any]] | None:
    """Returns class and arguments of a loss given as a name, a function or an object."""
    if loss is None:
        return None
    catalog = load_catalog().losses
    found = keras.losses.get(loss)
    if isinstance(found, keras.losses.Loss):
        arguments = config_of(found) | getattr(found, "_fn_kwargs", {})
        return settings(ObjectSpec(class_name=type(found).__name__, config=arguments), catalog)
    entry = next(entry for entry in catalog.values() if entry.alias == found.__name__)
    return entry.class_name, {}


def optimizer_settings(optimizer: keras.optimizers.Optimizer) -> tuple[str, dict[str, Any]]:
    return type(optimizer).__name__, rounded(config_of(optimizer))


def settings_of(spec: ObjectSpec) -> tuple[str, dict[str, Any]]:
    """Returns class and all arguments of the optimizer that a recipe asks for, as Keras completes them."""
    arguments = dict(spec.config)
    rate = arguments.get("learning_rate")
    if isinstance(rate, dict):
        arguments["learning_rate"] = getattr(keras.optimizers.schedules, rate["class_name"])(**rate["config"])
    return optimizer_settings(getattr(keras.optimizers, spec.class_name)(**arguments))


def settings(spec: ObjectSpec, section: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    entry = section[spec.class_name]
    config = {name: value for name, value in spec.config.items() if name in entry.arguments_by_name}
    return entry.class_name, {
        name: v for name, v in minimal_config(entry, config).items() if name not in ("name", "dtype")
    }


def config_of(thing: Any) -> dict[str, Any]:
    return {name: value for name, value in thing.get_config().items() if name not in ("name", "dtype")}


def rounded(value: Any) -> Any:
    """Returns the config with numbers as float32 keeps them, for a learning rate comes back out of a variable."""
    if isinstance(value, dict):
        return {name: rounded(inner) for name, inner in value.items() if name not in ("module", "registered_name")}
    return float(f"{value:.6g}") if isinstance(value, float) else value

"""From a network and its recipe to a compiled Keras model. Imports Keras."""

from collections.abc import Sequence
from typing import Any

import keras

from builder.conversion.to_keras import to_keras
from builder.engine.build import make_object
from builder.network import Network, ObjectSpec, Recipe
from builder.network.names import layer_names
from builder.network.topology import output_endpoints
from builder.recipe.adapting import in_order
from builder.recipe.metrics import metric_names


def build_compiled(network: Network, recipe: Recipe) -> Any:
    """Returns the model, compiled with the recipe's optimizer and all that judges it.

    Every object is made by our own builder out of the catalogue; Keras deserializes nothing.
    """
    model = to_keras(network)
    compile_by(model, network, recipe)
    model.optimizer.build(model.trainable_variables)
    return model


def compile_by(model: Any, network: Network, recipe: Recipe) -> None:
    """Compiles the model of a network by its recipe: losses that are averaged over the outputs, metrics by name."""
    outputs, keys = [endpoint.node for endpoint in output_endpoints(network)], network.output_keys
    model.compile(
        optimizer=_make("optimizers", recipe.optimizer or ObjectSpec(class_name="Adam")),
        loss=structured([_make("losses", recipe.losses[node]) for node in outputs], keys),
        loss_weights=structured([recipe.loss_weights.get(node, 1.0) / len(outputs) for node in outputs], keys),
        metrics=structured([_make_metrics(recipe.metrics.get(node, ())) for node in outputs], keys),
    )


def _make_metrics(specs: Sequence[ObjectSpec]) -> list[Any]:
    """Returns the metrics under the names that they are logged by, whatever was made before in this process."""
    names = metric_names(specs)
    return [
        make_object("metrics", spec.class_name, {**spec.config, "name": name})
        for spec, name in zip(specs, names, strict=True)
    ]


def structured(values: Sequence[Any], keys: Sequence[str]) -> Any:
    """Returns values in the structure in which a model takes or gives them: a dict by key, one alone, or a list."""
    if keys:
        return dict(zip(keys, values, strict=True))
    return values[0] if len(values) == 1 else list(values)


def adapt_layers(model: Any, network: Network, inputs: Any) -> None:
    """Lets the layers that the recipe names measure the inputs of the training part, one after the other.

    Args:
        inputs: in the structure in which the model takes them.
    """
    names = layer_names(network)
    for node_id in in_order(network, network.recipe.adapted):
        layer = model.get_layer(names[node_id])
        before = keras.Model(model.inputs, layer.input)
        layer.adapt(before.predict(inputs, verbose=0))


def make_callbacks(recipe: Recipe) -> list[Any]:
    """Returns the Keras callbacks of the recipe."""
    return [_make("callbacks", spec) for spec in recipe.callbacks]


def _make(family: str, spec: ObjectSpec) -> Any:
    return make_object(family, spec.class_name, spec.config)

"""Says whether a script or notebook trains by the network's recipe: its data, targets, losses and settings, as data.

Nothing of it is run. The file is read as any source is that somebody opens, and what its ``compile`` and ``fit`` say is
compared with the recipe, output by output. Needs no Keras.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.conversion.read_model.read_model import import_file
from builder.data import describe
from builder.data.options import resolve_options
from builder.network import Network, ObjectSpec
from builder.network.names import layer_names
from builder.network.topology import input_ids, output_endpoints
from builder.recipe.adapting import feeding_input, in_order

_WORDS = {
    "dataset": "data set",
    "options": "options of the data",
    "adapted": "layers that are adapted",
    "inputs": "data of the Inputs",
    "targets": "targets",
    "loss_weights": "loss weights",
    "class_weight": "class weights",
    "batch_size": "batch size",
    "validation_share": "validation share",
}


def differing_part(path: Path, network: Network) -> str:
    """Returns in words what of the recipe the file says otherwise; empty where it says the same.

    Args:
        path: a script or a notebook that trains one model.
        network: with a recipe that leaves nothing open.
    """
    models = import_file(path.name, path.read_bytes()).models
    if not models:
        return "no model can be read from it"
    wanted, found = _told(network), _told(list(models.values())[-1])
    different = [_WORDS.get(name, name) for name in wanted if wanted[name] != found[name]]
    return f"it says otherwise than the network: {', '.join(different)}" if different else ""


def _told(network: Network) -> dict[str, Any]:
    """Returns all that a recipe says, with places of inputs and outputs for their ids, which a file need not keep."""
    recipe, data = network.recipe, network.recipe.data
    inputs = input_ids(network)
    outputs = [endpoint.node for endpoint in output_endpoints(network)]
    info = None if data is None else describe(data.dataset, data.options)
    return {
        # Two sets of one source are the same where what is learned of them is: digits with and without their parity.
        "dataset": info and (info.source, info.samples, info.test_samples),
        "options": info and data and resolve_options(info.title, info.options, data.options),
        "inputs": info and data and [info.feature(data.inputs.get(node, "")) for node in inputs],
        "targets": info and data and [info.target(data.targets.get(node, "")) for node in outputs],
        "adapted": sorted(
            layer_names(network)[node]
            for node in in_order(network, recipe.adapted)
            if feeding_input(network, node) is not None  # what else feeds a layer cannot be read from a file
        ),
        "losses": [_plain("losses", recipe.losses.get(node)) for node in outputs],
        "loss_weights": [recipe.loss_weights.get(node, 1.0) for node in outputs],
        "metrics": [[_plain("metrics", one) for one in recipe.metrics.get(node, ())] for node in outputs],
        "class_weight": {number: weight for number, weight in recipe.class_weight.items() if weight != 1.0},
        "optimizer": _plain("optimizers", recipe.optimizer),
        "callbacks": [_plain("callbacks", one) for one in recipe.callbacks],
        "epochs": recipe.epochs,
        "batch_size": recipe.batch_size,
        "validation_share": recipe.validation_share,
        "seed": recipe.seed,
    }


def _plain(family: str, spec: ObjectSpec | None) -> tuple[str, Mapping[str, Any]] | None:
    """Returns an object without the arguments that equal Keras's defaults."""
    if spec is None:
        return None
    entry = getattr(load_catalog(), family).get(spec.class_name)
    return spec.class_name, spec.config if entry is None else minimal_config(entry, spec.config)

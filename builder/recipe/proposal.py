"""Sensible settings for a training, from what the outputs are and what they have to learn."""

from collections.abc import Mapping

from builder.data import DataSetInfo, bind, describe
from builder.engine import Report
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from builder.network.record import Config
from builder.network.topology import input_ids, output_endpoints
from builder.recipe.adapting import in_order
from builder.recipe.fits import fit_of
from builder.recipe.outputs import Output, outputs_of

VALIDATION_SHARE = 0.2
SEED = 1

_CALLBACK_ARGUMENTS: Mapping[str, Config] = {
    "EarlyStopping": {"patience": 5, "restore_best_weights": True},
    "ReduceLROnPlateau": {"patience": 3, "factor": 0.5},
}
"""Where Keras's own defaults would end a training at its first worse epoch, or hardly ever do anything."""


def propose_recipe(network: Network, report: Report, info: DataSetInfo) -> Recipe:
    """Returns a recipe for learning this data set, whatever the network's own recipe says but its data binding.

    Args:
        report: what checking found; an output that it has no shape for gets no loss.
        info: the data set, under the options of the binding.
    """
    binding = network.recipe.data
    if binding is None or binding.dataset != info.name:
        binding = DataBinding(dataset=info.name)
    binding = propose_binding(network, report, info, binding)
    outputs = [one for one in outputs_of(network, report, info, binding.targets) if one.target is not None]
    return Recipe(
        data=binding,
        losses={output.node.id: propose_loss(output) for output in outputs},
        metrics={output.node.id: propose_metrics(output) for output in outputs},
        optimizer=ObjectSpec(class_name="Adam", config={"learning_rate": 0.001}),
        epochs=_epochs(info.samples),
        batch_size=_batch_size(info.samples),
        validation_share=VALIDATION_SHARE,
        seed=SEED,
    )


def completed(network: Network, report: Report) -> Network:
    """Returns the network with the recipe that a training of it follows: its own, its gaps filled with proposals.

    Worker, script, notebook and pages take their recipe from here, so that none of them decides anything anew. A
    network without data comes back as it is.

    Raises:
        DataError: the recipe names a data set that there is not, or options that it does not have.
    """
    binding = network.recipe.data
    if binding is None:
        return network
    recipe = complete_recipe(network, report, describe(binding.dataset, binding.options))
    return network.model_copy(update={"recipe": recipe})


def complete_recipe(network: Network, report: Report, info: DataSetInfo) -> Recipe:
    """Returns the network's own recipe with every gap filled by a proposal; losses of former outputs are left out."""
    own, proposed = network.recipe, propose_recipe(network, report, info)
    return own.model_copy(
        update={
            "data": proposed.data,
            "adapted": in_order(network, own.adapted),
            "losses": {node: own.losses.get(node, loss) for node, loss in proposed.losses.items()},
            "metrics": {node: own.metrics.get(node, metrics) for node, metrics in proposed.metrics.items()},
            "loss_weights": {node: own.loss_weights[node] for node in proposed.losses if node in own.loss_weights},
            "optimizer": own.optimizer or proposed.optimizer,
            "epochs": own.epochs or proposed.epochs,
            "batch_size": own.batch_size or proposed.batch_size,
            "validation_share": VALIDATION_SHARE if own.validation_share is None else own.validation_share,
            "seed": SEED if own.seed is None else own.seed,
        }
    )


def propose_binding(network: Network, report: Report, info: DataSetInfo, binding: DataBinding) -> DataBinding:
    """Returns the binding with what feeds every Input and what every output learns; former ones are left out."""
    bound = bind(network, info, binding, tensors=report.tensors)
    inputs, outputs = set(input_ids(network)), {endpoint.node for endpoint in output_endpoints(network)}
    return binding.model_copy(
        update={
            "inputs": {node: name for node, name in binding.inputs.items() if node in inputs} | bound.inputs,
            "targets": {node: name for node, name in binding.targets.items() if node in outputs} | bound.targets,
        }
    )


def propose_callback(class_name: str) -> ObjectSpec:
    """Returns a callback with the arguments to begin with."""
    return ObjectSpec(class_name=class_name, config=dict(_CALLBACK_ARGUMENTS.get(class_name, {})))


def propose_loss(output: Output) -> ObjectSpec:
    """Returns the loss that suits what the output learns and where its last functions leave the values.

    Where it cannot be told whether these are shares, they are taken for such; the problems say so.
    """
    target = output.target
    if target is None or target.kind == "number":
        return ObjectSpec(class_name="MeanSquaredError")
    class_name = f"{_family(output)}Crossentropy"
    gives_shares = output.values.kind in ("distribution", "shares", "unknown")
    return ObjectSpec(class_name=class_name, config={} if gives_shares else {"from_logits": True})


def propose_metrics(output: Output) -> tuple[ObjectSpec, ...]:
    """Returns the metric that suits the output; none where none can judge what it gives."""
    target = output.target
    if target is None or target.kind == "number":
        return (ObjectSpec(class_name="MeanAbsoluteError"),)
    accuracy = ObjectSpec(class_name=f"{_family(output)}Accuracy")
    return (accuracy,) if fit_of(output, "metrics", accuracy).values == "fits" else ()


def _family(output: Output) -> str:
    if output.target is not None and output.target.one_hot:
        return "Binary" if output.values.kind == "shares" else "Categorical"
    return "Binary" if output.units == 1 else "SparseCategorical"


def _epochs(samples: int) -> int:
    return 60 if samples < 500 else 20 if samples < 5_000 else 10 if samples < 20_000 else 5


def _batch_size(samples: int) -> int:
    return 16 if samples < 500 else 32 if samples < 20_000 else 128

"""How much memory a training takes, estimated before it begins, and what is said where that is too much."""

from typing import NamedTuple

from builder.catalog import load_catalog
from builder.data import DataSetInfo
from builder.engine import Report
from builder.engine.machine import worker_memory
from builder.engine.memory import KERAS_BYTES, Flow, flow_of, weight_bytes
from builder.engine.words import byte_words
from builder.network import Network, Problem, Recipe
from builder.network.problems import Fix

DATA_COPIES = 2
"""How often the data are in memory: scaled, and in Keras's pipeline."""

WEIGHT_COPIES = 3
"""How often weights alone are copied: the best epoch's, the last one's, and those that are being judged."""

MODEL_COPIES = 3
"""How often a model is there with its optimizer: as trained, as it is written, and as it is read again to be measured.

With these numbers the estimate is what was measured of 50 million parameters: 13 times their size under Adam, 7 times
under SGD."""


class Need(NamedTuple):
    """Bytes that a training takes for one thing, and how to make them fewer."""

    size: int
    what: str
    hint: str


def find_memory_problems(
    network: Network, report: Report, recipe: Recipe, info: DataSetInfo | None
) -> tuple[Problem, ...]:
    """Returns why the training would take more memory than a worker may on this machine, and what most of it is for.

    Args:
        report: what checking the network found; of one that is wrong nothing is said.
        info: the data set of the recipe under its options; None where none is chosen.
    """
    if not report.ok:
        return ()
    flow, batch_size, limit = flow_of(network, report), recipe.batch_size or 1, worker_memory()
    weights = _weights(report, recipe)
    data = 0 if info is None else DATA_COPIES * info.size_bytes
    fixed = KERAS_BYTES + weights + data
    fits = max(0, limit - fixed) // max(1, flow.total)
    if batch_size <= fits:
        return ()
    kept = f"{report.total_parameters:,} parameters with the optimizer and the copies that are kept"
    batch = f"what the layers give for a batch of {batch_size:,}"
    needs = (
        Need(batch_size * flow.total, batch, _smaller_flow(flow, fits)),
        Need(weights, kept, _fewer_parameters(network, report)),
        Need(data, "the data", "Choose a smaller data set."),
    )
    most = max(needs)
    problem = Problem(
        code="too_much_memory",
        message=(
            f"This training would take about {byte_words(fixed + batch_size * flow.total)} of memory, and one may take "
            f"{byte_words(limit)} here. Most of it, {byte_words(most.size)}, is for {most.what}."
        ),
        hint=most.hint,
        fixes=_smaller_batch(recipe, fits),
    )
    return (problem,)


def _weights(report: Report, recipe: Recipe) -> int:
    """Returns the bytes of weights, gradients and all that the optimizer keeps."""
    optimizer = recipe.optimizer
    entry = None if optimizer is None else load_catalog().optimizers.get(optimizer.class_name)
    slots = 0 if optimizer is None or entry is None else entry.slots_under(optimizer.config)
    model = report.total_parameters + slots * report.trainable_parameters
    copies = min(WEIGHT_COPIES, recipe.epochs or 1) * report.total_parameters
    return weight_bytes(MODEL_COPIES * model + report.trainable_parameters + copies)


def _smaller_flow(flow: Flow, fits: int) -> str:
    told = f'"{flow.title}" alone gives {byte_words(flow.largest)} for each sample.'
    return f"{told} A batch of {fits:,} would fit." if fits else f"{told} Make that smaller."


def _fewer_parameters(network: Network, report: Report) -> str:
    widest = max(report.parameters, key=lambda node_id: report.parameters[node_id], default="")
    node = network.nodes_by_id.get(widest)
    told = "" if node is None else f'"{node.title}" has {report.parameters[widest]:,} of them. '
    return f"{told}Make the widest layers narrower, or pool before them."


def _smaller_batch(recipe: Recipe, fits: int) -> tuple[Fix, ...]:
    """Returns the mend that takes the largest power of two that fits; none where no batch does."""
    if not fits:
        return ()
    size = 1 << (fits.bit_length() - 1)
    return (Fix(label=f"Set the batch size to {size:,}", recipe=recipe.model_copy(update={"batch_size": size})),)

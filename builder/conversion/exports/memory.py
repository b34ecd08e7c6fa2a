"""Whether a network is too large to be made and compared with what is exported of it."""

from builder.conversion.verify.inputs import BATCHES
from builder.engine.machine import worker_memory
from builder.engine.memory import KERAS_BYTES, flow_of, weight_bytes
from builder.engine.report import Report
from builder.engine.words import byte_words
from builder.network import Network

COPIES = 4
"""How often the weights are in memory: the model's, their values, the file's, and those of the model made from it."""


def too_large(network: Network, report: Report) -> str:
    """Returns why no model of the network can be made and compared on this machine, as a sentence; empty where it can.

    Keras holds what every layer gives until a model has answered.
    """
    batch = max(size for _, size in BATCHES)
    needed = KERAS_BYTES + COPIES * weight_bytes(report.total_parameters) + batch * flow_of(network, report).total
    if needed <= worker_memory():
        return ""
    return (
        f"To make the model and compare it would take about {byte_words(needed)} of memory, "
        f"and an export may take {byte_words(worker_memory())} here."
    )

"""A tiny training that nobody sees, so that what TensorFlow does once a process is done ahead of time."""

import tempfile
from collections.abc import Sequence

import keras

from builder.network import DataBinding, Edge, Network, Node, Recipe
from builder.store import ArtifactFolder, MetricPoint, Progress
from builder.training.worker.training import train

_NETWORK = Network(
    nodes=(
        Node(id="input", class_name="Input", config={"shape": [64]}),
        Node(id="dense", class_name="Dense", config={"units": 10, "activation": "softmax"}),
    ),
    edges=(Edge(id="edge", source="input", target="dense"),),
    recipe=Recipe(data=DataBinding(dataset="digits", options={"as": "vectors"}), epochs=1, batch_size=512),
)


class _Nobody:
    def report(self, points: Sequence[MetricPoint], progress: Progress) -> None:
        pass

    def wants_stop(self) -> bool:
        return False


def warm_up() -> None:
    """Trains one epoch on digits and leaves Keras as if nothing had been."""
    with tempfile.TemporaryDirectory() as folder:
        train(_NETWORK, listener=_Nobody(), folder=ArtifactFolder(folder))
    keras.backend.clear_session()

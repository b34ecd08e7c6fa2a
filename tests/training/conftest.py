"""Small networks, what checking says of them, and a listener that remembers."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from builder.data import DataSetInfo, describe
from builder.engine import Report, TensorSpec
from builder.network import DataBinding, Edge, Network, Node, Recipe
from builder.network.record import Config
from builder.store import ArtifactFolder, MetricPoint, Progress, Store
from tests.store.postgres import postgres_url

__all__ = ["postgres_url"]

MakeNetwork = Callable[..., Network]


def stack(*layers: tuple[str, Config], shape: Sequence[int] = (64,), recipe: Recipe | None = None) -> Network:
    """Returns an Input and the layers one after the other; the last one has the id "out"."""
    ids = [*(f"layer_{number}" for number in range(1, len(layers))), "out"]
    nodes = [Node(id="in", class_name="Input", config={"shape": list(shape)})]
    nodes += [Node(id=one, class_name=name, config=config) for one, (name, config) in zip(ids, layers, strict=True)]
    edges = [
        Edge(id=f"e{number}", source=one.id, target=other.id)
        for number, (one, other) in enumerate(itertools.pairwise(nodes))
    ]
    return Network(nodes=tuple(nodes), edges=tuple(edges), recipe=recipe or Recipe())


@pytest.fixture
def make_stack() -> MakeNetwork:
    return stack


@pytest.fixture
def make_digits_network() -> MakeNetwork:
    """Makes a small network that learns the digits; arguments go to its recipe."""

    def make(**recipe: object) -> Network:
        data = DataBinding(dataset="digits", options={"as": "vectors"})
        settings = {"data": data, "epochs": 2, "batch_size": 32, "seed": 1, **recipe}
        return stack(
            ("Dense", {"units": 16, "activation": "relu"}),
            ("Dense", {"units": 10, "activation": "softmax"}),
            recipe=Recipe.model_validate(settings),
        )

    return make


@pytest.fixture
def digits() -> DataSetInfo:
    return describe("digits", {"as": "vectors"})


@pytest.fixture
def make_report() -> Callable[..., Report]:
    """Makes the report of a sound network whose output nodes give these shapes (without the batch dimension)."""

    def make(**shapes: tuple[int, ...]) -> Report:
        tensors = {node_id: (TensorSpec((None, *shape)),) for node_id, shape in shapes.items()}
        return Report(tensors=tensors, total_parameters=10, trainable_parameters=10)

    return make


class Recorder:
    """A listener that keeps what it hears and asks to stop after so many reports."""

    def __init__(self) -> None:
        self.points: list[MetricPoint] = []
        self.progress: list[Progress] = []
        self.stop_after: int | None = None

    def report(self, points: Sequence[MetricPoint], progress: Progress) -> None:
        self.points += points
        self.progress.append(progress)

    def wants_stop(self) -> bool:
        return self.stop_after is not None and len(self.progress) >= self.stop_after

    def values(self, name: str, *, scope: str = "epoch", split: str = "train") -> list[float]:
        return [p.value for p in self.points if (p.name, p.scope, p.split) == (name, scope, split)]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def folder(tmp_path: Path) -> ArtifactFolder:
    return ArtifactFolder(str(tmp_path / "run"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'layerloom.db'}", str(tmp_path / "artifacts"))
    yield opened
    opened.close()

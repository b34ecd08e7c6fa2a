"""Small stacks of layers, a training of the digits, and what checking says of them, as fixtures of several rooms."""

import itertools
from collections.abc import Callable, Sequence

import pytest

from builder.data import DataSetInfo, describe
from builder.engine import Report, TensorSpec
from builder.network import DataBinding, Edge, Network, Node, Recipe
from builder.network.record import Config

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

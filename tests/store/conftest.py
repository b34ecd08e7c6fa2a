"""A store of its own for every test, on a real SQLite file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.network import Edge, Network, Node, Recipe
from builder.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'layerloom.db'}", str(tmp_path / "artifacts"))
    yield opened
    opened.close()


@pytest.fixture
def network() -> Network:
    return Network(
        name="Digits",
        nodes=(
            Node(id="input_1", class_name="Input", config={"shape": [64]}),
            Node(id="dense_1", class_name="Dense", config={"units": 10, "activation": "softmax"}),
        ),
        edges=(Edge(id="e1", source="input_1", target="dense_1"),),
        recipe=Recipe(epochs=3),
    )

"""A store of its own for every test, on a real SQLite file and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.network import Edge, Network, Node, Recipe
from builder.store import Store
from tests.store.postgres import new_database, postgres_url

__all__ = ["postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that is empty and of this test alone."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'layerloom.db'}"
    return new_database(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(database_address: str, tmp_path: Path) -> Iterator[Store]:
    opened = Store(database_address, str(tmp_path / "artifacts"))
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

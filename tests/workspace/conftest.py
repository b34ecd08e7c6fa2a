"""A real store and a real engine for workspaces."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.engine import EngineProcess
from builder.store import Store


@pytest.fixture(scope="package")
def engine() -> Iterator[EngineProcess]:
    process = EngineProcess()
    process.start()
    yield process
    process.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    kept = Store(f"sqlite:///{tmp_path / 'layerloom.db'}", str(tmp_path / "artifacts"))
    yield kept
    kept.close()

"""A listener that remembers, and places to keep what a training leaves."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from builder.store import ArtifactFolder, MetricPoint, Progress, Store
from tests.stacks import digits, make_digits_network, make_report, make_stack
from tests.store.postgres import postgres_url

__all__ = ["digits", "make_digits_network", "make_report", "make_stack", "postgres_url"]


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

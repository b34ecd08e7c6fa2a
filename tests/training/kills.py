"""A training that is killed at a moment, and what must hold afterwards: nothing tells it from one that was not."""

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from builder.network import DataBinding, Network, Recipe
from builder.store import ArtifactFolder, MetricPoint, Run, Store
from builder.training import running, start_run, watch
from builder.training.recovery import CHECKPOINT
from tests.stacks import stack

EPOCHS = 4
PATIENCE = 180.0

Moment = Callable[[Store, Run], bool]
"""Says whether it has come, asked again and again."""


def learner() -> Network:
    """Returns a network whose epochs take about a second, so that each is kept, and whose files take time to write."""
    return stack(
        ("Dense", {"units": 1500, "activation": "relu"}),
        ("Dropout", {"rate": 0.3}),
        ("Dense", {"units": 1500, "activation": "relu"}),
        ("Dense", {"units": 10, "activation": "softmax"}),
        recipe=Recipe(
            data=DataBinding(dataset="digits", options={"as": "vectors"}), epochs=EPOCHS, batch_size=16, seed=3
        ),
    )


@contextmanager
def deterministic_workers() -> Iterator[None]:
    """Has the workers that this process starts count the same whenever they count, and leaves none behind.

    A spare that earlier tests warmed was started without this and would train otherwise: it is let go first.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TF_DETERMINISTIC_OPS", "1")
        running._launcher().close()
        yield
        running._launcher().close()


def at_once(store: Store, run: Run) -> bool:
    return True


def claimed(store: Store, run: Run) -> bool:
    return store.run_status(run.id) == "running"


def in_epoch(number: int) -> Moment:
    return lambda store, run: store.load_run(run.id).progress.epoch >= number


def after_epoch(number: int) -> Moment:
    """The figures of this epoch have just arrived."""
    return lambda store, run: any(
        (point.scope, point.split, point.epoch) == ("epoch", "validation", number)
        for point in store.metrics_since(run.id)
    )


def while_written(name: str, times: int = 1) -> Moment:
    """A file of this name is half written, for the first or a later time."""
    seen: list[bool] = []

    def comes(store: Store, run: Run) -> bool:
        part = store.artifacts(run.id).local_path(f"{name}.part")
        assert part is not None
        there = part.exists()
        if there and not (seen and seen[-1]):
            seen.append(True)
        elif not there and seen:
            seen.append(False)
        return there and seen.count(True) >= times

    return comes


def at_the_end(store: Store, run: Run) -> bool:
    """All is trained and saved; the files are being measured, or are about to be."""
    local = store.artifacts(run.id).local_path("best.keras")
    return after_epoch(EPOCHS)(store, run) and local is not None and local.exists()


def at_random(seed: int) -> Moment:
    """Some batches after the first, drawn by chance; never after the end, however fast the training is."""
    share = random.Random(seed).random()

    def comes(store: Store, run: Run) -> bool:
        progress = store.load_run(run.id).progress
        return progress.batches > 0 and progress.step >= share * EPOCHS * progress.batches

    return comes


NAMED: dict[str, Moment] = {
    "starting": at_once,
    "claimed": claimed,
    "first epoch": in_epoch(1),
    "after the first epoch": after_epoch(1),
    "first checkpoint": while_written(CHECKPOINT),
    "second checkpoint": while_written(CHECKPOINT, 2),
    "third epoch": in_epoch(3),
    "after the last epoch": after_epoch(EPOCHS),
    "saving the model": while_written("model.keras"),
    "saving the best": while_written("best.keras", 2),
    "measuring": at_the_end,
}


def wait_for(comes: Callable[[], bool]) -> None:
    """Waits for a moment that may last a millisecond."""
    deadline = time.monotonic() + PATIENCE
    while not comes():
        assert time.monotonic() < deadline, "The moment never came."
        time.sleep(0.0005)


def kill_worker(store: Store, run: Run) -> int:
    """Kills the process that trains a run, and returns its id."""
    pid = store.load_run(run.id).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid


@dataclass(frozen=True)
class Trained:
    """What a run came to, as far as it does not depend on the time it took."""

    status: str
    message: str
    results: dict[str, float]
    best_epoch: int | None
    history: dict[str, list[float]]
    figures: list[tuple[int, int, str, str, float]]
    files: tuple[str, ...]

    @classmethod
    def of(cls, store: Store, run_id: str) -> "Trained":
        run, folder = store.load_run(run_id), store.artifacts(run_id)
        points = store.metrics_since(run_id)
        assert_sound(points, folder)
        return cls(
            status=run.status,
            message=run.message,
            results=dict(run.results),
            best_epoch=run.best_epoch,
            history=json.loads(folder.read("history.json")),
            figures=[
                (point.epoch, point.step, point.split, point.name, point.value)
                for point in points
                if point.scope == "epoch"
            ],
            files=folder.names(),
        )


def train_undisturbed(folder: Path) -> Trained:
    """Returns what the training comes to that nobody kills, by way of a store in this folder."""
    with closing(Store(f"sqlite:///{folder / 'layerloom.db'}", str(folder / "artifacts"))) as store:
        run = start_run(store, store.create_project(learner()).id, learner(), "click")
        end(store)
        found = Trained.of(store, run.id)
    assert found.status == "finished", found.message
    return found


def end(store: Store) -> None:
    """Watches as a server does until no run is left."""
    deadline = time.monotonic() + PATIENCE
    while watch(store):
        assert time.monotonic() < deadline, "A run never ended."
        time.sleep(0.1)


def assert_sound(points: tuple[MetricPoint, ...], folder: ArtifactFolder) -> None:
    """Holds that no point is there twice or out of order, and that no file is half written."""
    batches = [point.step for point in points if (point.scope, point.name) == ("batch", "loss")]
    assert batches == sorted(set(batches))
    assert not [name for name in folder.names() if name.endswith(".part")]


def workers_of(variable: str, value: str) -> Iterator[psutil.Process]:
    """Yields the training processes that were started with this in their environment."""
    for process in psutil.process_iter(["cmdline"]):
        command: Any = process.info["cmdline"] or ()
        try:
            if "builder.training.worker" in command and process.environ().get(variable) == value:
                yield process
        except psutil.Error:
            continue

"""Trainings whose files or figures find no room, on a disk that really is full."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.store import ArtifactFolder, Store
from builder.training import running, start_run, stop_run, watch
from builder.training.outcome import plain_end
from tests.small_disk import assert_sound, fill, full, mounted, small_disk

__all__ = ["small_disk"]

pytestmark = pytest.mark.keras

TOLD = 'The disk is full, so "'
MEND = " could not be kept. Make room and try again."


@pytest.mark.parametrize("stop_after", [None, 3])
def test_training_that_cannot_keep_its_files_says_so_and_can_be_repeated_when_there_is_room(
    small_disk: Path, make_digits_network, recorder, stop_after: int | None
) -> None:
    from builder.training.worker.training import train

    class Filler(type(recorder)):  # type: ignore[misc]  the fixture's class
        """Fills the disk as soon as there is an epoch's file on it."""

        def wants_stop(self) -> bool:
            if folder.exists("model.keras") and not (small_disk / "filler").exists():
                fill(small_disk)
            return super().wants_stop()

    folder, listener = ArtifactFolder(str(small_disk / "run")), Filler()
    listener.stop_after = stop_after
    outcome = train(make_digits_network(epochs=30), listener=listener, folder=folder)
    assert outcome.status == "failed"
    assert outcome.message.startswith(TOLD)
    assert outcome.message.endswith(MEND)
    assert "model.keras" in folder.names()
    assert not list((small_disk / "run").glob("*.part"))
    (small_disk / "filler").unlink()
    outcome = train(make_digits_network(epochs=1), listener=recorder, folder=folder)
    assert (outcome.status, folder.exists("history.json")) == ("finished", True)


def test_training_goes_on_where_an_epoch_finds_no_room_and_the_last_one_does(
    small_disk: Path, make_digits_network, recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.training.worker import weights
    from builder.training.worker.training import train

    class Filler(type(recorder)):  # type: ignore[misc]  the fixture's class
        """Fills the disk for the third epoch alone."""

        def report(self, points: object, progress) -> None:
            super().report(points, progress)
            filler = small_disk / "filler"
            if progress.epoch == 2 and not filler.exists():
                fill(small_disk)
            elif progress.epoch == 4:
                filler.unlink(missing_ok=True)

    monkeypatch.setattr(weights, "LEAST_SECONDS", 0.0)
    folder = ArtifactFolder(str(small_disk / "run"))
    outcome = train(make_digits_network(epochs=6), listener=Filler(), folder=folder)
    assert outcome.status == "finished", outcome.message
    assert "model.keras" in folder.names()


def test_training_without_room_for_temporary_files_says_so(
    small_disk: Path, make_digits_network, recorder, folder: ArtifactFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.training.worker.training import train

    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    with full(small_disk):
        outcome = train(make_digits_network(epochs=1), listener=recorder, folder=folder)
    assert (outcome.status, outcome.message) == ("failed", f'{TOLD}model.keras"{MEND}')
    assert [name for name in folder.names() if name.endswith(".keras")] == []


@pytest.fixture
def small_store(tmp_path: Path) -> Iterator[Store]:
    with (
        mounted(tmp_path / "small", 16 * 1024**2) as home,
        closing(Store(f"sqlite:///{home / 'layerloom.db'}", str(home / "artifacts"))) as store,
    ):
        yield store
        for run in store.active_runs():
            stop_run(store, run.id)
        wait_until(lambda: not watch(store))
        running._launcher().close()


def wait_until(claim: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, "It did not come true in time."
        time.sleep(0.05)


@pytest.mark.full
def test_a_run_goes_through_a_full_disk_and_all_of_its_figures_are_there(
    small_store: Store, tmp_path: Path, make_digits_network
) -> None:
    """Its worker is a process of its own, whose points, signs of life, log and epochs find no room for a while."""
    home, epochs = tmp_path / "small", 100
    network = make_digits_network(epochs=epochs)
    run = start_run(small_store, small_store.create_project(network).id, network, "click")
    wait_until(lambda: small_store.load_run(run.id).progress.epoch > 1)
    with full(home):
        wait_until(lambda: not _grows(small_store, run.id))
        assert [one.status for one in watch(small_store)] == ["running"]
        time.sleep(3.0)
        assert [one.status for one in watch(small_store)] == ["running"]
        assert not _grows(small_store, run.id)
    wait_until(lambda: not small_store.load_run(run.id).is_active, seconds=120)
    ended = small_store.load_run(run.id)
    assert (ended.status, ended.message) == ("finished", plain_end(epochs))
    losses = [
        point.epoch
        for point in small_store.metrics_since(run.id, limit=1_000_000)
        if (point.scope, point.split, point.name) == ("epoch", "train", "loss")
    ]
    assert losses == list(range(1, epochs + 1))
    assert_sound(home / "layerloom.db", home)


def _grows(store: Store, run_id: str) -> bool:
    before = len(store.metrics_since(run_id, limit=1_000_000))
    time.sleep(0.6)
    return len(store.metrics_since(run_id, limit=1_000_000)) > before

import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builder.network import Network
from builder.store import MetricPoint, Progress, Run, Store
from builder.training.outcome import Outcome
from builder.training.store_reporter import StoreReporter
from tests.small_disk import fill, small_disk

__all__ = ["small_disk"]

POINT = MetricPoint(step=1, epoch=1, scope="batch", split="train", name="loss", value=0.5, time=0.0)


@pytest.fixture
def run(store: Store) -> Run:
    network = Network()
    run = store.create_run(store.create_project(network).id, network, "click")
    store.claim_run(run.id, attempt=1, pid=1, process_started=0.0, host="here")
    return run


def comes_true(claim: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not claim() and time.monotonic() < deadline:
        time.sleep(0.01)
    return claim()


def test_points_reach_the_store_while_the_training_goes_on(store: Store, run: Run) -> None:
    with StoreReporter(store, run.id) as reporter:
        reporter.report([POINT], Progress(epoch=1, step=1))
        assert comes_true(lambda: len(store.metrics_since(run.id)) == 1)
        assert store.load_run(run.id).progress == Progress(epoch=1, step=1)


def test_last_points_are_sent_at_the_end_in_order(store: Store, run: Run) -> None:
    with StoreReporter(store, run.id) as reporter:
        for step in range(50):
            reporter.report([MetricPoint(step, 1, "batch", "train", "loss", 0.5, 0.0)], Progress(step=step))
    assert [point.step for point in store.metrics_since(run.id)] == list(range(50))
    assert store.load_run(run.id).progress.step == 49


def test_heart_beats_and_a_wish_to_stop_is_heard(store: Store, run: Run) -> None:
    first = store.load_run(run.id).heartbeat or 0.0
    with StoreReporter(store, run.id) as reporter:
        assert comes_true(lambda: (store.load_run(run.id).heartbeat or 0.0) > first)
        assert not reporter.wants_stop()
        store.request_stop(run.id)
        assert comes_true(reporter.wants_stop, seconds=1.0)
        assert not reporter.run_is_gone


def test_deleted_run_stops_the_training(store: Store, run: Run) -> None:
    with StoreReporter(store, run.id) as reporter:
        store.delete_project(run.project_id)
        assert comes_true(reporter.wants_stop)
        reporter.report([POINT], Progress())
    assert reporter.run_is_gone


def test_training_that_another_process_took_up_is_told_and_says_no_more(store: Store, run: Run) -> None:
    told = threading.Event()
    with StoreReporter(store, run.id, attempt=1, taken=told.set) as reporter:
        store.queue_again(run.id, attempt=1, interruption="No sign of life.")
        assert told.wait(5.0) and reporter.wants_stop()
        reporter.report([POINT], Progress(step=1))
    reporter.finish(Outcome("stopped", "Stopped."))
    assert store.load_run(run.id).status == "queued"
    assert store.metrics_since(run.id) == ()


def test_run_thought_lost_is_taken_up_again(store: Store, run: Run) -> None:
    store.finish_run(run.id, "lost", "No sign of life.")
    with StoreReporter(store, run.id) as reporter:
        assert comes_true(lambda: store.load_run(run.id).status == "running")
        assert not reporter.wants_stop()


def test_end_that_finds_no_room_on_the_disk_is_told_when_there_is(small_disk: Path) -> None:
    with closing(Store(f"sqlite:///{small_disk / 'layerloom.db'}", str(small_disk / "artifacts"))) as store:
        run = store.create_run(store.create_project(Network()).id, Network(), "click")
        store.claim_run(run.id, attempt=1, pid=1, process_started=0.0, host="here")
        filler = fill(small_disk)
        with StoreReporter(store, run.id) as reporter:
            reporter.report([POINT] * 20_000, Progress(epoch=1, step=1))
        ended = threading.Thread(target=reporter.finish, args=(Outcome("finished", "Done."),))
        ended.start()
        ended.join(1.5)
        assert ended.is_alive() and store.load_run(run.id).status == "running"
        filler.unlink()
        ended.join(5.0)
        assert store.load_run(run.id).message == "Done."
        assert len(store.metrics_since(run.id, limit=30_000)) == 20_000

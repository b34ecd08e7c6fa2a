"""Runs in worker processes of their own, from the click to the end, whatever happens in between."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.engine.memory_limit import OVER_LIMIT
from builder.network import DataBinding, Network, Recipe
from builder.store import Run, Store
from builder.training import place_in_queue, running, start_run, stop_run, warm_worker, watch
from builder.training.launcher import Launcher
from builder.training.recovery import CHECKPOINT
from tests.store.postgres import new_database

pytestmark = pytest.mark.keras


@pytest.fixture(autouse=True, scope="module")
def spare() -> Iterator[None]:
    """Begins with a warm process, as the server does, and leaves none behind."""
    warm_worker()
    yield
    running._launcher().close()


@pytest.fixture(autouse=True)
def slots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_SLOTS", "2")


def wait_until(claim: Callable[[], bool], seconds: float = 60.0) -> float:
    """Waits until a claim is true, and returns how long that took."""
    begun = time.monotonic()
    while not claim():
        assert time.monotonic() - begun < seconds, "It did not come true in time."
        time.sleep(0.02)
    return time.monotonic() - begun


@pytest.fixture
def begin(store: Store, make_digits_network) -> Iterator[Callable[..., Run]]:
    """Starts a run of a small network, and sees to it that no process outlives the test."""
    begun: list[Run] = []

    def start(click_id: str = "click", **recipe: object) -> Run:
        network: Network = make_digits_network(**recipe)
        project = begun[0].project_id if begun else store.create_project(network).id
        begun.append(start_run(store, project, network, click_id))
        return begun[-1]

    yield start
    for run in store.active_runs():
        stop_run(store, run.id)
    wait_until(lambda: not watch(store))
    store.close()


def test_run_reports_while_it_goes_on_and_stops_when_asked(store: Store, begin) -> None:
    run = begin(epochs=100_000)
    assert begin(epochs=100_000).id == run.id, "the same click makes no second run"
    wait_until(lambda: len(store.metrics_since(run.id)) > 0)
    live = store.load_run(run.id)
    assert live.status == "running" and live.heartbeat is not None
    wait_until(lambda: store.load_run(run.id).progress.epoch > 2)
    assert store.load_run(run.id).progress.seconds_left > 0

    stop_run(store, run.id)
    wait_until(lambda: not store.load_run(run.id).is_active, seconds=10)

    stopped = store.load_run(run.id)
    assert stopped.status == "stopped"
    assert stopped.message.startswith("Stopped in epoch ")
    assert store.artifacts(run.id).names() == ("best.keras", "history.json", "log.txt", "model.keras", "scaling.json")
    scopes = {(point.scope, point.split) for point in store.metrics_since(run.id)}
    assert scopes == {("batch", "train"), ("epoch", "train"), ("epoch", "validation")}


def test_killed_run_goes_on_once_by_itself_and_then_ends_with_all_that_it_learned(store: Store, begin) -> None:
    import keras

    run = begin(epochs=100_000)
    folder = store.artifacts(run.id)
    wait_until(lambda: folder.exists(CHECKPOINT))
    os.kill(store.load_run(run.id).pid or 0, signal.SIGKILL)
    wait_until(lambda: bool(watch(store)) and store.load_run(run.id).resumed_after is not None)

    going_on = store.load_run(run.id)
    assert (going_on.status, going_on.attempts) == ("running", 2)
    assert going_on.interruption.startswith("The training process was killed (signal 9).")
    after = going_on.resumed_after or 0
    assert after >= 1
    wait_until(lambda: store.load_run(run.id).progress.epoch > after + 1)
    points = store.metrics_since(run.id)
    losses = [point.epoch for point in points if (point.scope, point.split, point.name) == ("epoch", "train", "loss")]
    assert losses == [*range(1, len(losses) + 1)] and len(losses) > after
    batches = [point.step for point in points if (point.scope, point.name) == ("batch", "loss")]
    assert batches == sorted(set(batches))

    os.kill(store.load_run(run.id).pid or 0, signal.SIGKILL)
    wait_until(lambda: not watch(store), seconds=5)
    lost = store.load_run(run.id)
    assert lost.status == "lost"
    assert lost.message.startswith("The training process was killed (signal 9).")
    assert folder.names() == ("best.keras", "history.json", "log.txt", "model.keras", "scaling.json")
    assert len(json.loads(folder.read("history.json"))["loss"]) >= after
    for name in ("model.keras", "best.keras"):
        assert keras.models.load_model(folder.local_path(name)).count_params() == 64 * 16 + 16 + 16 * 10 + 10


def test_training_beyond_its_memory_is_ended_and_says_so(
    store: Store, make_stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What an LSTM keeps of each step is in no estimate.
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "1 GB")
    data = DataBinding(dataset="digits", options={"as": "vectors"})
    network = make_stack(
        ("Reshape", {"target_shape": [64, 1]}),
        ("LSTM", {"units": 256}),
        ("Dense", {"units": 10, "activation": "softmax"}),
        recipe=Recipe(data=data, epochs=100, batch_size=1000),
    )
    run = start_run(store, store.create_project(network).id, network, "click")
    wait_until(lambda: not watch(store), seconds=120)
    ended = store.load_run(run.id)
    assert (ended.status, ended.message) == (
        "failed",
        "The training was ended, because it needs more than the 1.0 GB of memory that it may take here. "
        "A smaller batch size (now 1,000) or fewer units usually help.",
    )
    wait_until(lambda: running._launcher().exit_code(run.pid or 0) in (0, OVER_LIMIT))


START_AND_DIE = """
import os, sys
from builder.network import Network
from builder.store import Store
from builder.training import start_run
store = Store(sys.argv[1], sys.argv[2])
print(start_run(store, sys.argv[3], Network.from_json(sys.stdin.read()), "click").id, flush=True)
os.kill(os.getpid(), 9)
"""


def test_training_outlives_the_process_that_started_it(store: Store, make_digits_network) -> None:
    network = make_digits_network(epochs=100_000)
    project = store.create_project(network)
    web = subprocess.run(
        [sys.executable, "-c", START_AND_DIE, store.url, store.artifacts_url, project.id],
        input=network.to_json(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert web.returncode == -signal.SIGKILL
    run_id = web.stdout.strip()
    wait_until(lambda: len(store.metrics_since(run_id)) > 10)
    assert [run.status for run in watch(store)] == ["running"]

    # This process is not the worker's parent, so it finds the death by process id and start time alone.
    os.kill(store.load_run(run_id).pid or 0, signal.SIGKILL)
    wait_until(lambda: bool(watch(store)) and store.load_run(run_id).resumed_after is not None)
    going_on = store.load_run(run_id)
    assert (going_on.status, going_on.attempts) == ("running", 2)
    assert going_on.interruption.startswith("The training process ended without a word")
    stop_run(store, run_id)
    wait_until(lambda: not watch(store))
    store.close()


def test_runs_beyond_the_slots_wait_their_turn(store: Store, begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_SLOTS", "1")
    first, second, third = (begin(click, epochs=100_000) for click in ("first", "second", "third"))
    assert [place_in_queue(store, run.id) for run in (first, second, third)] == [0, 1, 2]
    assert stop_run(store, second.id).status == "stopped"
    assert place_in_queue(store, third.id) == 1
    wait_until(lambda: store.load_run(first.id).status == "running")
    stop_run(store, first.id)
    wait_until(lambda: watch(store) != () and store.load_run(third.id).pid is not None)
    assert store.load_run(second.id).pid is None


def test_deleted_project_ends_its_training_and_leaves_no_files(store: Store, begin, tmp_path: Path) -> None:
    run = begin(epochs=100_000)
    wait_until(lambda: store.load_run(run.id).progress.epoch > 1)
    pid = store.load_run(run.id).pid or 0
    store.delete_project(run.project_id)
    wait_until(lambda: running._launcher().exit_code(pid) is not None)
    assert list((tmp_path / "artifacts").iterdir()) == []


def test_stop_before_the_worker_came_to_the_run_trains_nothing(store: Store, begin) -> None:
    run = begin()
    assert stop_run(store, run.id).status == "stopped"
    pid = store.load_run(run.id).pid
    wait_until(lambda: running._launcher().exit_code(pid or 0) == 0)
    assert store.load_run(run.id).message == "Stopped before it began."
    assert store.metrics_since(run.id) == ()


def test_spare_process_ends_when_nobody_is_left_to_use_it() -> None:
    launcher = Launcher()
    launcher.warm()
    spare = launcher._spare
    assert spare is not None and spare.poll() is None
    launcher.close()
    assert spare.returncode == 0


def test_training_is_kept_in_postgresql_too(postgres_url: str, tmp_path: Path, make_digits_network) -> None:
    with closing(Store(new_database(postgres_url), str(tmp_path / "artifacts"))) as store:
        network = make_digits_network(epochs=2)
        run = start_run(store, store.create_project(network).id, network, "click")
        wait_until(lambda: watch(store) == ())
        done = store.load_run(run.id)
        assert (done.status, done.progress.epoch) == ("finished", 2), done.message
        assert {metric.split for metric in store.metrics_since(run.id) if metric.scope == "epoch"} >= {"train"}
        assert "best.keras" in store.artifacts(run.id).names()

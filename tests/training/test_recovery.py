"""What becomes of runs whose process is gone. The processes are real, and train nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from builder.engine.memory_limit import OVER_LIMIT
from builder.network import Network
from builder.store import Progress, Run, Store
from builder.training.launcher import Launcher, _Child
from builder.training.processes import host_name, process_started
from builder.training.recovery import CHECKPOINT, SILENCE_SECONDS, interruption_in_words, recover

SLEEPER = "import sys; sys.exit(int(sys.stdin.readline()))"


@pytest.fixture
def launcher() -> Launcher:
    return Launcher()


@pytest.fixture
def worker() -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen([sys.executable, "-c", SLEEPER], stdin=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def run(store: Store, worker: "subprocess.Popen[str]") -> Run:
    queued = store.create_run(store.create_project(Network()).id, Network(), "click")
    claim(store, queued, worker)
    store.artifacts(queued.id).write(CHECKPOINT, b"kept")
    return store.load_run(queued.id)


def claim(store: Store, run: Run, worker: "subprocess.Popen[str]", *, attempt: int = 1) -> None:
    started = process_started(worker.pid) or 0.0
    assert store.claim_run(run.id, attempt=attempt, pid=worker.pid, process_started=started, host=host_name())


def test_run_whose_process_lives_is_left_alone(store: Store, launcher: Launcher, run: Run) -> None:
    recover(store, launcher, run)
    assert store.load_run(run.id) == run


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_run_whose_process_was_killed_is_queued_again_with_its_checkpoint(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]", number: int
) -> None:
    launcher._remember(_Child(worker, 0))
    os.kill(worker.pid, number)
    worker.wait()
    recover(store, launcher, run)
    queued = store.load_run(run.id)
    assert (queued.status, queued.attempts) == ("queued", 2)
    assert f"ignal {int(number)}" in queued.interruption
    assert store.artifacts(run.id).exists(CHECKPOINT)


def test_run_that_no_parent_watched_is_queued_again(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]"
) -> None:
    worker.kill()
    worker.wait()
    recover(store, launcher, run)
    assert store.load_run(run.id).interruption == (
        "The training process ended without a word: its end was told to nobody."
    )


@pytest.mark.parametrize("code", [1, OVER_LIMIT])
def test_run_whose_process_ended_by_itself_is_not_tried_again(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]", code: int
) -> None:
    launcher._remember(_Child(worker, 0))
    worker.communicate(f"{code}\n")
    recover(store, launcher, run)
    ended = store.load_run(run.id)
    assert (ended.status, ended.attempts) == ("lost", 1)
    assert ("memory" if code == OVER_LIMIT else "exit code 1") in ended.message
    assert store.artifacts(run.id).names() == ()


def test_second_death_ends_the_run_with_its_reason(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]"
) -> None:
    store.queue_again(run.id, attempt=1, interruption="The training process was killed (signal 9).")
    claim(store, run, worker, attempt=2)
    part = store.artifacts(run.id).local_path(f"{CHECKPOINT}.part")
    assert part is not None
    part.write_bytes(b"half")
    worker.kill()
    worker.wait()
    recover(store, launcher, store.load_run(run.id))
    ended = store.load_run(run.id)
    assert (ended.status, ended.attempts) == ("lost", 2)
    assert ended.message.startswith("The training process ended without a word")
    assert interruption_in_words(ended).startswith("The training process was killed (signal 9).")
    assert store.artifacts(run.id).names() == ()


def test_run_that_was_to_stop_does_not_go_on(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]"
) -> None:
    store.request_stop(run.id)
    worker.kill()
    worker.wait()
    recover(store, launcher, store.load_run(run.id))
    assert store.load_run(run.id).status == "lost"


def test_run_of_a_machine_that_fell_silent_is_queued_again(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    store._change(run.id, {"host": "elsewhere"})
    recover(store, launcher, store.load_run(run.id))
    assert store.run_status(run.id) == "running"
    store._change(run.id, {"heartbeat": time.time() - SILENCE_SECONDS - 1})
    recover(store, launcher, store.load_run(run.id))
    queued = store.load_run(run.id)
    assert queued.status == "queued"
    assert queued.interruption.endswith("from the machine elsewhere.")


def test_death_that_was_noticed_late_changes_nothing(
    store: Store, launcher: Launcher, run: Run, worker: "subprocess.Popen[str]"
) -> None:
    worker.kill()
    worker.wait()
    recover(store, launcher, run)
    queued = store.load_run(run.id)
    recover(store, launcher, run)
    assert store.load_run(run.id) == queued
    store.finish_run(run.id, "stopped", "Stopped.")
    recover(store, launcher, run)
    assert store.load_run(run.id).status == "stopped"


@pytest.mark.parametrize(
    ("status", "after", "words"),
    [
        ("queued", None, "Killed. It goes on as soon as another process is ready."),
        ("stopped", None, "Killed."),
        ("running", 7, "Killed. The training went on after epoch 7."),
        ("finished", 0, "Killed. The training began again, because no epoch had been kept."),
    ],
)
def test_interruption_is_told_as_far_as_it_is_known(status, after: int | None, words: str) -> None:
    run = Run("r", "p", "c", status, "", Progress(), attempts=2, interruption="Killed.", resumed_after=after)
    assert interruption_in_words(run) == words
    assert interruption_in_words(Run("r", "p", "c", status, "", Progress())) == ""

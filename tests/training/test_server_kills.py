"""The server killed with signal 9, alone or with the worker, as when the machine fails: no run is forgotten.

Nobody looks at a page: what a server does with runs that wait, it does by itself. Two kills at every change, with
``--full`` eleven.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from builder.store import Run, Store
from tests.browser.conftest import Server, launch
from tests.machine import free_port
from tests.training.kills import (
    NAMED,
    Moment,
    Trained,
    at_once,
    deterministic_workers,
    kill_worker,
    learner,
    train_undisturbed,
    wait_for,
    workers_of,
)

pytestmark = [pytest.mark.keras, pytest.mark.slow]


def noted(store: Store, run: Run) -> bool:
    return store.load_run(run.id).pid is not None


def queued_again(store: Store, run: Run) -> bool:
    return store.load_run(run.id).attempts == 2


@dataclass(frozen=True)
class Fault:
    """What is killed and when; ``attempts`` is how many processes may then have trained the run."""

    moment: Moment
    worker: str = "lives"
    attempts: tuple[int, ...] = (1,)


FAULTS = {
    "run waits": Fault(at_once),
    "worker starts": Fault(noted),
    "worker claimed the run": Fault(NAMED["claimed"]),
    "training": Fault(NAMED["third epoch"]),
    "checkpoint is written": Fault(NAMED["second checkpoint"]),
    "measuring": Fault(NAMED["measuring"]),
    "machine fails at the start": Fault(noted, "dies with it", (1, 2)),
    "machine fails in the first epoch": Fault(NAMED["first epoch"], "dies with it", (2,)),
    "machine fails in the third epoch": Fault(NAMED["third epoch"], "dies with it", (2,)),
    "worker dies while there is no server": Fault(NAMED["third epoch"], "dies later", (2,)),
    "run is queued again": Fault(NAMED["third epoch"], "died before", (2,)),
}

SAMPLED = ("run waits", "machine fails in the third epoch")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trained]:
    """What the training comes to that nobody kills."""
    with deterministic_workers():
        yield train_undisturbed(tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(scope="module")
def server(undisturbed: Trained, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real one, killed in the end, after which no process of its is left."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    server = Server(port, home, launch(port, home))
    yield server
    server.store.close()
    server.process.kill()
    server.process.wait()
    wait_for(lambda: not workers_at(home))


@pytest.mark.parametrize(
    "fault", [pytest.param(name, marks=[] if name in SAMPLED else [pytest.mark.full]) for name in FAULTS]
)
def test_run_whose_server_was_killed_comes_to_the_same(fault: str, server: Server, undisturbed: Trained) -> None:
    what, store = FAULTS[fault], server.store
    run = store.create_run(store.create_project(learner()).id, learner(), "click")
    wait_for(lambda: what.moment(store, run))
    if what.worker == "died before":
        kill_worker(store, run)
        wait_for(lambda: queued_again(store, run))
    if what.worker == "dies with it":
        kill_worker(store, run)
    server.process.kill()
    server.process.wait()
    if what.worker == "dies later":
        kill_worker(store, run)
    server.restart()

    wait_for(lambda: not store.load_run(run.id).is_active)
    ended = store.load_run(run.id)
    assert Trained.of(store, run.id) == undisturbed
    assert ended.attempts in what.attempts
    wait_for(lambda: all(worker.ppid() == server.process.pid for worker in workers_at(server.home)))
    assert store.active_runs() == ()
    with closing(sqlite3.connect(server.home / "layerloom.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def workers_at(home: Path) -> list[psutil.Process]:
    """Returns the training processes of servers with this home folder, the spare ones too."""
    return list(workers_of("LAYERLOOM_HOME", str(home)))

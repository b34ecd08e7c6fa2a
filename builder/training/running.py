"""Starting, stopping and watching runs: what the pages call, all of it quick."""

import threading
import time
from functools import lru_cache

from builder.engine.machine import slots
from builder.network import Network
from builder.store import Run, Store
from builder.training.launcher import Launcher
from builder.training.processes import host_name, process_started
from builder.training.recovery import CHECKPOINT, recover

_starting = threading.Lock()


def warm_worker() -> None:
    """Begins to warm a training process, so that the next click on Train need not wait for Keras. Returns at once."""
    _launcher().warm()


def start_run(store: Store, project_id: str, network: Network, click_id: str) -> Run:
    """Inserts a run of this snapshot and starts its process if a slot is free; the same click starts it once.

    Raises:
        UnknownProjectError: no project has this id.
    """
    run = store.create_run(project_id, network, click_id)
    _start_waiting(store)
    return store.load_run(run.id)


def stop_run(store: Store, run_id: str) -> Run:
    """Asks a run to stop, which it does within a second, and returns it.

    Raises:
        UnknownRunError: no run has this id.
    """
    run = store.request_stop(run_id)
    if not run.is_active:
        store.artifacts(run_id).remove(CHECKPOINT)
    return run


def watch(store: Store) -> tuple[Run, ...]:
    """Returns the runs that have not ended, after recovering those whose process died and starting those that wait."""
    for run in store.active_runs():
        recover(store, _launcher(), run)
    _start_waiting(store)
    return store.active_runs()


def place_in_queue(store: Store, run_id: str) -> int:
    """Returns how many runs begin before this one, counting it too: 1 is next, 0 where it does not wait."""
    waiting = [run.id for run in _in_turn(store.active_runs())]
    return waiting.index(run_id) + 1 if run_id in waiting else 0


def _start_waiting(store: Store) -> None:
    with _starting:
        active = store.active_runs()
        free = slots() - sum(run.pid is not None for run in active)
        for run in _in_turn(active)[: max(0, free)]:
            pid = _launcher().launch(store, run.id)
            store.note_process(run.id, pid=pid, process_started=process_started(pid) or time.time(), host=host_name())


def _in_turn(active: tuple[Run, ...]) -> list[Run]:
    """Returns the runs that wait, first those of projects that have the fewest before them."""
    ahead: dict[str, int] = {}
    turns: list[tuple[int, float, Run]] = []
    for run in sorted(active, key=lambda run: (run.pid is None, run.created)):
        turn = ahead[run.project_id] = ahead.get(run.project_id, 0) + 1
        if run.pid is None:
            turns.append((turn, run.created, run))
    return [run for _, _, run in sorted(turns, key=lambda entry: entry[:2])]


@lru_cache(maxsize=1)
def _launcher() -> Launcher:
    return Launcher()

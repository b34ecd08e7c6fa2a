"""Starting, stopping and watching runs: what the pages call, all of it quick."""

import threading
import time
from functools import lru_cache

from builder.engine.deaths import death_in_words
from builder.engine.machine import slots
from builder.network import Network
from builder.store import Run, Store
from builder.training.launcher import Launcher
from builder.training.processes import host_name, is_alive, machine_started, process_started

SILENCE_SECONDS = 30.0
"""After how long without a sign of life a worker on another machine counts as lost."""

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
    return store.request_stop(run_id)


def watch(store: Store) -> tuple[Run, ...]:
    """Returns the runs that have not ended, after correcting those whose process died and starting those that wait."""
    for run in store.active_runs():
        cause = _cause_of_death(run)
        if cause is not None:
            store.finish_run(run.id, "lost", cause)
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


def _cause_of_death(run: Run) -> str | None:
    if run.pid is None:
        return None
    if run.host != host_name():
        silent = time.time() - (run.heartbeat or run.created)
        return None if silent < SILENCE_SECONDS else f"No sign of life for {silent:.0f} s from the machine {run.host}."
    if is_alive(run.pid, run.process_started):
        return None
    return death_in_words(
        "training",
        _launcher().exit_code(run.pid, patience=1.0),
        memory_kills=_launcher().memory_kills_since(run.pid),
        rebooted=run.process_started is not None and machine_started() > run.process_started,
    )


@lru_cache(maxsize=1)
def _launcher() -> Launcher:
    return Launcher()

"""What becomes of a run whose process is gone: it is queued again once, or it ends with the reason."""

import time
from typing import NamedTuple

from builder.engine.deaths import death_in_words, was_killed
from builder.store import Run, Store
from builder.training.launcher import Launcher
from builder.training.processes import host_name, is_alive, machine_started

CHECKPOINT = "checkpoint.zip"
"""The file in which a training keeps its last epoch for the case that its process is killed; see ``Backup``."""

MOST_ATTEMPTS = 2
"""How many processes train a run, at most, one after the other: what kills two is likely to kill a third."""

SILENCE_SECONDS = 30.0
"""After how long without a sign of life a worker on another machine counts as lost."""


class Death(NamedTuple):
    """Why the process of a run is gone, in words, and whether another may do better."""

    words: str
    may_go_on: bool


def recover(store: Store, launcher: Launcher, run: Run) -> None:
    """Queues a run once more whose process was killed, or ends it with the reason; leaves one alone that goes on."""
    death = _death_of(run, launcher)
    if death is None:
        return
    if death.may_go_on and run.attempts < MOST_ATTEMPTS and run.status != "stopping":
        store.queue_again(run.id, attempt=run.attempts, interruption=death.words)
    elif store.finish_run(run.id, "lost", death.words, attempt=run.attempts):
        folder = store.artifacts(run.id)
        folder.remove_parts()
        folder.remove(CHECKPOINT)


def interruption_in_words(run: Run) -> str:
    """Returns why a run was interrupted and where it went on; "" where it was not.

    >>> from builder.store import Progress
    >>> killed = {"attempts": 2, "interruption": "The training process was killed (signal 9)."}
    >>> interruption_in_words(Run("r", "p", "c", "running", "", Progress(), resumed_after=7, **killed))
    'The training process was killed (signal 9). The training went on after epoch 7.'
    """
    if run.attempts == 1:
        return ""
    if run.resumed_after is None:
        goes_on = " It goes on as soon as another process is ready." if run.is_active else ""
    elif run.resumed_after:
        goes_on = f" The training went on after epoch {run.resumed_after}."
    else:
        goes_on = " The training began again, because no epoch had been kept."
    return f"{run.interruption}{goes_on}"


def _death_of(run: Run, launcher: Launcher) -> Death | None:
    if run.pid is None:
        return None
    if run.host != host_name():
        silent = time.time() - (run.heartbeat or run.created)
        words = f"No sign of life for {silent:.0f} s from the machine {run.host}."
        return None if silent < SILENCE_SECONDS else Death(words, may_go_on=True)
    if is_alive(run.pid, run.process_started):
        return None
    exit_code = launcher.exit_code(run.pid, patience=1.0)
    words = death_in_words(
        "training",
        exit_code,
        memory_kills=launcher.memory_kills_since(run.pid),
        rebooted=run.process_started is not None and machine_started() > run.process_started,
    )
    return Death(words, was_killed(exit_code))

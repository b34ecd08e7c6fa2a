"""Starts training processes from the web process, and keeps one warm ahead of the next click. Imports no Keras."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import builder
from builder.engine.cgroups import memory_kills, memory_kills_since
from builder.engine.machine import worker_memory
from builder.store import Store

NEXT_SPARE_SECONDS = 6.0
"""How long after a click the next process is warmed, so that it does not slow the training that just began."""

REMEMBERED = 32
"""How many processes that ended are remembered, for whoever asks how; those that train are known as long as they do."""


class _Child(NamedTuple):
    """A process that was given a run, and how often the kernel had killed for want of memory by then."""

    process: "subprocess.Popen[str]"
    kills: int | None

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


class Launcher:
    """The training processes that this process started, one of them spare."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spare: subprocess.Popen[str] | None = None
        self._children: dict[int, _Child] = {}
        self._timer: threading.Timer | None = None

    def warm(self) -> None:
        """Starts a spare process unless there is one; returns at once."""
        with self._lock:
            if self._spare is None or self._spare.poll() is not None:
                self._spare = _start()

    def launch(self, store: Store, run_id: str) -> int:
        """Hands the run to the spare process, or to a new one where there is none, and returns its id."""
        job = json.dumps(
            {"run": run_id, "database": store.url, "artifacts": store.artifacts_url, "memory": worker_memory()}
        )
        kills = memory_kills()
        with self._lock:
            spare, self._spare = self._spare, None
            child = spare if spare is not None and _hand_over(spare, job) else None
            if child is None:
                child = _start()
                _hand_over(child, job)
            self._remember(_Child(child, kills))
            self._warm_later()
        return child.pid

    def exit_code(self, pid: int, *, patience: float = 0.0) -> int | None:
        """Returns how a process ended (-9: by signal 9); None while it runs, or where another process started it.

        Args:
            patience: seconds to wait for one that is dying, whose threads may outlast its first sign of death.
        """
        child = self._children.get(pid)
        if child is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            return child.process.wait(timeout=patience)
        return None

    def memory_kills_since(self, pid: int) -> int | None:
        """Returns how often the kernel killed for want of memory since a process was given its run; None if untold."""
        child = self._children.get(pid)
        return None if child is None else memory_kills_since(child.kills)

    def close(self) -> None:
        """Lets the spare process go; those that train live on."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            spare, self._spare = self._spare, None
        if spare is not None and spare.stdin is not None:
            spare.stdin.close()
            spare.wait()

    def _remember(self, child: _Child) -> None:
        """Keeps a process by its id, in the order of their starts, and lets the oldest that ended go."""
        self._children.pop(child.process.pid, None)  # ids come round again
        ended = [pid for pid, known in self._children.items() if known.has_ended]
        for pid in ended[:-REMEMBERED]:
            del self._children[pid]
        self._children[child.process.pid] = child

    def _warm_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(NEXT_SPARE_SECONDS, self.warm)
        self._timer.daemon = True
        self._timer.start()


def _hand_over(child: "subprocess.Popen[str]", job: str) -> bool:
    if child.poll() is not None or child.stdin is None:
        return False
    try:
        child.stdin.write(job + "\n")
        child.stdin.close()
    except OSError:  # it ended between the look and the writing
        return False
    return True


def _start() -> "subprocess.Popen[str]":
    # A session of its own: neither Ctrl+C in the server's terminal nor the end of the server reaches the training.
    return subprocess.Popen(
        [sys.executable, "-m", "builder.training.worker", "--wait"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(builder.__file__).parents[1],
        env={"TF_CPP_MIN_LOG_LEVEL": "2", **os.environ},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same thing on Windows
    )

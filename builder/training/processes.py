"""Processes told apart by id and start time, because ids come round again."""

import signal
import socket

import psutil

_START_TOLERANCE = 1.0
"""Seconds by which two readings of a process's start may differ."""


def host_name() -> str:
    """Returns the name of this machine, as written beside process ids."""
    return socket.gethostname()


def process_started(pid: int) -> float | None:
    """Returns when the process was started, None where there is none (or only its remains)."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.NoSuchProcess:
        return None


def is_alive(pid: int, started: float | None) -> bool:
    """Says whether that very process still runs, not another that got its id later."""
    found = process_started(pid)
    return found is not None and (started is None or abs(found - started) <= _START_TOLERANCE)


def death_in_words(exit_code: int | None) -> str:
    """Returns why a worker is gone, from the code that its parent was told; None where nobody was.

    >>> death_in_words(-9)
    'The training process was killed (signal 9), most often because memory ran out.'
    """
    if exit_code is None:
        return "The training process ended without a word: it was killed, or the machine was restarted."
    if exit_code == -9:
        return "The training process was killed (signal 9), most often because memory ran out."
    if exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = str(-exit_code)
        return f"The training process was ended by signal {-exit_code} ({name})."
    return f"The training process ended by itself (exit code {exit_code}) before the training was over."

"""Processes told apart by id and start time, because ids come round again."""

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


def machine_started() -> float:
    """Returns when this machine was started."""
    return float(psutil.boot_time())

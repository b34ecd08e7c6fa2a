"""Holds a worker to the memory that it may take, so that a network too large ends its worker and not the machine."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from builder.engine.words import byte_words

OVER_LIMIT = 77
"""The exit code of a worker that ended itself at its limit."""

WATCH_SECONDS = 0.05
"""How often the memory is looked at; a process fills some hundred megabytes meanwhile."""

RECORD_SECONDS = 2.0
"""How long the end of a worker may wait for the reason to be written down."""

RESERVED = 1.5
"""How much more than its limit a worker may reserve: TensorFlow asks for memory in chunks that it may never fill."""

_limit: int | None = None


def memory_limit() -> int | None:
    """Returns the limit that this process was given; None where it has none."""
    return _limit


def limit_words(what: str) -> str:
    """Returns what is said of work, such as a "training", that was ended at the limit of its process."""
    needs = "more memory than" if _limit is None else f"more than the {byte_words(_limit)} of memory that"
    return f"The {what} was ended, because it needs {needs} it may take here."


def limit_memory(most: int, record: Callable[[], None]) -> None:
    """Ends this process when it takes more than ``most`` bytes of memory; larger allocations are refused at once.

    Args:
        record: writes down why, before the process ends; it is given two seconds.
    """
    global _limit
    _limit = most
    _refuse_reservations(int(RESERVED * most))
    threading.Thread(target=_watch, args=(most, record), name="memory-limit", daemon=True).start()


def _watch(most: int, record: Callable[[], None]) -> None:
    process = psutil.Process()
    while process.memory_info().rss <= most:
        time.sleep(WATCH_SECONDS)
    recording = threading.Thread(target=record, daemon=True)
    recording.start()
    recording.join(RECORD_SECONDS)
    os._exit(OVER_LIMIT)


def _refuse_reservations(most: int) -> None:
    """Has the system refuse to reserve more, where it can: TensorFlow then raises an error that names the tensor.

    The address space as a whole is no measure: TensorFlow maps gigabytes that it does not use.
    """
    with suppress(ImportError):  # Windows has no such limits
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))

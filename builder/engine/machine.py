"""What this machine bears: how many trainings at once, and how much memory each of its workers may take.

A worker is a process that makes a model: a training or an export. Both numbers follow from the memory that there is, so
that all trainings at their limits leave the machine room for the server and everything else.
"""

import os
import re
from functools import lru_cache

import psutil

from builder.engine.cgroups import memory_limits
from builder.network import BuilderError

SHARE = 0.8
"""What all trainings together may take of the machine's memory."""

LEAST = 2 * 1024**3
"""Bytes that a training needs room for: Keras with TensorFlow take 0.8 GB, the images of a bundled data set as much."""

SETTING = "LAYERLOOM_WORKER_MEMORY"

_UNITS = {"": 1, "B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3, "TB": 1024**4}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?B)?", re.IGNORECASE)


def worker_memory() -> int:
    """Returns how many bytes one worker may take: LAYERLOOM_WORKER_MEMORY, by default the share of one slot.

    Raises:
        BuilderError: the setting is no amount of memory.
    """
    return _set_memory() or int(SHARE * machine_memory() / slots())


def slots() -> int:
    """Returns how many trainings run at once: LAYERLOOM_SLOTS, by default one for each two cores that memory allows.

    Raises:
        BuilderError: LAYERLOOM_WORKER_MEMORY is no amount of memory.
    """
    given = os.environ.get("LAYERLOOM_SLOTS", "")
    if given.isdigit() and int(given):
        return int(given)
    return fitting_slots(machine_memory(), os.cpu_count() or 2, _set_memory() or LEAST)


def fitting_slots(memory: int, cores: int, each: int) -> int:
    """Returns how many trainings a machine bears that may take ``each`` so many bytes: at least one.

    >>> fitting_slots(8 * 1024**3, 8, LEAST), fitting_slots(256 * 1024**3, 64, LEAST)
    (3, 32)
    """
    return max(1, min(max(2, cores // 2), int(SHARE * memory / each)))


@lru_cache(maxsize=1)
def machine_memory() -> int:
    """Returns the bytes of memory that this machine has, or its container where that has less."""
    return min([int(psutil.virtual_memory().total), *memory_limits()])


def read_amount(text: str) -> int:
    """Returns an amount of memory in bytes; 1 kB is 1,024 bytes.

    Raises:
        BuilderError: the text is no such amount.

    >>> read_amount("6 GB"), read_amount("1.5kb"), read_amount("4096")
    (6442450944, 1536, 4096)
    """
    found = _AMOUNT.fullmatch(text.strip())
    amount = int(float(found[1]) * _UNITS[(found[2] or "").upper()]) if found else 0
    if amount == 0:
        raise BuilderError(f'{SETTING} is "{text[:40]}"; it takes an amount of memory such as "6 GB".')
    return amount


def _set_memory() -> int | None:
    text = os.environ.get(SETTING, "")
    return read_amount(text) if text else None

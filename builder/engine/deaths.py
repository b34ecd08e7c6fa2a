"""Why a process is gone, in words, as far as that is known and no further."""

import signal

from builder.engine.memory_limit import OVER_LIMIT, limit_words

_KILLED = -9


def death_in_words(what: str, exit_code: int | None, *, memory_kills: int | None = None, rebooted: bool = False) -> str:
    """Returns why a worker is gone.

    Args:
        what: the work that it did, such as "training".
        exit_code: what its parent was told; None where nobody was.
        memory_kills: how often the kernel killed a process here for want of memory since it began; None where untold.
        rebooted: the machine was started after the process.

    >>> death_in_words("training", -9, memory_kills=0)
    'The training process was killed (signal 9). The kernel recorded no want of memory meanwhile.'
    """
    process = f"The {what} process"
    if exit_code == OVER_LIMIT:
        return limit_words(what)
    if exit_code is None:
        why = "the machine was restarted meanwhile" if rebooted else "its end was told to nobody"
        return f"{process} ended without a word: {why}."
    if exit_code >= 0:
        return f"{process} ended by itself (exit code {exit_code}) before it was done."
    if exit_code != _KILLED:
        return f"{process} was ended by signal {-exit_code}{_name(-exit_code)}."
    recorded = {None: "", 0: " The kernel recorded no want of memory meanwhile."}
    more = recorded.get(memory_kills, " Meanwhile the kernel killed a process here because memory had run out.")
    return f"{process} was killed (signal 9).{more}"


def was_killed(exit_code: int | None) -> bool:
    """Says whether a worker was ended by a signal, or may have been: nobody was told.

    One that ended by itself, at its memory limit for instance, would only do so again.

    >>> was_killed(-9), was_killed(None), was_killed(1), was_killed(OVER_LIMIT)
    (True, True, False, False)
    """
    return exit_code is None or exit_code < 0


def _name(number: int) -> str:
    try:
        return f" ({signal.Signals(number).name})"
    except ValueError:
        return ""

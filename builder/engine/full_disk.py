"""How a full disk shows, whichever library met it."""

import errno
import os
import sqlite3
from collections.abc import Iterator

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""How a system says that nothing more can be written: the disk, or what this user may take of it, is full."""

POSTGRES_FULL = "53100"
"""PostgreSQL's code for it: https://www.postgresql.org/docs/current/errcodes-appendix.html"""

_SENTENCES = tuple(os.strerror(number) for number in sorted(FULL))


def is_full_disk(error: BaseException) -> bool:
    """Says whether an error, or one that led to it, is that nothing more can be written.

    >>> is_full_disk(OSError(errno.ENOSPC, "No space left on device"))
    True
    """
    return any(_says_full(one) for one in _chain(error))


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in FULL:
        return True
    code = getattr(error, "sqlite_errorcode", 0)
    # The memory that SQLite's connections share is a file too, and a full disk keeps it from growing.
    if code & 0xFF == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return True
    if getattr(error, "sqlstate", None) == POSTGRES_FULL:
        return True
    # HDF5 and TensorFlow, written in C, give the system's own sentence and no number.
    return any(sentence in str(error) for sentence in _SENTENCES)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__

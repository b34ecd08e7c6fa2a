"""Whose turn it is: one at a time, in the order in which they came."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class NotYetError(Exception):
    """It was somebody else's turn for longer than one would wait."""


class Turn:
    """A lock that goes to whoever has waited longest: one who asks again and again never keeps the others out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def taken(self, patience: float | None = None) -> Iterator[None]:
        """Holds the turn for as long as the block takes.

        Args:
            patience: seconds to wait for it at most; None waits for ever.

        Raises:
            NotYetError: it did not come within that time.
        """
        with self._lock:
            mine = Lock() if self._is_taken else None
            self._is_taken = True
            if mine is not None:
                mine.acquire()
                self._waiting.append(mine)
        if mine is not None and not mine.acquire(timeout=-1 if patience is None else patience):
            self._leave(mine)
        try:
            yield
        finally:
            self._hand_on()

    def _leave(self, mine: Lock) -> None:
        with self._lock:
            if mine in self._waiting:  # else it was handed on at this very moment
                self._waiting.remove(mine)
                raise NotYetError

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

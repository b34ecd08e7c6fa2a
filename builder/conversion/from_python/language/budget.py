"""What one import may cost. A source is somebody else's text: it may loop, nest or grow without end.

Every step of the walk is paid for here, and everything that a native operation makes is small by these limits.
"""

import time
from collections.abc import Sized
from typing import NoReturn

MAX_SOURCE = 1_000_000
MAX_WORDS = 150_000
"""Names, numbers and signs of a source: parsing more would take too long by itself."""
MAX_STEPS = 200_000
MAX_SECONDS = 0.9
"""Of processor time: how busy the machine is with other things must not decide what is imported."""
MAX_CALL_DEPTH = 60
MAX_ITEMS = 10_000
MAX_TEXT = 20_000
MAX_BITS = 512
MAX_MODELS = 200
_LOOK_EVERY = 500


class ExhaustedError(Exception):
    """The source asked for more than an import may cost; str() is the sentence to tell."""


class EndlessError(ExhaustedError):
    """The source never gets to what stands behind: in Python there is none of it."""


class Budget:
    """Counts the steps of a walk and looks at the clock now and then."""

    __slots__ = ("_next_look", "_seconds", "_until", "left", "nodes_left")

    def __init__(self, *, steps: int = MAX_STEPS, seconds: float = MAX_SECONDS, nodes: int) -> None:
        self.left = steps
        self.nodes_left = nodes
        self._next_look = steps - _LOOK_EVERY
        self._seconds = seconds
        self._until = time.thread_time() + seconds

    def spend(self, steps: int = 1) -> None:
        """Pays for the steps.

        Raises:
            ExhaustedError: there are none left, or no time.
        """
        self.left -= steps
        if self.left < self._next_look:
            self._look()

    def spend_node(self) -> None:
        """Pays for one layer or one call of it."""
        self.nodes_left -= 1
        if self.nodes_left < 0:
            raise ExhaustedError("The source builds more layers than a network may have. The rest is left out.")

    def restart(self) -> None:
        """Starts the clock again, after work that was done elsewhere at the source's bidding."""
        self._until = time.thread_time() + self._seconds

    @property
    def is_spent(self) -> bool:
        """Whether there is no time left."""
        return time.thread_time() > self._until

    def _look(self) -> None:
        self._next_look = self.left - _LOOK_EVERY
        if self.left < 0:
            raise ExhaustedError(f"The source takes more than {MAX_STEPS:,} steps to follow. The rest is left out.")
        if self.is_spent:
            raise ExhaustedError("The source takes too long to follow. The rest is left out.")


class TooLargeError(Exception):
    """One value grew past its limit; str() is a clause that says which."""


def refuse(what: str) -> NoReturn:
    raise TooLargeError(what)


def checked_size(value: Sized) -> None:
    """Refuses a text or a list that is too long.

    Raises:
        TooLargeError: it is.
    """
    if len(value) > (MAX_TEXT if isinstance(value, str) else MAX_ITEMS):
        refuse("it is longer than a model needs")

"""What became of a canvas's request, and which edits wait to be sent again."""

from dataclasses import dataclass
from typing import Any

from builder.network.merging import Taken
from builder.store import FullDiskError, StaleRevisionError, StoreError, UnavailableError

PASSING = (UnavailableError, StaleRevisionError)
"""Why a change is not saved that may be when it is tried again: no room, no database, somebody who was quicker."""


@dataclass(frozen=True)
class Receipt:
    """What is acknowledged of a request. ``saved`` is "saved" or why not; what ``waits`` is to be sent again."""

    ack: dict[str, Any] | None = None
    saved: str = "saved"
    waits: bool = False
    taken: tuple[Taken, ...] = ()
    """The ids under which nothing can be made."""

    @property
    def is_refused(self) -> bool:
        """Whether something of it will never be in the document, which the canvas then needs whole."""
        return self.saved != "saved" and not self.waits

    def for_wire(self) -> dict[str, Any]:
        return {
            "client_ack": self.ack,
            "saved": self.saved,
            "waits": self.waits,
            "taken": [it.model_dump() for it in self.taken],
        }


def waiting_words(error: StoreError) -> str:
    """Returns the sentence about edits that are not saved yet.

    >>> waiting_words(FullDiskError())
    'The disk is full: edits wait here and are sent again until there is room.'
    """
    if isinstance(error, FullDiskError):
        return "The disk is full: edits wait here and are sent again until there is room."
    return f"{str(error).rstrip('.')}: edits wait here and are sent again."

"""How a training ends: as a value, or as an exception with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.network import BuilderError
from builder.store import RunStatus


@dataclass(frozen=True)
class Outcome:
    """The end of a training; ``results`` are the last metrics by "<split>/<name>"."""

    status: RunStatus
    message: str
    results: Mapping[str, float] = field(default_factory=dict)
    best_epoch: int | None = None


def plain_end(epochs: int) -> str:
    """Returns the sentence for a training that went through all its epochs.

    >>> plain_end(12)
    'Finished 12 epochs.'
    """
    return f"Finished {epochs} epochs." if epochs > 1 else "Finished the only epoch."


class TrainingError(BuilderError):
    """A training that cannot begin or go on; the message says why and what may help."""


class StoppedError(Exception):
    """Unwinds a training that was asked to stop. No mistake, and never seen outside this package."""

"""What a training tells while it runs, and how it is asked to stop: the seam between worker, shell and tests."""

from collections.abc import Sequence
from typing import Protocol

from builder.store import MetricPoint, Progress


class Listener(Protocol):
    """Hears about a training. Neither method may block: both are called between two batches."""

    def report(self, points: Sequence[MetricPoint], progress: Progress) -> None:
        """Takes new points and how far the training is."""

    def wants_stop(self) -> bool:
        """Says whether the training should end now."""

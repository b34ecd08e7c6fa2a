"""When a training is kept so that another process can take it up, and the thread that writes it. Imports Keras."""

import logging
import threading
import time
from collections.abc import Callable

from builder.store import ArtifactFolder, StoreError
from builder.training.worker.checkpoint import Checkpoint, write_checkpoint
from builder.training.worker.epoch import write_history

log = logging.getLogger(__name__)

LEAST_SECONDS = 1.0
"""Epochs that take longer are kept one by one; of shorter ones as many may be lost as begin in this time."""

COST_SHARE = 0.02
"""What keeping short epochs may take of the time, at most."""


class Backup:
    """Keeps the last epoch of a training in its folder, and its history: copied at once, written beside the next epoch.

    A checkpoint is not begun while the one before is still being written, so that one copy at most is in memory.
    """

    def __init__(self, folder: ArtifactFolder) -> None:
        self._folder = folder
        self._writing: threading.Thread | None = None
        self._epoch_began = time.monotonic()
        self._wait_until = 0.0

    def epoch_is_over(self, take: Callable[[], Checkpoint]) -> None:
        """Keeps the epoch that just ended, if it is time to; ``take`` copies what is to be kept."""
        now = time.monotonic()
        took, self._epoch_began = now - self._epoch_began, now
        if self._is_writing or (took < LEAST_SECONDS and now < self._wait_until):
            return
        self._writing = threading.Thread(target=self._write, args=(take(), now), name="backup", daemon=True)
        self._writing.start()

    def finish(self) -> None:
        """Waits until the last checkpoint is written."""
        if self._writing is not None:
            self._writing.join()

    @property
    def _is_writing(self) -> bool:
        return self._writing is not None and self._writing.is_alive()

    def _write(self, checkpoint: Checkpoint, begun: float) -> None:
        try:
            write_checkpoint(self._folder, checkpoint)
            write_history(self._folder, checkpoint.history)
        except (StoreError, OSError) as error:  # the training itself is well, and the checkpoint before is still there
            log.warning("The last epoch could not be kept for the case that this process is killed: %s", error)
        now = time.monotonic()
        self._wait_until = now + max(LEAST_SECONDS, (now - begun) / COST_SHARE)

"""The worker's thread to the store: sends what was measured, shows signs of life, hears of a wish to stop."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeVar

from builder.store import (
    MetricPoint,
    Progress,
    RunTakenError,
    Store,
    StoreError,
    UnavailableError,
    UnknownRunError,
)
from builder.training.outcome import Outcome

log = logging.getLogger(__name__)

POLL_SECONDS = 0.15
"""How often points are sent and the status is read."""

BEAT_SECONDS = 1.0

PATIENCE_SECONDS = 600.0
"""How long a worker waits for room on a full disk, or for its database, to say that it begins or how it ended."""

T = TypeVar("T")


class StoreReporter:
    """A listener that never blocks the training: a thread does the writing, and tries again what failed."""

    def __init__(
        self, store: Store, run_id: str, *, attempt: int = 1, taken: Callable[[], None] = lambda: None
    ) -> None:
        """Begins nothing yet: a ``with`` does.

        Args:
            attempt: which of the processes that were to train the run this is.
            taken: called, in the thread, when another has taken up the run; the training is asked to stop besides.
        """
        self._store = store
        self._run_id = run_id
        self._attempt = attempt
        self._taken = taken
        self._lock = threading.Lock()
        self._points: list[MetricPoint] = []
        self._progress: Progress | None = None
        self._stop = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._live, name="reporter", daemon=True)
        self.run_is_gone = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        with suppress(StoreError):  # what could not be sent is kept for `finish`
            self._send()

    def finish(self, outcome: Outcome) -> None:
        """Sends what is left and how the training ended; tries for a while where the store cannot be written."""

        def write() -> None:
            self._send()
            self._store.finish_run(
                self._run_id,
                outcome.status,
                outcome.message,
                results=outcome.results,
                best_epoch=outcome.best_epoch,
                attempt=self._attempt,
            )

        with suppress(RunTakenError):  # it is another's to end
            until_written(write)

    def report(self, points: Sequence[MetricPoint], progress: Progress) -> None:
        with self._lock:
            self._points += points
            self._progress = progress

    def wants_stop(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """Ends the training as if the store had asked, for instance on a signal."""
        self._stop.set()

    def _live(self) -> None:
        next_beat = 0.0
        while not self._over.wait(POLL_SECONDS):
            try:
                self._send()
                if time.monotonic() >= next_beat:
                    status = self._store.beat(self._run_id, attempt=self._attempt)
                    next_beat = time.monotonic() + BEAT_SECONDS
                else:
                    status = self._store.run_status(self._run_id)
            except UnknownRunError:
                self.run_is_gone = True
                self._stop.set()
                return
            except RunTakenError:
                self._stop.set()
                self._taken()
                return
            except (StoreError, OSError) as error:
                log.warning("The store cannot be reached, trying again: %s", error)
                continue
            if status == "stopping":
                self._stop.set()

    def _send(self) -> None:
        with self._lock:
            points, progress = self._points, self._progress
            self._points, self._progress = [], None
        if not points and progress is None:
            return
        try:
            self._store.append_metrics(self._run_id, points, progress, attempt=self._attempt)
        except UnknownRunError:
            self.run_is_gone = True
        except StoreError:
            with self._lock:
                self._points = points + self._points
                self._progress = self._progress or progress
            raise


def until_written(write: Callable[[], T]) -> T:
    """Returns what ``write`` returns, trying again for a while where the store cannot be written.

    Raises:
        UnavailableError: it could not be written in all that time.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return write()
        except UnavailableError as error:
            if time.monotonic() >= deadline:
                raise
            log.warning("The store cannot be written, trying again: %s", error)
            time.sleep(BEAT_SECONDS)

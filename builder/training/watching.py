"""A thread of the web process that watches the runs while nobody looks at them."""

import logging
import threading
from collections.abc import Callable

from builder.store import Store, StoreError
from builder.training.running import watch

log = logging.getLogger(__name__)

WATCH_SECONDS = 2.0
"""How long a run that waits or was killed may be left alone."""


class Watcher:
    """Starts runs that wait and recovers those that were killed, also those of a server that was here before."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        """Begins to watch; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Stops watching."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            try:
                watch(self._store())
            except (StoreError, OSError) as error:
                log.warning("The trainings cannot be watched, trying again: %s", error)
            self._over.wait(WATCH_SECONDS)

"""What one web process has one of: the store, the engine, the open projects."""

import atexit
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from threading import Lock, RLock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from builder.catalog import load_catalog
from builder.engine import EngineError, EngineProcess
from builder.engine.machine import machine_memory

if TYPE_CHECKING:
    from builder.conversion.exports.queue import ExportQueue
    from builder.store import Store
    from builder.training.watching import Watcher
    from builder.workspace.workspace import Workspaces

Service = TypeVar("Service")

SPARE_FROM = 4 * 1024**3
"""Bytes of memory that a machine has at least where a second engine waits for the first one's death."""

HEAD_START = 4.0
"""Seconds that the first page has to itself before Keras takes a core; opening a project sooner starts it then."""


class Services:
    """The services that every page uses; all but the engine are imported and made when the first asks for them."""

    def __init__(self) -> None:
        self.engine = EngineProcess(has_spare=machine_memory() >= SPARE_FROM)
        self._lock = RLock()
        self._made: dict[str, Any] = {}
        atexit.register(self.close)

    @property
    def store(self) -> "Store":
        """Where projects and runs are kept."""
        from builder.store import open_store

        return self._once("store", open_store)

    @property
    def workspaces(self) -> "Workspaces":
        """The projects that are open."""
        from builder.workspace.workspace import Workspaces

        return self._once("workspaces", lambda: Workspaces(self.store, self.engine))

    @property
    def exports(self) -> "ExportQueue":
        """The exports that were asked for."""
        from builder.conversion.exports.queue import ExportQueue

        return self._once("exports", ExportQueue)

    @property
    def watcher(self) -> "Watcher":
        """What starts and recovers trainings while no page is looked at."""
        from builder.training.watching import Watcher

        return self._once("watcher", lambda: Watcher(lambda: self.store))

    def close(self) -> None:
        """Ends the engine and the exports, and closes the store; trainings go on in processes of their own."""
        self.watcher.close()
        if "exports" in self._made:
            self.exports.close()
        if "store" in self._made:
            self.store.close()
        self.engine.close()

    def _once(self, name: str, make: Callable[[], Service]) -> Service:
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            service: Service = self._made[name]
            return service


_creation = Lock()
"""Held while the services are made: the server's start and a first visitor may ask at once."""


def services() -> Services:
    """Returns the services; the first call starts the engine and a warm worker in the background."""
    with _creation:
        return _made()


def close_services() -> None:
    """Closes the services where there are any; the next call of :func:`services` makes new ones."""
    with _creation:
        if _made.cache_info().currsize:
            _made().close()
            _made.cache_clear()


@lru_cache(maxsize=1)
def _made() -> Services:
    made = Services()
    Thread(target=_warm_up, args=(made,), name="warm-up", daemon=True).start()
    load_catalog()
    return made


def _warm_up(made: Services) -> None:
    """Starts the engine and, once it is up, a worker: the first shapes are wanted before the first run.

    Then the runs are looked after that a server before this one left.
    """
    time.sleep(HEAD_START)
    with suppress(EngineError):
        made.engine.start()
    from builder.training import warm_worker

    warm_worker()
    made.watcher.start()

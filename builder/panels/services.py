"""What one web process has one of: the store, the engine, the open projects."""

import atexit
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock, Thread

from builder.catalog import load_catalog
from builder.conversion.exports.queue import ExportQueue
from builder.engine import EngineError, EngineProcess
from builder.panels.workspace import Workspaces
from builder.store import Store, open_store
from builder.training import warm_worker

HEAD_START = 4.0
"""Seconds that the first page has to itself before Keras takes a core; opening a project sooner starts it then."""


@dataclass(frozen=True)
class Services:
    """The services that every page uses."""

    store: Store
    engine: EngineProcess
    workspaces: Workspaces
    exports: ExportQueue

    def close(self) -> None:
        """Ends the engine and the exports; trainings go on in processes of their own."""
        self.exports.close()
        self.engine.close()


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
    store, engine, exports = open_store(), EngineProcess(), ExportQueue()
    atexit.register(engine.close)
    atexit.register(exports.close)
    Thread(target=_warm_up, args=(engine,), name="warm-up", daemon=True).start()
    load_catalog()
    return Services(store=store, engine=engine, workspaces=Workspaces(store, engine), exports=exports)


def _warm_up(engine: EngineProcess) -> None:
    """Starts the engine and, once it is up, a worker: the first shapes are wanted before the first run."""
    time.sleep(HEAD_START)
    with suppress(EngineError):
        engine.start()
    warm_worker()

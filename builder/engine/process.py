"""The engine process: one warm process with Keras loaded, timed and restarted, asked from the web process.

Talks over :mod:`multiprocessing.connection` with a child started by its module name, because spawning through
:mod:`multiprocessing` would import Streamlit's script again as ``__main__``.
"""

import atexit
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from multiprocessing.connection import Connection
from threading import Thread, Timer
from typing import Any, TypeVar

from builder.engine.check import ask_keras, check
from builder.engine.child import EngineChild
from builder.engine.layer_call import LayerCall, LayerResult
from builder.engine.memo import Memo
from builder.engine.previous_check import PreviousCheck
from builder.engine.report import Report
from builder.engine.turn import NotYetError, Turn
from builder.network import BuilderError, Network

T = TypeVar("T")

START_TIMEOUT = 120.0
"""Seconds; the first import of TensorFlow from a cold disk takes long."""
CALL_TIMEOUT = 30.0
CHECK_TIMEOUT = 60.0

SPARE_SECONDS = 10.0
"""How long after a start the spare process is started, so that nobody waits longer for the first answers."""


class EngineError(BuilderError):
    """The engine gave no answer: it died twice over one question, took too long, or is closed."""


class EngineBusyError(EngineError):
    """The engine is at somebody else's question; the same may be asked in a moment."""


class EngineProcess:
    """One engine process and the questions put to it, one at a time; safe to call from many threads.

    Where it dies, its successor starts at once, not at the next question. ``restarts`` counts how often that happened,
    so that a page can say so.
    """

    def __init__(self, *, has_spare: bool = False) -> None:
        """Starts nothing yet.

        Args:
            has_spare: keep a second process warm, which takes over where the first dies. It costs 0.3 GB of memory and
                spares whoever waits the seconds that Keras takes to load.
        """
        self.restarts = 0
        self._has_spare = has_spare
        self._turn = Turn()
        self._child: EngineChild | None = None
        self._spare: EngineChild | None = None
        self._spare_timer: Timer | None = None
        self._is_connected = False
        self._closed = False
        self._was_started = False
        self._memo = Memo(lambda call: self.call(ask_keras, call))

    @property
    def ready(self) -> bool:
        """True where Keras is loaded and the process lives."""
        child = self._child
        return self._is_connected and child is not None and child.is_ready

    @property
    def process_id(self) -> int | None:
        child = self._child
        return None if child is None else child.pid

    def start(self) -> None:
        """Starts the process and waits until Keras is loaded; does nothing where it is.

        Raises:
            EngineError: the process died while it started.
        """
        with self._turn.taken():
            try:
                self._connected()
            except (EOFError, OSError) as error:
                self._stop()
                raise EngineError("The engine could not be started. The server's log says why.") from error

    def call(
        self, function: Callable[..., T], *args: object, timeout: float = CALL_TIMEOUT, patience: float | None = None
    ) -> T:
        """Returns ``function(*args)`` as run in the engine; ``function`` is one that a module defines.

        What the function raises is raised here. Where the process dies before it answers, it is asked once more.

        Args:
            timeout: seconds that the answer may take.
            patience: seconds to wait until those who asked before are answered; None waits as long as that takes.

        Raises:
            EngineBusyError: they were not answered by then.
            EngineError: no answer within ``timeout`` seconds, or the process died twice. It is restarted either way.
        """
        with self._mine(patience):
            try:
                succeeded, answer = self._ask(function, args, timeout)
            except (EOFError, OSError):
                self._stop()
                try:
                    succeeded, answer = self._ask(function, args, timeout)
                except (EOFError, OSError) as error:
                    self._stop()
                    start_in_background(self)
                    raise EngineError("The engine stopped twice over the same question.") from error
        if not succeeded:
            raise answer
        return answer  # type: ignore[no-any-return]

    def check(
        self,
        network: Network,
        *,
        previous: PreviousCheck | None = None,
        timeout: float = CHECK_TIMEOUT,
        patience: float | None = None,
    ) -> Report:
        """Returns the report on ``network``; only layers that were not seen before are asked of the process.

        Args:
            previous: as for :func:`builder.engine.check.check`.
            timeout: seconds for the whole.
            patience: seconds to wait each time that somebody else is being answered; None waits as long as that takes.

        Raises:
            EngineBusyError: somebody else's question takes longer; what was found so far is remembered.
            EngineError: the engine gave no answer, or the whole took longer than ``timeout`` seconds.
        """
        deadline = time.monotonic() + timeout

        def ask(call: LayerCall) -> LayerResult:
            return self.call(ask_keras, call, patience=patience)

        def infer(call: LayerCall) -> LayerResult:
            if time.monotonic() > deadline:
                raise EngineError(f"Checking took longer than {timeout:g} s.")
            return self._memo(call, ask)

        return check(network, infer=infer, previous=previous)

    def close(self) -> None:
        """Ends the process for good."""
        with self._turn.taken():
            self._closed = True
            self._stop()
            if self._spare_timer is not None:
                self._spare_timer.cancel()
            if self._spare is not None:
                self._spare.stop()

    @contextmanager
    def _mine(self, patience: float | None) -> Iterator[None]:
        try:
            with self._turn.taken(patience):
                yield
        except NotYetError as error:
            raise EngineBusyError("The engine is busy with another question.") from error

    def _ask(self, function: Callable[..., object], args: tuple[object, ...], timeout: float) -> tuple[bool, Any]:
        connection = self._connected()
        connection.send((function, args))
        if not connection.poll(timeout):
            self._stop()
            start_in_background(self)
            raise EngineError(f"The engine gave no answer within {timeout:g} s and is being restarted.")
        succeeded, answer = connection.recv()
        return succeeded, answer

    def _connected(self) -> Connection:
        if self._closed:
            raise EngineError("The engine is closed.")
        if not self.ready:
            self._stop()
            self.restarts += self._was_started
            self._was_started = True
            self._child = self._successor()
        if self._child is None:
            raise EOFError
        try:
            connection = self._child.connection(START_TIMEOUT)
        except TimeoutError as error:
            self._stop()
            raise EngineError(f"The engine did not start within {START_TIMEOUT:g} s.") from error
        if not self._is_connected:
            self._is_connected = True
            self._warm_spare_later()
        return connection

    def _successor(self) -> EngineChild:
        """Returns the spare process, still loading though it may be, or a new one where there is none."""
        spare, self._spare = self._spare, None
        return spare if spare is not None and spare.is_alive else EngineChild(self._note_end)

    def _note_end(self, child: EngineChild) -> None:
        if child is self._child and not self._closed:
            start_in_background(self)

    def _warm_spare_later(self) -> None:
        if self._has_spare and self._spare is None:
            self._spare_timer = Timer(SPARE_SECONDS, self._warm_spare)
            self._spare_timer.daemon = True
            self._spare_timer.start()

    def _warm_spare(self) -> None:
        with self._turn.taken():
            if self._spare is None and not self._closed:
                self._spare = EngineChild(self._note_end)

    def _stop(self) -> None:
        child, self._child, self._is_connected = self._child, None, False
        if child is not None:
            child.stop()


@lru_cache(maxsize=1)
def shared_engine() -> EngineProcess:
    """Returns the engine of this process, which starts in the background at the first call."""
    engine = EngineProcess()
    atexit.register(engine.close)
    start_in_background(engine)
    return engine


def start_in_background(engine: EngineProcess) -> None:
    """Starts the engine without waiting for it."""
    Thread(target=_start_quietly, args=(engine,), name="engine-start", daemon=True).start()


def _start_quietly(engine: EngineProcess) -> None:
    """Starts the engine; where that fails, the first call tries again and tells its caller."""
    with suppress(EngineError):
        engine.start()

"""The engine process: one warm process with Keras loaded, timed and restarted, asked from the web process.

Talks over :mod:`multiprocessing.connection` with a child started by its module name, because spawning through
:mod:`multiprocessing` would import Streamlit's script again as ``__main__``.
"""

import atexit
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from multiprocessing.connection import Client, Connection
from threading import Lock, Thread
from typing import Any, TypeVar

from builder.engine.check import ask_keras, check
from builder.engine.layer_call import LayerCall, LayerResult
from builder.engine.memo import Memo
from builder.engine.report import Report
from builder.engine.visits import Visits
from builder.network import BuilderError, Network

T = TypeVar("T")

START_TIMEOUT = 120.0
"""Seconds; the first import of TensorFlow from a cold disk takes long."""
CALL_TIMEOUT = 30.0
CHECK_TIMEOUT = 60.0


class EngineError(BuilderError):
    """The engine gave no answer: it died twice over one question, took too long, or is closed."""


class EngineProcess:
    """One engine process and the questions put to it, one at a time; safe to call from many threads.

    ``restarts`` counts how often the process had to be started again, so that a page can say so.
    """

    def __init__(self) -> None:
        self.restarts = 0
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._closed = False
        self._was_started = False
        self._memo = Memo(lambda call: self.call(ask_keras, call))

    @property
    def ready(self) -> bool:
        """True where Keras is loaded and the process lives."""
        process = self._process
        return self._connection is not None and process is not None and process.poll() is None

    @property
    def process_id(self) -> int | None:
        process = self._process
        return None if process is None else process.pid

    def start(self) -> None:
        """Starts the process and waits until Keras is loaded; does nothing where it is.

        Raises:
            EngineError: the process died while it started.
        """
        with self._turn:
            try:
                self._connected()
            except (EOFError, OSError) as error:
                self._stop()
                raise EngineError("The engine could not be started. The server's log says why.") from error

    def call(self, function: Callable[..., T], *args: object, timeout: float = CALL_TIMEOUT) -> T:
        """Returns ``function(*args)`` as run in the engine; ``function`` is one that a module defines.

        What the function raises is raised here. Where the process dies before it answers, it is asked once more.

        Raises:
            EngineError: no answer within ``timeout`` seconds, or the process died twice. It is restarted either way.
        """
        with self._turn:
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

    def check(self, network: Network, *, visits: Visits | None = None, timeout: float = CHECK_TIMEOUT) -> Report:
        """Returns the report on ``network``; only layers that were not seen before are asked of the process.

        Args:
            visits: as for :func:`builder.engine.check.check`.
            timeout: seconds for the whole.

        Raises:
            EngineError: the engine gave no answer, or the whole took longer than ``timeout`` seconds.
        """
        deadline = time.monotonic() + timeout

        def infer(call: LayerCall) -> LayerResult:
            if time.monotonic() > deadline:
                raise EngineError(f"Checking took longer than {timeout:g} s.")
            return self._memo(call)

        return check(network, infer=infer, visits=visits)

    def close(self) -> None:
        """Ends the process for good."""
        with self._turn:
            self._closed = True
            self._stop()

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
        if self._connection is not None and self.ready:
            return self._connection
        if self._process is not None:
            self._stop()
        if self._was_started:
            self.restarts += 1
        self._was_started = True
        return self._launch()

    def _launch(self) -> Connection:
        """Starts the process; it says where it listens, we connect, and it sends a word when Keras is loaded."""
        key = secrets.token_bytes(32)
        process = subprocess.Popen(
            [sys.executable, "-m", "builder.engine.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._process = process
        if process.stdin is None or process.stdout is None:
            raise EngineError("The engine could not be started: its pipes are missing.")
        process.stdin.write(key.hex().encode() + b"\n")
        process.stdin.flush()
        address = process.stdout.readline().decode().strip()
        if not address:
            raise EOFError
        connection = Client(address, authkey=key)
        if not connection.poll(START_TIMEOUT):
            self._stop()
            raise EngineError(f"The engine did not start within {START_TIMEOUT:g} s.")
        connection.recv()
        self._connection = connection
        return connection

    def _stop(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()


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

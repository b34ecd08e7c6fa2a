"""One engine process as its parent sees it: started, greeted, watched until it ends."""

import secrets
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from threading import Event, Thread


class EngineChild:
    """A running ``python -m builder.engine.server``. It says where it listens, and that Keras is loaded."""

    def __init__(self, ended: Callable[["EngineChild"], None]) -> None:
        """Starts the process and returns at once.

        Args:
            ended: called from a thread when a process that had loaded Keras is gone, whyever.
        """
        self._ended = ended
        self._connection: Connection | None = None
        self._is_settled = Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "builder.engine.server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._thread = Thread(target=self._live, name="engine-child", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_ready(self) -> bool:
        """True where Keras is loaded and the process lives."""
        return self._connection is not None and self.is_alive

    def connection(self, timeout: float) -> Connection:
        """Returns the line to the process, once Keras is loaded.

        Raises:
            EOFError: it died before.
            TimeoutError: it takes longer than ``timeout`` seconds.
        """
        if not self._is_settled.wait(timeout):
            raise TimeoutError
        if self._connection is None:
            raise EOFError
        return self._connection

    def stop(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        self._thread.join()
        if self._connection is not None:
            self._connection.close()

    def _live(self) -> None:
        with suppress(EOFError, OSError):
            self._connection = self._greeted()
        self._is_settled.set()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if self._connection is not None:
            self._ended(self)

    def _greeted(self) -> Connection:
        key = secrets.token_bytes(32)
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        stdin.write(key.hex().encode() + b"\n")
        stdin.flush()
        address = stdout.readline().decode().strip()
        if not address:
            raise EOFError
        connection = Client(address, authkey=key)
        connection.recv()
        return connection

"""What runs inside the engine process: answers one question after another until its parent is gone.

Started as ``python -m builder.engine.server``: reads a key from standard input, prints where it listens, and imports
Keras before it says that it is ready.
"""

import os
import socket
import sys
import tempfile
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Thread

from builder.engine.loading import load_keras
from builder.network import BuilderError


def main() -> None:
    key = bytes.fromhex(sys.stdin.readline().strip())
    Thread(target=_leave_with_parent, daemon=True).start()
    connection = _connect(key)
    load_keras()
    connection.send("ready")
    serve(connection)


def serve(connection: Connection) -> None:
    """Answers ``(function, args)`` with ``(True, result)`` or ``(False, exception)`` until the other side hangs up."""
    while True:
        try:
            function, args = connection.recv()
        except EOFError:
            return
        try:
            answer = (True, function(*args))
        except Exception as error:  # noqa: BLE001  whatever the function raises belongs to the caller
            answer = (False, error)
        try:
            connection.send(answer)
        except Exception as error:  # noqa: BLE001  pickling runs code of the answer's classes
            connection.send((False, BuilderError(f"The engine cannot send its answer: {error}")))


def _connect(key: bytes) -> Connection:
    """Waits for the parent on a socket of its own, then leaves nothing of it on disk."""
    with tempfile.TemporaryDirectory(prefix="layerloom-") as folder:
        address = str(Path(folder) / "engine") if hasattr(socket, "AF_UNIX") else None
        with Listener(address, authkey=key) as listener:
            sys.stdout.write(f"{listener.address}\n")
            sys.stdout.flush()
            # What Keras prints must not fill a pipe that nobody reads.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            return listener.accept()


def _leave_with_parent() -> None:
    """Ends this process, whatever it is at, when standard input closes: the parent has died."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()

"""One run of the store, trained in this process: claimed, trained, its files and its end kept. Imports Keras."""

import logging
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from builder.engine.memory_limit import limit_memory
from builder.network import DocumentError, Recipe
from builder.store import ArtifactFolder, Resumption, Store
from builder.training.processes import host_name, process_started
from builder.training.recovery import CHECKPOINT
from builder.training.store_reporter import StoreReporter, until_written
from builder.training.worker.backup import Backup
from builder.training.worker.checkpoint import Checkpoint, read_checkpoint
from builder.training.worker.failures import out_of_memory
from builder.training.worker.initial_weights import initial_weights
from builder.training.worker.training import train

LOG = "log.txt"

log = logging.getLogger(__name__)


def train_run(store: Store, run_id: str, *, memory: int) -> bool:
    """Trains a queued run to its end; False where it cannot be read, was stopped or is another's.

    Args:
        memory: bytes that this process may take; it ends where the training takes more.

    Raises:
        UnknownRunError: no run has this id.
    """
    try:
        network = store.load_run_network(run_id)
    except DocumentError as error:
        store.finish_run(run_id, "failed", f"The network of this training cannot be read. {error}")
        return False
    attempt, folder = store.load_run(run_id).attempts, store.artifacts(run_id)
    checkpoint = read_checkpoint(folder)
    if not until_written(lambda: _claim(store, run_id, attempt, checkpoint)):
        return False
    folder.remove_parts()  # of a process before this one, which was killed
    with _log_kept_in(folder):
        log.info("Training %s in process %d on %s, attempt %d.", run_id, os.getpid(), host_name(), attempt)
        limit_memory(memory, lambda: _record_limit(store, run_id, attempt, network.recipe))
        with StoreReporter(store, run_id, attempt=attempt, taken=_leave) as reporter:
            signal.signal(signal.SIGTERM, lambda *_: reporter.stop())
            outcome = train(
                network,
                listener=reporter,
                folder=folder,
                start=None if checkpoint else initial_weights(store, run_id),
                backup=Backup(folder),
                checkpoint=checkpoint,
            )
        log.info("%s: %s", outcome.status, outcome.message)
    if reporter.run_is_gone:
        folder.delete()
    reporter.finish(outcome)
    folder.remove(CHECKPOINT)
    return True


def _claim(store: Store, run_id: str, attempt: int, checkpoint: Checkpoint | None) -> bool:
    pid = os.getpid()
    return store.claim_run(
        run_id,
        attempt=attempt,
        pid=pid,
        process_started=process_started(pid) or 0.0,
        host=host_name(),
        place=checkpoint.place if checkpoint else Resumption(),
    )


def _leave() -> None:
    """Ends this process at once: another trains the run, whose files are that one's to write."""
    log.error("Another process has taken up this training.")
    os._exit(0)


def _record_limit(store: Store, run_id: str, attempt: int, recipe: Recipe) -> None:
    message = out_of_memory(recipe)
    log.error("%s", message)
    store.finish_run(run_id, "failed", message, attempt=attempt)
    store.artifacts(run_id).remove(CHECKPOINT)


@contextmanager
def _log_kept_in(folder: ArtifactFolder) -> Iterator[None]:
    """Sends what is logged, and all that libraries print, into the run's log file.

    On this machine it grows where it will stay, so that a process that is killed leaves its last words.
    """
    local = folder.local_path(LOG)
    with tempfile.TemporaryDirectory() as scratch:
        path = local or Path(scratch) / LOG
        with _opened(path) as file:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            root = logging.getLogger("builder")
            root.setLevel(logging.INFO)
            root.addHandler(handler)
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
                os.dup2(file.fileno(), stream.fileno())
            try:
                yield
            finally:
                root.removeHandler(handler)
                with suppress(OSError):  # the last words may find no room
                    sys.stderr.flush()
                if local is None:
                    folder.put(LOG, path)


def _opened(path: Path) -> IO[bytes]:
    """Opens a log; where the disk has no room for one, the training goes without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab", buffering=0)
    except OSError:
        return Path(os.devnull).open("ab", buffering=0)

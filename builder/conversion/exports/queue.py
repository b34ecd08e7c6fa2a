"""The exports that people asked for, written one after another by a process that starts when the first is asked for.

For the web process: imports no Keras. Every export is asked for once, however often a page is drawn, and its file is
kept until there are too many.
"""

import hashlib
import json
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from builder.conversion.exports.child import ExportChild
from builder.conversion.exports.exports import FORMATS, FULL_WORDS, ExportOptions
from builder.conversion.verify.verify import Verification
from builder.engine.full_disk import is_full_disk
from builder.network import Network

ExportStatus = Literal["waiting", "running", "done", "refused"]

TIME_LIMIT = 180.0
"""Seconds that one export may take, the start of Keras aside."""

IDLE_SECONDS = 300.0
"""How long the process is kept after the last export."""

MAX_KEPT = 60
MAX_BYTES = 2 * 1024**3
"""How many finished exports are kept, and how large they may be together; the oldest go first."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """What was asked for.

    ``weights`` tells which ones, to tell jobs apart; ``fetch`` brings them as a local file whose name ends in
    ``weights_ending``: ".keras" of one of our trainings, or ".npz" of a ``WeightsArchive``.
    """

    network: Network
    format: str
    options: ExportOptions = field(default_factory=ExportOptions)
    weights: str = ""
    fetch: Callable[[Path], None] | None = None
    weights_ending: str = ".keras"

    @property
    def key(self) -> str:
        """The same for jobs that give the same file."""
        told = json.dumps([self.network.to_json(), self.format, asdict(self.options), self.weights])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class ExportState:
    """How far an export is. ``message`` is why it was refused; ``ahead`` how many come before it."""

    status: ExportStatus
    phase: str = "Waiting"
    share: float = 0.0
    ahead: int = 0
    message: str = ""
    path: Path | None = None
    size: int = 0
    verification: Verification | None = None
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_active(self) -> bool:
        return self.status in ("waiting", "running")


class ExportQueue:
    """Writes exports in a process of its own, one at a time; safe to use from several threads."""

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        self._time_limit = time_limit
        self._lock = threading.Lock()
        self._wanted = threading.Condition(self._lock)
        self._waiting: OrderedDict[str, ExportJob] = OrderedDict()
        self._states: OrderedDict[str, ExportState] = OrderedDict()
        self._cancelled: set[str] = set()
        self._child: ExportChild | None = None
        self._thread: threading.Thread | None = None
        self._folder: Path | None = None
        self._closed = False

    def ask(self, job: ExportJob) -> None:
        """Puts the job at the end of the queue, unless it is there already or done."""
        key = job.key
        with self._lock:
            state = self._states.get(key)
            if self._closed or (state is not None and state.status != "refused"):
                return
            self._states[key] = ExportState("waiting")
            self._states.move_to_end(key)
            self._waiting[key] = job
            if self._thread is None:
                self._start_thread()
            self._wanted.notify()

    def warm(self) -> None:
        """Starts the process, so that Keras is loaded by the time that the first export is asked for."""
        with self._lock:
            if not self._closed and self._thread is None:
                self._child = self._child if self._child is not None and self._child.is_alive else ExportChild()
                self._start_thread()

    def state(self, key: str) -> ExportState | None:
        """Returns how far the job is; None for one that was never asked for, was taken back, or was dropped."""
        with self._lock:
            state = self._states.get(key)
            if state is None or state.status != "waiting":
                return state
            running = any(other.status == "running" for other in self._states.values())
            place = list(self._waiting).index(key) if key in self._waiting else 0
            return replace(state, ahead=place + running)

    def cancel(self, key: str) -> None:
        """Takes a job back; one that runs is ended with its process."""
        with self._lock:
            self._waiting.pop(key, None)
            state = self._states.pop(key, None)
            if state is not None and state.status == "running":
                self._cancelled.add(key)
                if self._child is not None:
                    self._child.kill()

    def close(self) -> None:
        """Ends the process and removes the files."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            if self._child is not None:
                self._child.kill()
            self._wanted.notify()
            folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _start_thread(self) -> None:
        self._thread = threading.Thread(target=self._work, name="exports", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        """Writes one job after another; ends the process when none came for a while."""
        while True:
            with self._lock:
                if not self._waiting and not self._closed:
                    self._wanted.wait(IDLE_SECONDS)
                if self._closed or not self._waiting:
                    child, self._child, self._thread = self._child, None, None
                    break
                key, job = self._waiting.popitem(last=False)
                self._states[key] = ExportState("running", "Starting", 0.0)
                if self._child is None or not self._child.is_alive:
                    self._child = ExportChild()
                child = self._child
            self._finish(key, self._run(key, job, child))
        if child is not None:
            child.kill()

    def _run(self, key: str, job: ExportJob, child: ExportChild) -> ExportState:
        """Writes an export to the end; of one that is refused no file is left."""
        try:
            folder = self._place(key)
        except OSError as error:
            return ExportState("refused", message=_why_unkept(error))
        state = self._written(key, job, child, folder)
        if state.status == "refused":
            shutil.rmtree(folder, ignore_errors=True)
        return state

    def _written(self, key: str, job: ExportJob, child: ExportChild, folder: Path) -> ExportState:
        begun = time.monotonic()
        target = folder / f"model{FORMATS[job.format].ending}"
        weights: Path | None = None
        if job.fetch is not None:
            weights = folder / f"weights{job.weights_ending}"
            try:
                job.fetch(weights)
            except Exception as error:  # noqa: BLE001  a store may fail in any way, and the thread must live on
                return ExportState("refused", message=_why_unkept(error))

        def told(phase: str, share: float) -> None:
            with self._lock:
                if key in self._states:
                    self._states[key] = ExportState("running", phase, share, seconds=time.monotonic() - begun)

        answer = child.write(job, target, weights, told=told, time_limit=self._time_limit)
        if weights is not None:
            weights.unlink(missing_ok=True)
        if isinstance(answer, str):
            return ExportState("refused", message=answer)
        return ExportState(
            "done",
            "Done",
            1.0,
            path=target,
            size=target.stat().st_size,
            verification=answer.verification,
            notes=answer.notes,
            seconds=time.monotonic() - begun,
        )

    def _finish(self, key: str, state: ExportState) -> None:
        with self._lock:
            if key in self._cancelled:
                self._cancelled.discard(key)
                if key not in self._waiting:
                    self._states.pop(key, None)
            else:
                self._states[key] = state
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        finished = [key for key, state in self._states.items() if not state.is_active]
        while (
            finished
            and (len(finished) > MAX_KEPT or sum(self._states[key].size for key in finished) > MAX_BYTES)
            and len(finished) > 1
        ):
            oldest = finished.pop(0)
            del self._states[oldest]
            if self._folder is not None:
                shutil.rmtree(self._folder / oldest, ignore_errors=True)

    def _place(self, key: str) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="layerloom-exports-"))
            place = self._folder / key
        place.mkdir(exist_ok=True)
        return place


def _why_unkept(error: Exception) -> str:
    """Returns why an export could not begin: its weights cannot be read, or there is no room for them."""
    return FULL_WORDS if is_full_disk(error) else "The weights could not be read. Choose others."

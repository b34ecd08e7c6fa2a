"""What the store hands out: frozen records. Times are seconds since 1970 (UTC)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from builder.network import Network

RunStatus = Literal["queued", "running", "stopping", "finished", "stopped", "failed", "lost"]
"""queued: no worker yet. stopping: running, asked to end. failed: the worker says why. lost: its process died."""

STATUSES: tuple[RunStatus, ...] = get_args(RunStatus)
ACTIVE: frozenset[RunStatus] = frozenset({"queued", "running", "stopping"})
ENDED: frozenset[RunStatus] = frozenset(STATUSES) - ACTIVE


@dataclass(frozen=True)
class ProjectSummary:
    """A project without its document, for lists."""

    id: str
    name: str
    revision: int
    layers: int
    created: float
    updated: float


@dataclass(frozen=True)
class Project:
    """A project with its document; ``revision`` counts the saves and guards against silent overwriting.

    ``warning`` is the sentence that says that, and why, the document is an earlier one than was saved last; else "".
    """

    id: str
    network: Network
    revision: int
    created: float
    updated: float
    warning: str = ""

    @property
    def name(self) -> str:
        return self.network.name


@dataclass(frozen=True)
class Progress:
    """How far a training is: epochs and batches count from 1; ``batches`` is what one epoch has."""

    epoch: int = 0
    epochs: int = 0
    batch: int = 0
    batches: int = 0
    step: int = 0
    samples_per_second: float | None = None
    seconds_left: float | None = None

    @property
    def share(self) -> float:
        """The share that is done, between 0 and 1.

        >>> Progress(epoch=2, epochs=4, batch=5, batches=10).share
        0.375
        """
        total = self.epochs * self.batches
        return min(1.0, ((self.epoch - 1) * self.batches + self.batch) / total) if total and self.epoch else 0.0


@dataclass(frozen=True)
class Run:
    """One training of one snapshot of a project's network; the snapshot itself is ``Store.load_run_network``.

    ``message`` is the sentence that says how it ended; ``results`` the final metrics by "<split>/<name>".
    ``attempts`` counts the processes that were to train it. ``interruption`` is why the one before the last is gone,
    and ``resumed_after`` the epoch after which the last one went on: 0 from the beginning, None before it came to it.
    """

    id: str
    project_id: str
    click_id: str
    status: RunStatus
    message: str
    progress: Progress
    results: Mapping[str, float] = field(default_factory=dict)
    best_epoch: int | None = None
    project_revision: int = 0
    pid: int | None = None
    process_started: float | None = None
    host: str | None = None
    heartbeat: float | None = None
    created: float = 0.0
    started: float | None = None
    ended: float | None = None
    attempts: int = 1
    interruption: str = ""
    resumed_after: int | None = None

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE


@dataclass(frozen=True)
class MetricPoint:
    """One value on one curve. ``step`` counts the weight updates of the whole run; ``id`` grows as points arrive.

    A ``value`` that was not finite comes back as NaN.
    """

    step: int
    epoch: int
    scope: Literal["batch", "epoch"]
    split: Literal["train", "validation", "test"]
    name: str
    value: float
    time: float
    id: int = 0


@dataclass(frozen=True)
class Resumption:
    """Where a process takes up a run: after which epoch and weight update, and the points of all epochs until then."""

    epoch: int = 0
    step: int = 0
    points: tuple[MetricPoint, ...] = ()

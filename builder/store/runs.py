"""Runs: one row a training, whose status only ever changes by a condition on the status it had."""

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from builder.network import Network
from builder.store.database import Database
from builder.store.errors import UnknownProjectError, UnknownRunError
from builder.store.ids import is_id, new_id
from builder.store.metrics import refuse_another, wind_back
from builder.store.records import ACTIVE, Progress, Resumption, Run, RunStatus
from builder.store.tables import ProjectRow, RunRow


class RunLog:
    """The part of the store that keeps runs."""

    _database: Database

    def create_run(self, project_id: str, network: Network, click_id: str) -> Run:
        """Inserts a queued run of this snapshot, or returns the one that the same click made before.

        Raises:
            DocumentError: the network is larger than a document may be.
            UnknownProjectError: no project has this id.
        """
        values = {
            "id": new_id("r"),
            "project_id": project_id,
            "click_id": click_id,
            "document": network.to_json(compact=True),
            "status": "queued",
            "epochs": network.recipe.epochs or 0,
            "created": time.time(),
        }
        with self._database.writing() as session:
            revision = session.scalar(select(ProjectRow.revision).where(ProjectRow.id == project_id))
            if revision is None:
                raise UnknownProjectError(project_id)
            with suppress(IntegrityError), session.begin_nested():
                session.execute(insert(RunRow).values(**values, project_revision=revision))
            of_click = (RunRow.project_id == project_id, RunRow.click_id == click_id)
            return _record(session.execute(select(RunRow).where(*of_click)).scalar_one())

    def load_run(self, run_id: str) -> Run:
        """Returns the run as it stands.

        Raises:
            UnknownRunError: no run has this id.
        """
        with self._database.reading() as session:
            return _record(_row(session, run_id))

    def load_run_network(self, run_id: str) -> Network:
        """Returns the snapshot of the network, with its recipe, that this run trains.

        Raises:
            DocumentError: it cannot be read.
            UnknownRunError: no run has this id.
        """
        with self._database.reading() as session:
            document = _row(session, run_id).document
        return Network.from_json(document)

    def runs_of(self, project_id: str, limit: int = 200) -> tuple[Run, ...]:
        """Returns the runs of a project, the latest first."""
        query = select(RunRow).where(RunRow.project_id == project_id)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(RunRow.created.desc(), RunRow.id).limit(limit))
            return tuple(_record(row) for row in rows)

    def latest_run(self, project_id: str) -> Run | None:
        """Returns the run of a project that was begun last, or None before the first."""
        runs = self.runs_of(project_id, limit=1)
        return runs[0] if runs else None

    def active_runs(self) -> tuple[Run, ...]:
        """Returns every run, of all projects, that has not ended, the oldest first."""
        query = select(RunRow).where(RunRow.status.in_(ACTIVE)).order_by(RunRow.created, RunRow.id)
        with self._database.reading() as session:
            return tuple(_record(row) for row in session.scalars(query))

    def note_process(self, run_id: str, *, pid: int, process_started: float, host: str) -> None:
        """Writes down which process is to train this run, so that its death can be told; the first one stands."""
        values = {"pid": pid, "process_started": process_started, "host": host, "heartbeat": time.time()}
        self._change(run_id, values, RunRow.status == "queued", RunRow.pid.is_(None))

    def claim_run(
        self,
        run_id: str,
        *,
        attempt: int,
        pid: int,
        process_started: float,
        host: str,
        place: Resumption = Resumption(),  # noqa: B008  a frozen record
    ) -> bool:
        """Makes a queued run a running one; False where it is not queued any more, and is not to be trained.

        Args:
            attempt: the ``attempts`` of the run as the process found it.
            place: where it takes the run up. Points beyond are taken away, those that never arrived are added.
        """
        now = time.time()
        values = {
            "status": "running",
            "started": func.coalesce(RunRow.started, now),
            "resumed_after": place.epoch if attempt > 1 else None,
            "epoch": place.epoch,
            "batch": RunRow.batches if place.epoch else 0,
            "step": place.step,
            "pid": pid,
            "process_started": process_started,
            "host": host,
            "heartbeat": now,
        }
        with self._database.writing() as session:
            claimed = _change(session, run_id, values, RunRow.status == "queued", RunRow.attempts == attempt)
            if claimed:
                wind_back(session, run_id, place)
        return claimed

    def queue_again(self, run_id: str, *, attempt: int, interruption: str) -> bool:
        """Queues a run whose process is gone once more; False where somebody else did, or it is not to be trained.

        Args:
            attempt: the ``attempts`` of the run whose process is gone.
            interruption: why it is gone, in words.
        """
        values = {
            "status": "queued",
            "attempts": attempt + 1,
            "interruption": interruption,
            **dict.fromkeys(("resumed_after", "pid", "process_started", "host", "heartbeat"), None),
            **dict.fromkeys(("samples_per_second", "seconds_left"), None),
        }
        return self._change(run_id, values, RunRow.status.in_(("queued", "running")), RunRow.attempts == attempt)

    def beat(self, run_id: str, *, attempt: int = 1) -> RunStatus:
        """Says that the worker lives, and returns the status; one that was thought lost runs again.

        Raises:
            UnknownRunError: the run was deleted.
            RunTakenError: another process trains it by now.
        """
        with self._database.writing() as session:
            refuse_another(session, run_id, attempt)
            _change(session, run_id, {"heartbeat": time.time()})
            revived = {"status": "running", "message": "", "ended": None}
            _change(session, run_id, revived, RunRow.status == "lost")
        return self.run_status(run_id)

    def run_status(self, run_id: str) -> RunStatus:
        """Returns the status alone, which is cheap to ask several times a second.

        Raises:
            UnknownRunError: no run has this id.
        """
        with self._database.reading() as session:
            status: Any = session.scalar(select(RunRow.status).where(RunRow.id == run_id))
        if status is None:
            raise UnknownRunError(run_id)
        found: RunStatus = status
        return found

    def request_stop(self, run_id: str) -> Run:
        """Asks a run to end: a queued one is stopped at once, a running one stops within a second.

        Raises:
            UnknownRunError: no run has this id.
        """
        words = "Stopped before it began." if self.load_run(run_id).attempts == 1 else "Stopped before it went on."
        ended = {"status": "stopped", "message": words, "ended": time.time()}
        if not self._change(run_id, ended, RunRow.status == "queued"):
            self._change(run_id, {"status": "stopping"}, RunRow.status == "running")
        return self.load_run(run_id)

    def finish_run(
        self,
        run_id: str,
        status: RunStatus,
        message: str,
        *,
        results: Mapping[str, float] | None = None,
        best_epoch: int | None = None,
        attempt: int | None = None,
    ) -> bool:
        """Ends a run; False where it had ended already or is another's, which is then left as it is.

        A run thought lost may still end otherwise: the worker's own word outweighs a guess about it.

        Args:
            attempt: the ``attempts`` of the run that ended; None where it is all the same.
        """
        values: dict[str, Any] = {"status": status, "message": message, "ended": time.time(), "seconds_left": None}
        if results is not None:
            values |= {"results": dict(results), "best_epoch": best_epoch}
        mine = () if attempt is None else (RunRow.attempts == attempt,)
        return self._change(run_id, values, RunRow.status.in_((*ACTIVE, "lost")), *mine)

    def _change(self, run_id: str, values: Mapping[str, Any], *when: ColumnElement[bool]) -> bool:
        with self._database.writing() as session:
            return _change(session, run_id, values, *when)


def _change(session: Session, run_id: str, values: Mapping[str, Any], *when: ColumnElement[bool]) -> bool:
    """Changes a run if all conditions hold, and says whether they did."""
    statement = update(RunRow).where(RunRow.id == run_id, *when).execution_options(synchronize_session=False)
    result: Any = session.execute(statement.values(**values))
    return bool(result.rowcount)


def _row(session: Session, run_id: str) -> RunRow:
    row = session.get(RunRow, run_id) if is_id("r", run_id) else None
    if row is None:
        raise UnknownRunError(run_id)
    return row


def _record(row: RunRow) -> Run:
    status: Any = row.status
    return Run(
        id=row.id,
        project_id=row.project_id,
        click_id=row.click_id,
        status=status,
        message=row.message,
        progress=Progress(
            epoch=row.epoch,
            epochs=row.epochs,
            batch=row.batch,
            batches=row.batches,
            step=row.step,
            samples_per_second=row.samples_per_second,
            seconds_left=row.seconds_left,
        ),
        results=row.results,
        best_epoch=row.best_epoch,
        project_revision=row.project_revision,
        pid=row.pid,
        process_started=row.process_started,
        host=row.host,
        heartbeat=row.heartbeat,
        created=row.created,
        started=row.started,
        ended=row.ended,
        attempts=row.attempts,
        interruption=row.interruption,
        resumed_after=row.resumed_after,
    )

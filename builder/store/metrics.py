"""Metric points: appended by the one worker of a run, read by every page that shows it."""

import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from builder.store.database import Database
from builder.store.errors import RunTakenError, UnknownRunError
from builder.store.records import MetricPoint, Progress, Resumption
from builder.store.tables import MetricRow, RunRow

_COLUMNS = (
    MetricRow.step,
    MetricRow.epoch,
    MetricRow.scope,
    MetricRow.split,
    MetricRow.name,
    MetricRow.value,
    MetricRow.time,
    MetricRow.id,
)


class MetricLog:
    """The part of the store that keeps metrics."""

    _database: Database

    def append_metrics(
        self, run_id: str, points: Iterable[MetricPoint], progress: Progress | None = None, *, attempt: int = 1
    ) -> None:
        """Adds points at the end and, in the same transaction, notes how far the run is.

        Args:
            attempt: which of the processes that were to train the run says so.

        Raises:
            UnknownRunError: the run was deleted.
            RunTakenError: another process trains it by now.
        """
        with self._database.writing() as session:
            refuse_another(session, run_id, attempt)
            insert_points(session, run_id, points)
            if progress is not None:
                statement = update(RunRow).where(RunRow.id == run_id).values(**asdict(progress))
                session.execute(statement.execution_options(synchronize_session=False))

    def metrics_since(self, run_id: str, after_id: int = 0, limit: int = 50_000) -> tuple[MetricPoint, ...]:
        """Returns the points that came after the one with this id, in order; ask again from the last one's id."""
        query = select(*_COLUMNS).where(MetricRow.run_id == run_id, MetricRow.id > after_id)
        with self._database.reading() as session:
            rows: Any = session.execute(query.order_by(MetricRow.id).limit(limit)).all()
        return tuple(
            MetricPoint(step, epoch, scope, split, name, math.nan if value is None else value, moment, row_id)
            for step, epoch, scope, split, name, value, moment, row_id in rows
        )


def refuse_another(session: Session, run_id: str, attempt: int) -> None:
    """Holds the run until the transaction ends, for the process of this attempt.

    Raises:
        UnknownRunError: no run has this id.
        RunTakenError: another process trains it by now.
    """
    found = session.scalar(select(RunRow.attempts).where(RunRow.id == run_id).with_for_update())
    if found is None:
        raise UnknownRunError(run_id)
    if found != attempt:
        raise RunTakenError(run_id)


def insert_points(session: Session, run_id: str, points: Iterable[MetricPoint]) -> None:
    """Adds points at the end."""
    rows = [
        {
            "run_id": run_id,
            "step": point.step,
            "epoch": point.epoch,
            "scope": point.scope,
            "split": point.split,
            "name": point.name,
            "value": point.value if math.isfinite(point.value) else None,
            "time": point.time,
        }
        for point in points
    ]
    if rows:
        session.execute(insert(MetricRow), rows)


def wind_back(session: Session, run_id: str, place: Resumption) -> None:
    """Takes points beyond a place away, and adds those of epochs before it that never arrived."""
    of_run = MetricRow.run_id == run_id
    beyond = delete(MetricRow).where(of_run, or_(MetricRow.step > place.step, MetricRow.split == "test"))
    session.execute(beyond.execution_options(synchronize_session=False))
    arrived = session.scalar(select(func.max(MetricRow.epoch)).where(of_run, MetricRow.scope == "epoch")) or 0
    insert_points(session, run_id, [point for point in place.points if point.epoch > arrived])

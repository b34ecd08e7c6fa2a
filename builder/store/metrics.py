"""Metric points: appended by the one worker of a run, read by every page that shows it."""

import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from builder.store.database import Database
from builder.store.errors import UnknownRunError
from builder.store.records import MetricPoint, Progress
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

    def append_metrics(self, run_id: str, points: Iterable[MetricPoint], progress: Progress | None = None) -> None:
        """Adds points at the end and, in the same transaction, notes how far the run is.

        Raises:
            UnknownRunError: the run was deleted.
        """
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
        try:
            with self._database.writing() as session:
                if rows:
                    session.execute(insert(MetricRow), rows)
                if progress is not None:
                    statement = update(RunRow).where(RunRow.id == run_id).values(**asdict(progress))
                    session.execute(statement.execution_options(synchronize_session=False))
        except IntegrityError as error:
            raise UnknownRunError(run_id) from error

    def metrics_since(self, run_id: str, after_id: int = 0, limit: int = 50_000) -> tuple[MetricPoint, ...]:
        """Returns the points that came after the one with this id, in order; ask again from the last one's id."""
        query = select(*_COLUMNS).where(MetricRow.run_id == run_id, MetricRow.id > after_id)
        with self._database.reading() as session:
            rows: Any = session.execute(query.order_by(MetricRow.id).limit(limit)).all()
        return tuple(
            MetricPoint(step, epoch, scope, split, name, math.nan if value is None else value, moment, row_id)
            for step, epoch, scope, split, name, value, moment, row_id in rows
        )

"""The tables. Nothing outside this package sees an object of these classes."""

from sqlalchemy import JSON, BigInteger, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column

# SQLite counts by itself only in a column that is exactly INTEGER.
_Counter = BigInteger().with_variant(Integer, "sqlite")


class Table(DeclarativeBase):
    """The base that knows every table."""


class SchemaRow(Table):
    """One row: how many migrations this database has seen."""

    __tablename__ = "schema_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]


class ProjectRow(Table):
    __tablename__ = "projects"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    layers: Mapped[int]
    document: Mapped[str] = deferred(mapped_column(Text))
    revision: Mapped[int]
    created: Mapped[float] = mapped_column(Float(53))
    updated: Mapped[float] = mapped_column(Float(53), index=True)


class RevisionRow(Table):
    """A document that was replaced, or one that could not be read when its project was opened."""

    __tablename__ = "revisions"

    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = deferred(mapped_column(Text))
    saved: Mapped[float] = mapped_column(Float(53))
    is_readable: Mapped[bool]


class RunRow(Table):
    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("project_id", "click_id", name="one_run_a_click"),
        Index("runs_of_project", "project_id", "created"),
        Index("runs_by_status", "status"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    click_id: Mapped[str] = mapped_column(String(100))
    project_revision: Mapped[int]
    document: Mapped[str] = deferred(mapped_column(Text))
    status: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text, default="")
    pid: Mapped[int | None]
    process_started: Mapped[float | None] = mapped_column(Float(53))
    host: Mapped[str | None] = mapped_column(String(255))
    heartbeat: Mapped[float | None] = mapped_column(Float(53))
    epoch: Mapped[int] = mapped_column(default=0)
    epochs: Mapped[int] = mapped_column(default=0)
    batch: Mapped[int] = mapped_column(default=0)
    batches: Mapped[int] = mapped_column(default=0)
    step: Mapped[int] = mapped_column(default=0)
    samples_per_second: Mapped[float | None] = mapped_column(Float(53))
    seconds_left: Mapped[float | None] = mapped_column(Float(53))
    best_epoch: Mapped[int | None]
    results: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    created: Mapped[float] = mapped_column(Float(53))
    started: Mapped[float | None] = mapped_column(Float(53))
    ended: Mapped[float | None] = mapped_column(Float(53))
    attempts: Mapped[int] = mapped_column(default=1, server_default="1")
    interruption: Mapped[str] = mapped_column(Text, default="", server_default="")
    resumed_after: Mapped[int | None]


class MetricRow(Table):
    __tablename__ = "metrics"
    __table_args__ = (Index("metrics_of_run", "run_id", "id"),)

    id: Mapped[int] = mapped_column(_Counter, primary_key=True, autoincrement=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    step: Mapped[int]
    epoch: Mapped[int]
    scope: Mapped[str] = mapped_column(String(10))
    split: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    value: Mapped[float | None] = mapped_column(Float(53))  # NULL: not finite, which SQLite cannot hold
    time: Mapped[float] = mapped_column(Float(53))

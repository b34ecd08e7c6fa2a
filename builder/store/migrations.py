"""Brings a database made by an older Layerloom up to the present tables, in place."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, inspect, select, text

from builder.store.errors import StoreError
from builder.store.tables import SchemaRow, Table

Migration = Callable[[Connection], None]


def _count_attempts(connection: Connection) -> None:
    """Runs are tried again after their process was killed."""
    for column in (
        "attempts INTEGER NOT NULL DEFAULT 1",
        "interruption TEXT NOT NULL DEFAULT ''",
        "resumed_after INTEGER",
    ):
        connection.execute(text(f"ALTER TABLE runs ADD COLUMN {column}"))


MIGRATIONS: tuple[Migration, ...] = (_count_attempts,)
"""Steps in order; step n turns version n into version n + 1. New tables need no step, changed ones do.

A step is never edited once released: it must go on working on the databases that need it.
"""


def bring_up_to_date(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Creates what is missing, runs the steps that this database has not seen, and returns its version.

    Runs inside the caller's transaction, so that a step that fails leaves the database as it was.

    Raises:
        StoreError: the database was made by a newer Layerloom.
    """
    newest = len(migrations)
    is_new = not inspect(connection).has_table(SchemaRow.__tablename__)
    Table.metadata.create_all(connection)
    table = SchemaRow.__table__
    if is_new:
        connection.execute(table.insert().values(id=1, version=newest))  # type: ignore[attr-defined]
        return newest
    version = connection.execute(select(SchemaRow.version)).scalar_one()
    if version > newest:
        raise StoreError(
            f"This database has version {version}, made by a newer Layerloom; this one knows {newest}. "
            "Update Layerloom, or set LAYERLOOM_HOME to another folder."
        )
    for step in migrations[version:]:
        step(connection)
    if version < newest:
        connection.execute(table.update().values(version=newest))  # type: ignore[attr-defined]
    return newest

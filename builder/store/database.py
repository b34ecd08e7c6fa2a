"""The connection to the database: short transactions, and SQLite told to bear many writers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from builder.store.errors import StoreError, UnavailableError, full_disk_told
from builder.store.migrations import bring_up_to_date

TABLES_LOCK = 0x4C6F6F6D
"""The advisory lock of PostgreSQL under which tables are made: "Loom", which no other program is likely to take."""

BUSY_SECONDS = 15
"""How long a writer waits for another; a transaction here takes milliseconds."""


class Database:
    """Sessions for reading and for writing on one database, whose tables are brought up to date on opening."""

    def __init__(self, url: str) -> None:
        """Opens the database, and makes it where it is not there.

        Raises:
            FullDiskError: there is no room for what a database needs beside it.
            StoreError: the URL leads nowhere, or the database belongs to a newer Layerloom.
        """
        try:
            with full_disk_told(), ExitStack() as on_failure:
                self._engine = _open_engine(url)
                on_failure.callback(self.close)
                with self.writing() as session:
                    _let_nobody_else_begin(session)
                    bring_up_to_date(session.connection())
                on_failure.pop_all()
        except (SQLAlchemyError, OSError) as error:
            shown = make_url(url).render_as_string(hide_password=True) if "://" in url else url
            raise StoreError(f"The database {shown} cannot be opened: {error}") from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Gives a session in which nothing is written.

        Raises:
            UnavailableError: the database cannot be reached.
        """
        with _told_in_words(), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Gives a session that commits at the end, all or nothing.

        Raises:
            FullDiskError: there is no room on the database's disk.
            UnavailableError: the database cannot be reached or written: it is locked, for instance.
        """
        engine = self._engine.execution_options(writes=True)
        with _told_in_words(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Closes the idle connections; the next session opens new ones."""
        self._engine.dispose()


def _let_nobody_else_begin(session: Session) -> None:
    """Has processes that open a new database at once make its tables one after the other, until the commit."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TABLES_LOCK})


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        with full_disk_told():
            yield
    except (IntegrityError, DataError):  # which the caller knows how to tell
        raise
    except DatabaseError as error:
        said = str(error.orig).partition("\n")[0]  # PostgreSQL quotes the statement below it
        raise UnavailableError(f"The database cannot be used just now: {said}.") from error


def _open_engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=20)
    if not address.database or address.database == ":memory:":
        raise StoreError("An SQLite database in memory cannot be shared with the training process. Name a file.")
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, pool_size=10, max_overflow=20, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own guess at when to BEGIN would defeat _begin_sqlite
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")  # a broken byte is the reader's
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between, without waiting
    # for busy_timeout; taking the write lock from the start makes writers queue.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

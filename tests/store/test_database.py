import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from builder.network import Network
from builder.store import Store, StoreError
from builder.store.database import Database
from builder.store.migrations import MIGRATIONS, bring_up_to_date


def test_sqlite_is_set_up_for_many_writers(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with database.reading() as session:
        pragmas = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 15_000}
    database.close()


def test_folder_of_the_database_is_made_on_demand(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path / 'new' / 'home' / 'a.db'}", str(tmp_path / "files")).close()
    assert (tmp_path / "new" / "home" / "a.db").is_file()


def test_processes_that_open_a_new_database_at_once_all_succeed(database_address: str, tmp_path: Path) -> None:
    code = "import sys; from builder.store import Store; Store(sys.argv[1], sys.argv[2])"
    command = [sys.executable, "-c", code, database_address, str(tmp_path / "files")]
    openers = [subprocess.Popen(command) for _ in range(4)]
    assert [opener.wait(timeout=30) for opener in openers] == [0] * 4


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:////proc/none/a.db", "oracle+x://host/db"])
def test_database_that_cannot_be_opened_is_told_in_a_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Store(url, str(tmp_path))


def test_password_of_the_database_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store("nosuchdialect://user:secret@host/db", str(tmp_path))
    assert "secret" not in str(caught.value)


def add_colour(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE projects ADD COLUMN colour VARCHAR(20) DEFAULT 'grey'"))


def paint_blue(connection: Connection) -> None:
    connection.execute(text("UPDATE projects SET colour = 'blue'"))


def fail(connection: Connection) -> None:
    connection.execute(text("UPDATE projects SET name = 'half done'"))
    raise RuntimeError("this step fails")


def test_old_database_is_migrated_in_place_once(database_address: str) -> None:
    database = Database(database_address)
    with database.writing() as session:
        session.execute(text("INSERT INTO projects VALUES ('p', 'Old', 1, '{}', 1, 0, 0)"))
        assert bring_up_to_date(session.connection(), [*MIGRATIONS, add_colour]) == len(MIGRATIONS) + 1
    for _ in range(2):
        with database.writing() as session:
            steps = [*MIGRATIONS, add_colour, paint_blue]
            assert bring_up_to_date(session.connection(), steps) == len(MIGRATIONS) + 2
    with database.reading() as session:
        assert session.execute(text("SELECT name, colour FROM projects")).all() == [("Old", "blue")]
    database.close()


def test_migration_that_fails_leaves_the_database_as_it_was(database_address: str) -> None:
    database = Database(database_address)
    with database.writing() as session:
        session.execute(text("INSERT INTO projects VALUES ('p', 'Old', 1, '{}', 1, 0, 0)"))
    with pytest.raises(RuntimeError, match="this step fails"), database.writing() as session:
        bring_up_to_date(session.connection(), [*MIGRATIONS, add_colour, fail])
    with database.reading() as session:
        assert session.execute(text("SELECT name FROM projects")).all() == [("Old",)]
        assert "colour" not in session.execute(text("SELECT * FROM projects")).keys()  # noqa: SIM118
        assert session.scalar(text("SELECT version FROM schema_version")) == len(MIGRATIONS)
    database.close()


def test_runs_of_a_database_from_before_attempts_were_counted_are_first_attempts(
    database_address: str, tmp_path: Path, network: Network
) -> None:
    with closing(Store(database_address, str(tmp_path))) as store:
        run = store.create_run(store.create_project(network).id, network, "click")
        with store._database.writing() as session:  # as version 0 made it
            for column in ("attempts", "interruption", "resumed_after"):
                session.execute(text(f"ALTER TABLE runs DROP COLUMN {column}"))
            session.execute(text("UPDATE schema_version SET version = 0"))
    with closing(Store(database_address, str(tmp_path))) as store:
        assert store.load_run(run.id) == run
        assert store.queue_again(run.id, attempt=1, interruption="Killed.")
        assert store.load_run(run.id).attempts == 2


def test_database_of_a_newer_layerloom_is_refused(database_address: str) -> None:
    database = Database(database_address)
    with database.writing() as session:
        session.execute(text("UPDATE schema_version SET version = 99"))
    database.close()
    with pytest.raises(StoreError, match="newer Layerloom"):
        Database(database_address)


def test_database_that_fails_later_is_told_in_a_sentence(store: Store) -> None:
    with store._database.writing() as session:
        session.execute(text("DROP TABLE metrics"))
    said = "no such table: metrics" if store.url.startswith("sqlite") else 'relation "metrics" does not exist'
    with pytest.raises(StoreError, match=rf"^The database cannot be used just now: {said}\.$"):
        store.metrics_since("r_0123456789abcdef")

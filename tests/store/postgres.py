"""A PostgreSQL of the tests' own: found or brought, on a free port of this machine, gone with the tests."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.machine import free_port, install_packages

USER = "postgres"
START_SECONDS = 60.0


def bring_postgres() -> Path:
    """Returns the folder of PostgreSQL's programs, installing Debian's package if there is none.

    Raises:
        RuntimeError: there is none, and none could be installed.
    """
    if _find_programs() is None:
        install_packages("postgresql")
    if found := _find_programs():
        return found
    raise RuntimeError("No PostgreSQL could be found or installed. Install one and run the tests again.")


def _find_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))  # where Debian has them, on nobody's PATH
    if not found and (on_path := shutil.which("initdb")):
        found = [Path(on_path)]
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """Runs a server in a folder that goes away; gives the URL of its database."""
    programs, port = bring_postgres(), free_port()
    with tempfile.TemporaryDirectory(prefix="layerloom-postgres-") as folder:
        as_user: list[str] = []
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(folder, USER)
            as_user = ["runuser", "-u", USER, "--"]
        data, log = Path(folder) / "data", Path(folder) / "log"
        command = [*as_user, str(programs / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "--no-sync"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        options = ["-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", "", "-F"]
        with log.open("wb") as output:
            server = subprocess.Popen([*as_user, str(programs / "postgres"), *options], stderr=output, cwd=folder)
        try:
            url = f"postgresql://{USER}@127.0.0.1:{port}/postgres"
            _wait_until_up(url, server, log)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a server for all tests of this process, which begin with :func:`new_database` each."""
    if os.name == "nt":
        pytest.skip("PostgreSQL is tested where it can be brought along.")
    with postgres() as url:
        yield url


def new_database(server: str) -> str:
    """Returns the URL of a new, empty database on a server."""
    name = f"test_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server.rpartition('/')[0]}/{name}"


def _wait_until_up(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    engine = create_engine(url)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except OperationalError:
            time.sleep(0.1)
        else:
            engine.dispose()
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


if __name__ == "__main__":
    sys.stdout.write(f"PostgreSQL: {bring_postgres()}\n")

"""A file system of a few megabytes, mounted for a test, on which the disk really is full.

Mounting one takes root, or sudo without a password as continuous integration has it. Nothing less is the real thing: a
limit on the size of files (RLIMIT_FSIZE) is told by another error and kills by a signal, SQLite's ``max_page_count``
fills neither its log nor the shared memory beside it nor any file that is not SQLite's, and each holds one process.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

SIZE = 2 * 1024**2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "small", SIZE) as place:
        yield place


@contextmanager
def mounted(place: Path, size: int) -> Iterator[Path]:
    """Gives a folder that has room for so many bytes; skips the test where nothing can be mounted."""
    place.mkdir(exist_ok=True)
    options = f"size={size},mode=1777"
    sudo = next(
        (
            sudo
            for sudo in ([], ["sudo", "-n"])
            if _runs(*sudo, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place))
        ),
        None,
    )
    if sudo is None:
        pytest.skip("Mounting a file system is not permitted here.")
    try:
        yield place
    finally:
        subprocess.run([*sudo, "umount", "--lazy", str(place)], check=True)


@contextmanager
def full(disk: Path, database: Path | None = None, *, but: int = 0) -> Iterator[None]:
    """Leaves no room on the disk for a while, ``but`` so many bytes; none in the log of a database either."""
    if database is not None:
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    filler = fill(disk)
    os.truncate(filler, filler.stat().st_size - but)
    try:
        yield
    finally:
        filler.unlink()


def fill(disk: Path) -> Path:
    """Leaves no room on the disk, and returns the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return filler


def assert_sound(database: Path, *folders: Path) -> None:
    """Sees that a database is whole, and that nothing half-written lies in the folders."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [path for folder in folders for path in folder.rglob("*.part")] == []


def _runs(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False

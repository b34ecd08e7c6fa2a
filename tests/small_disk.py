"""A file system of two megabytes, mounted for a test, on which the disk really is full."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE = 2 * 1024**2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    try:
        allowed = subprocess.run(mounted, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("Mounting a file system is not permitted here.")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


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

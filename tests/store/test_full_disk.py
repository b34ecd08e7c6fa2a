"""What the store says and keeps where there is no room on the disk, on a disk that really is full."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builder.network import Network
from builder.store import ArtifactFolder, FullDiskError, Store, StoreError
from tests.small_disk import SIZE, fill, small_disk

__all__ = ["small_disk"]


def test_file_without_room_is_told_and_leaves_no_part(small_disk: Path, tmp_path: Path) -> None:
    folder = ArtifactFolder(str(small_disk / "run"))
    folder.write("model.keras", b"before")
    source = tmp_path / "large"
    source.write_bytes(b"x" * 2 * SIZE)
    told = 'The disk is full, so "model.keras" could not be kept. Make room and try again.'
    for keep in (lambda: folder.write("model.keras", b"x" * 2 * SIZE), lambda: folder.put("model.keras", source)):
        with pytest.raises(FullDiskError) as full:
            keep()
        assert str(full.value) == told
        assert [path.name for path in (small_disk / "run").iterdir()] == ["model.keras"]
        assert folder.read("model.keras") == b"before"


def test_full_disk_is_told_and_the_database_is_sound_when_there_is_room(small_disk: Path, network: Network) -> None:
    with closing(Store(f"sqlite:///{small_disk / 'layerloom.db'}", str(small_disk / "artifacts"))) as store:
        project = store.create_project(network)
        filler = fill(small_disk)
        revision, refused = project.revision, ""
        changed = network.model_copy(update={"name": "Digits again " * 10})
        for _ in range(200):  # what was reserved before the disk was full may still be written
            try:
                revision = store.save_project(project.id, changed, expected_revision=revision)
            except StoreError as error:
                refused = str(error)
                break
        assert refused == "The database cannot be used just now: database or disk is full."
        assert store.load_project(project.id).revision == revision
        filler.unlink()
        assert store.save_project(project.id, changed, expected_revision=revision) == revision + 1
    with closing(sqlite3.connect(small_disk / "layerloom.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

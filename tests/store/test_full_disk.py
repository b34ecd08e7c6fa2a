"""What the store says and keeps where there is no room on the disk, on a disk that really is full."""

from contextlib import closing
from pathlib import Path

import pytest

from builder.network import Network
from builder.store import ArtifactFolder, FullDiskError, Store
from tests.small_disk import SIZE, assert_sound, full, small_disk

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
    database = small_disk / "layerloom.db"
    told = "The disk is full, so nothing can be saved. Make room and try again."
    with closing(Store(f"sqlite:///{database}", str(small_disk / "artifacts"))) as store:
        project = store.create_project(network)
        changed = network.model_copy(update={"name": "Digits again"})
        with full(small_disk, database):
            for write in (
                lambda: store.create_project(network),
                lambda: store.save_project(project.id, changed, expected_revision=1),
                lambda: store.create_run(project.id, network, "click"),
            ):
                with pytest.raises(FullDiskError) as refused:
                    write()
                assert str(refused.value) == told
            assert store.load_project(project.id).revision == 1
            assert [kept.id for kept in store.recent_projects()] == [project.id]
        assert store.save_project(project.id, changed, expected_revision=1) == 2
        assert_sound(database, small_disk)


def test_a_database_can_be_opened_again_only_where_there_is_room(small_disk: Path, network: Network) -> None:
    database = small_disk / "layerloom.db"
    address = f"sqlite:///{database}", str(small_disk / "artifacts")
    with closing(Store(*address)) as store:
        project = store.create_project(network)
    with full(small_disk), pytest.raises(FullDiskError):
        Store(*address)
    with closing(Store(*address)) as store:
        assert store.load_project(project.id).network == network
    assert_sound(database)


def test_a_project_with_files_is_kept_whole_or_not_at_all(small_disk: Path, network: Network) -> None:
    database, artifacts = small_disk / "layerloom.db", small_disk / "artifacts"
    with closing(Store(f"sqlite:///{database}", str(artifacts))) as store:
        for files in ({"a": b"a", "b": b"x" * 2 * SIZE}, {"a": b"x" * 2 * SIZE}):
            with pytest.raises(FullDiskError):
                store.create_project(network, files)
        with full(small_disk, database), pytest.raises(FullDiskError):
            store.create_project(network, {"a": b""})
        assert (store.recent_projects(), list(artifacts.rglob("*"))) == ((), [])
        project = store.create_project(network, {"a": b"a", "b": b"b"})
        assert store.project_artifacts(project.id).names() == ("a", "b")


def test_files_that_belong_together_are_replaced_together(small_disk: Path) -> None:
    folder = ArtifactFolder(str(small_disk / "run"))
    folder.write_all({"index": b"old", "weights": b"old"})
    with pytest.raises(FullDiskError, match="weights"):
        folder.write_all({"index": b"new", "weights": b"x" * 2 * SIZE})
    assert (folder.read("index"), folder.read("weights")) == (b"old", b"old")
    folder.write_all({"index": b"new", "weights": b"new"})
    assert (folder.read("index"), folder.read("weights")) == (b"new", b"new")
    assert sorted(path.name for path in (small_disk / "run").iterdir()) == ["index", "weights"]

from pathlib import Path

import pytest

from builder.store import ArtifactFolder, Store, UnknownArtifactError, UnknownRunError

FOLDERS = ["local", "memory"]


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> ArtifactFolder:
    url = str(tmp_path / "run") if request.param == "local" else f"memory://{tmp_path.name}/run"
    return ArtifactFolder(url)


def test_written_file_is_read_back_and_replaced(folder: ArtifactFolder) -> None:
    assert folder.names() == () and not folder.exists("log.txt")
    folder.write("log.txt", b"first")
    folder.write("log.txt", b"second line")
    folder.write("history.json", b"{}")
    assert folder.read("log.txt") == b"second line"
    assert folder.size("log.txt") == 11
    assert folder.names() == ("history.json", "log.txt")


def test_local_file_is_put_in_whole(folder: ArtifactFolder, tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(b"\0\1\2")
    folder.put("model.keras", source)
    assert folder.read("model.keras") == b"\0\1\2"
    assert folder.names() == ("model.keras",)


def test_file_that_is_written_to_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = ArtifactFolder(str(tmp_path / "run"))
    with folder.writing("checkpoint.zip") as file:
        file.write(b"first")
        assert not folder.exists("checkpoint.zip")
    with pytest.raises(ZeroDivisionError), folder.writing("checkpoint.zip") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert folder.read("checkpoint.zip") == b"first"
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["checkpoint.zip"]


def test_file_that_is_written_to_is_read_back(folder: ArtifactFolder) -> None:
    with folder.writing("checkpoint.zip") as file:
        file.write(b"first ")
        file.write(b"second")
    assert folder.read("checkpoint.zip") == b"first second"


def test_single_file_is_removed_once_or_twice(folder: ArtifactFolder) -> None:
    folder.write("log.txt", b"x")
    folder.write("history.json", b"{}")
    folder.remove("log.txt")
    folder.remove("log.txt")
    assert folder.names() == ("history.json",)


def test_what_a_killed_process_left_half_written_is_removed(folder: ArtifactFolder) -> None:
    folder.remove_parts()
    folder.write("log.txt", b"x")
    if (path := folder.local_path("model.keras.part")) is not None:
        path.write_bytes(b"half")
    folder.remove_parts()
    assert folder.names() == ("log.txt",)


def test_deleted_folder_has_no_files(folder: ArtifactFolder) -> None:
    folder.write("log.txt", b"x")
    folder.delete()
    folder.delete()
    assert folder.names() == ()


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b", "", ".hidden", "nul\0"])
def test_name_that_is_a_path_is_refused(folder: ArtifactFolder, name: str) -> None:
    for ask in (folder.read, folder.exists, folder.local_path, folder.open, folder.size, folder.remove):
        with pytest.raises(UnknownArtifactError):
            ask(name)
    with pytest.raises(UnknownArtifactError):
        folder.write(name, b"x")


def test_missing_file_is_told_in_a_sentence(folder: ArtifactFolder) -> None:
    with pytest.raises(UnknownArtifactError, match=r'This training has no file "model\.keras"\.'):
        folder.read("model.keras")


def test_write_that_breaks_off_leaves_the_former_file(tmp_path: Path) -> None:
    folder = ArtifactFolder(str(tmp_path / "run"))
    folder.write("model.keras", b"former")
    with pytest.raises(FileNotFoundError):
        folder.put("model.keras", tmp_path / "missing")
    assert folder.read("model.keras") == b"former"


@pytest.mark.parametrize("run_id", ["../outside", "", "p_0123456789abcdef", "r_0123456789abcde/"])
def test_folder_is_given_only_for_ids_of_runs(store: Store, run_id: str) -> None:
    with pytest.raises(UnknownRunError):
        store.artifacts(run_id)

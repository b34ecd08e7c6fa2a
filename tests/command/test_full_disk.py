"""The command line on a disk that really is full."""

from pathlib import Path

import pytest

from tests.command.test_convert import convert
from tests.engine.drawing import chain, input_of
from tests.small_disk import full, small_disk

__all__ = ["small_disk"]

pytestmark = pytest.mark.keras


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "network.json"
    path.write_text(chain(input_of(64), ("hidden", "Dense", {"units": 1_000})).to_json())
    return path


def test_a_file_that_finds_no_room_leaves_the_one_before_as_it_was(small_disk: Path, source: Path) -> None:
    target = small_disk / "out.py"
    target.write_text("before")
    with full(small_disk):
        done = convert(source, target, "--force", "--no-verify")
        assert done.returncode == 2
        assert done.stderr == 'The disk is full, so "out.py" could not be kept. Make room and try again.\n'
        assert [path.name for path in small_disk.iterdir() if path.name != "filler"] == ["out.py"]
        assert target.read_text() == "before"
    assert convert(source, target, "--force", "--no-verify").returncode == 0
    assert "Dense(1000" in target.read_text()


def test_a_draft_that_finds_no_room_is_told_too(
    small_disk: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(small_disk))
    with full(small_disk, but=65_536):  # with none at all, Python would write its temporary files elsewhere
        done = convert(source, tmp_path / "out.keras", "--no-verify")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        'The disk is full, so "out.keras" could not be kept. Make room and try again.'
    )
    assert not (tmp_path / "out.keras").exists()

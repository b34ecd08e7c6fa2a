"""No command writes anything but the file it was asked for: folders are looked at before and after."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.training.objectives import learner_of

pytestmark = [pytest.mark.keras, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
KERAS_ITSELF = {"home", "home/.keras", "home/.keras/keras.json"}
"""What importing Keras leaves in a home that never saw it."""


def files_in(folder: Path) -> dict[str, bytes]:
    """Returns everything below the folder: files with what they hold, folders with nothing."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")
    }


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in the folder "here", with a home, a place for temporary files and a package of its own."""
    places = {name: folder / name for name in ("here", "home", "tmp")}
    for place in places.values():
        place.mkdir(exist_ok=True)
    environment = {**os.environ, "HOME": str(places["home"]), "TMPDIR": str(places["tmp"]), "PYTHONPATH": str(ROOT)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("KERAS_HOME", None)
    command = [sys.executable, "-m", "builder", *words]
    return subprocess.run(command, cwd=places["here"], env=environment, capture_output=True, text=True, check=False)


COMMANDS = [
    (("check", "network.json"), ""),
    (("convert", "network.json", "model.py", "--training"), "model.py"),
    (("convert", "network.json", "model.ipynb"), "model.ipynb"),
    (("convert", "network.json", "model.keras"), "model.keras"),
    (("convert", "network.json", "model.onnx"), "model.onnx"),
    (("train", "network.json"), ""),
    (("train", "network.json", "--output", "trained.keras"), "trained.keras"),
]


@pytest.mark.parametrize(("words", "asked"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_a_command_leaves_nothing_but_what_it_was_asked_for(words: tuple[str, ...], asked: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "network.json").write_text(learner_of("iris", "plain").to_json())
    (here / "model.keras" if asked != "model.keras" else here / "other.keras").write_bytes(b"somebody's own")
    before = files_in(tmp_path)
    done = run(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    after = files_in(tmp_path)
    assert {name: after[name] for name in before} == before
    new = after.keys() - before.keys() - KERAS_ITSELF - {"tmp"}
    assert new == ({f"here/{asked}"} if asked else set())

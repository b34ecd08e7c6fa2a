"""The command line with a source of which something is not understood: refused by name, read only where asked to."""

from pathlib import Path

import pytest

from builder.command import PROBLEMS, USAGE, main

SOURCE = """import keras
from keras import layers
class Twice(layers.Layer):
    def call(self, x):
        return 2 * x
x = keras.Input((3,))
model = keras.Model(x, layers.Dense(1)(Twice()(x)))
"""
SENTENCE = "Twice could not be understood, line 7: it is a layer of its own making, a subclass of keras.Layer (line 3)."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "own.py"
    path.write_text(SOURCE)
    return path


@pytest.mark.keras
@pytest.mark.parametrize("command", ["check", "train", "convert"])
def test_it_is_refused_by_class_line_and_reason(
    command: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "own.json"
    assert main([command, str(source), *([str(target)] if command == "convert" else [])]) == USAGE
    assert SENTENCE in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.keras
def test_check_tells_it_as_a_problem_where_asked_to(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--partial", str(source)]) == PROBLEMS
    assert capsys.readouterr().out.count(f"error: {SENTENCE}") == 1


@pytest.mark.keras
@pytest.mark.parametrize("ending", [".keras", ".py", ".onnx", ".tflite"])
def test_exports_refuse_it_with_the_same_sentence(
    ending: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"out{ending}"
    assert main(["convert", "--partial", str(source), str(target)]) == PROBLEMS
    assert SENTENCE in capsys.readouterr().err
    assert not target.exists()

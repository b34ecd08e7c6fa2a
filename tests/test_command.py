"""The command line, run as a shell runs it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from builder.network import Network
from tests.engine.drawing import chain, input_of

ROOT = Path(__file__).parent.parent


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def good(tmp_path):
    return written(tmp_path / "good.json", chain(input_of(4), ("hidden", "Dense", {"units": 2})))


@pytest.fixture
def bad(tmp_path):
    return written(tmp_path / "bad.json", chain(input_of(4, 4), ("conv", "Conv2D", {"filters": 2, "kernel_size": 3})))


def written(path: Path, network: Network) -> Path:
    path.write_text(network.to_json())
    return path


@pytest.mark.keras
def test_check_of_a_sound_network_prints_its_layers(good):
    done = run("check", good)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"{good}: ok, 2 layers, 10 parameters"
    assert done.stdout.splitlines()[2].split() == ["hidden", "Dense", "2", "10"]


@pytest.mark.keras
def test_check_tells_problems_and_the_worst_file_decides(good, bad, tmp_path):
    done = run("check", "--quiet", good, bad)
    assert done.returncode == 1
    assert 'error: Conv2D "conv" needs images' in done.stdout
    assert "\n    mend: Insert Reshape" in done.stdout
    missing = tmp_path / "missing.json"
    done = run("check", "--quiet", bad, missing, good)
    assert done.returncode == 2
    assert f"{missing}: No such file or directory." in done.stderr
    assert f"{good}: ok" in done.stdout


@pytest.mark.keras
def test_convert_to_keras_writes_a_file_that_keras_reads(good, tmp_path):
    target = tmp_path / "model.keras"
    assert run("convert", good, target).returncode == 0
    import keras

    assert keras.saving.load_model(target).count_params() == 10  # our own file, written just now


def test_convert_to_python_and_to_json(good, tmp_path):
    assert run("convert", "--no-verify", good, tmp_path / "model.py").returncode == 0
    assert ast.parse((tmp_path / "model.py").read_text())
    assert run("convert", "--no-verify", good, tmp_path / "again.json").returncode == 0
    assert Network.from_json((tmp_path / "again.json").read_text()) == Network.from_json(good.read_text())


def test_convert_overwrites_only_when_told(good, tmp_path):
    target = tmp_path / "model.py"
    target.write_text("mine")
    done = run("convert", good, target)
    assert (done.returncode, target.read_text()) == (2, "mine")
    assert "--force" in done.stderr
    assert run("convert", "--force", "--no-verify", good, target).returncode == 0


def test_convert_of_a_broken_network_tells_why(tmp_path):
    network = chain(input_of(4), ("hidden", "Dens", {}))
    done = run("convert", "--no-verify", written(tmp_path / "bad.json", network), tmp_path / "model.py")
    assert done.returncode == 1
    assert 'Did you mean "Dense"?' in done.stderr
    assert not (tmp_path / "model.py").exists()


@pytest.mark.parametrize("words", [(), ("bake",), ("check",), ("convert", "only-one.json")])
def test_wrong_usage_is_exit_code_two(words):
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m builder")


def test_unknown_ending_and_unreadable_file_are_exit_code_two(good, tmp_path):
    done = run("convert", good, tmp_path / "model.exe")
    assert done.returncode == 2
    assert done.stderr.startswith('"model.exe" must end in one of .py, .ipynb, .json, .keras, ')
    (tmp_path / "text.json").write_text("not json")
    done = run("convert", tmp_path / "text.json", tmp_path / "model.py")
    assert done.returncode == 2
    assert "not JSON" in done.stderr
    assert "Traceback" not in done.stderr

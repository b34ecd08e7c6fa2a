"""The train subcommand as a person runs it: in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builder.network import Edge, Network, Node

pytestmark = pytest.mark.keras

COMMAND = [sys.executable, "-m", "builder", "train"]


@pytest.fixture
def network_file(tmp_path: Path) -> Path:
    network = Network(
        nodes=(
            Node(id="in", class_name="Input", config={"shape": [64]}),
            Node(id="out", class_name="Dense", config={"units": 10, "activation": "softmax"}),
        ),
        edges=(Edge(id="e", source="in", target="out"),),
    )
    path = tmp_path / "network.json"
    path.write_text(network.to_json())
    return path


def train(*words: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_trained_model_is_written_where_it_was_asked_for(network_file: Path) -> None:
    import keras

    output = network_file.with_name("model.keras")
    done = train(network_file, "--data", "digits", "--epochs", 2, "--batch-size", 64, "--seed", 1, "--output", output)
    assert done.returncode == 0, done.stderr
    assert "epoch 2/2  loss " in done.stdout
    assert "Finished 2 epochs." in done.stdout
    assert keras.models.load_model(output).count_params() == 650


def test_network_without_data_fails_and_names_sets_that_fit(network_file: Path) -> None:
    done = train(network_file)
    assert done.returncode == 1
    assert "The network has no data to learn from yet. Choose some. These fit it: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--data", "digitz"], 'Did you mean "digits"?'),
        (["--epochs", "0"], "must be from 1 to 100,000"),
        (["--epochs", "many"], "invalid"),
        (["--output", "model.h5"], "must end in .keras"),
        (["--output", "/no/such/folder/model.keras"], "There is no folder /no/such/folder."),
    ],
)
def test_what_was_mistyped_is_told_before_keras_is_loaded(network_file: Path, words: list[str], sentence: str) -> None:
    done = train(network_file, *words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_file_that_is_no_network_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    assert train(tmp_path / "broken.json").returncode == 2
    assert train(tmp_path / "missing.json").returncode == 2


def test_former_output_is_kept_unless_forced(network_file: Path) -> None:
    output = network_file.with_name("model.keras")
    output.write_bytes(b"former")
    done = train(network_file, "--data", "digits", "--output", output)
    assert (done.returncode, output.read_bytes()) == (2, b"former")
    assert "--force" in done.stderr


def test_ctrl_c_keeps_what_was_learned(network_file: Path) -> None:
    output = network_file.with_name("model.keras")
    words = [str(network_file), "--data", "digits", "--epochs", "100000", "--output", str(output)]
    training = subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert training.stdout is not None
    assert "epoch 1/100000" in training.stdout.readline()
    os.kill(training.pid, signal.SIGINT)
    said, errors = training.communicate(timeout=60)
    assert training.returncode == 130, errors
    assert "Stopped in epoch " in said
    assert output.stat().st_size > 0

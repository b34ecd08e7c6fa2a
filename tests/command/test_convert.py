"""The convert subcommand as a shell runs it: between what can be read and what can be written."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from builder.network import Network
from tests.engine.drawing import chain, input_of

ROOT = Path(__file__).parents[2]

TWO_MODELS = """
import keras
small = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
large = keras.Sequential([keras.Input((4,)), keras.layers.Dense(9)])
print(open("/etc/passwd"))
"""


def convert(*words: object, name: str = "convert") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder", name, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    path = tmp_path / "network.json"
    path.write_text(chain(input_of(4, name="table"), ("hidden", "Dense", {"units": 2})).to_json())
    return path


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """A file that Keras wrote, all of its weights 0.25."""
    import keras

    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, name="hidden")])
    model.set_weights([np.full(array.shape, 0.25) for array in model.get_weights()])
    path = tmp_path / "trained.keras"
    model.save(path)
    return path


@pytest.mark.keras
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("model.keras", "Keras file, fresh weights, verified: outputs equal, largest difference 0"),
        ("model.onnx", "ONNX, fresh weights, verified: outputs equal, largest difference "),
        ("model.tflite", "LiteRT, fresh weights, verified: outputs equal, largest difference "),
        ("model.litert", "LiteRT, fresh weights, verified: outputs equal, largest difference "),
        ("model.zip", "SavedModel, fresh weights, verified: outputs equal, largest difference 0"),
        ("model", "SavedModel, fresh weights, verified: outputs equal, largest difference 0"),
        ("model.py", "Python, verified: model equal, largest difference 0"),
        ("again.json", "Document, verified: document and model equal, largest difference 0"),
        ("model.png", "PNG diagram"),
    ],
)
def test_every_format_is_written_and_compared(network, tmp_path, name, told):
    done = convert(network, tmp_path / name)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert done.stdout.startswith(f"{tmp_path / name}: {told}")
    assert (tmp_path / name).exists()


@pytest.mark.keras
def test_weights_are_carried_from_a_keras_file_to_onnx_and_back_to_keras(trained, tmp_path):
    import keras
    import onnx

    done = convert(trained, tmp_path / "model.onnx")
    assert "ONNX, the file's weights, verified" in done.stdout, done.stderr
    values = [onnx.numpy_helper.to_array(one) for one in onnx.load(tmp_path / "model.onnx").graph.initializer]
    assert any(array.shape == (4, 2) and (array == 0.25).all() for array in values)
    assert convert(trained, tmp_path / "again.keras", name="export").returncode == 0
    again = keras.saving.load_model(tmp_path / "again.keras")  # our own file, written just now
    assert all((array == 0.25).all() for array in again.get_weights())


def test_a_source_of_several_models_gives_the_one_that_is_named(tmp_path):
    source = tmp_path / "models.py"
    source.write_text(TWO_MODELS)
    last = convert(source, tmp_path / "last.json", "--no-verify")
    assert last.returncode == 0
    assert 'It defines small and large; "large" is taken.' in last.stderr
    assert convert(source, tmp_path / "named.json", "--no-verify", "--model", "small").returncode == 0
    units = [
        [node.config.get("units") for node in Network.from_json((tmp_path / name).read_text()).nodes][-1]
        for name in ("last.json", "named.json")
    ]
    assert units == [9, 2]
    unknown = convert(source, tmp_path / "other.json", "--model", "medium")
    assert (unknown.returncode, unknown.stderr) == (
        2,
        f'{source} defines no model "medium". It defines small and large.\n',
    )


def test_text_goes_through_every_light_format_and_comes_back(network, tmp_path):
    assert convert(network, tmp_path / "a.py", "--no-verify").returncode == 0
    assert convert(tmp_path / "a.py", tmp_path / "b.json", "--no-verify").returncode == 0
    back = Network.from_json((tmp_path / "b.json").read_text())
    assert [(node.class_name, node.config) for node in back.nodes] == [
        ("Input", {"shape": [4]}),
        ("Dense", {"units": 2}),
    ]
    assert convert(tmp_path / "a.py", tmp_path / "c.mermaid", "--no-shapes").returncode == 0
    assert (tmp_path / "c.mermaid").read_text().startswith("flowchart TD\n")
    assert convert(tmp_path / "a.py", tmp_path / "d.svg", "--no-shapes", "--transparent").returncode == 0
    assert (tmp_path / "d.svg").read_text().startswith("<svg ")


def test_what_cannot_leave_says_why_and_leaves_nothing(network, tmp_path):
    done = convert(network, tmp_path / "model.ipynb")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no data to learn from" in done.stderr
    assert not (tmp_path / "model.ipynb").exists()


def test_a_folder_of_other_things_is_never_replaced(network, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    done = convert(network, folder, "--force")
    assert done.returncode == 2
    assert "holds other things than a SavedModel" in done.stderr
    assert (folder / "letter.txt").read_text() == "dear"


@pytest.mark.parametrize("name", ["model.h5", "model.onnx", "model.pkl"])
def test_files_that_hold_programs_are_refused_by_name(tmp_path, name):
    (tmp_path / name).write_bytes(b"anything")
    done = convert(tmp_path / name, tmp_path / "model.json")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path / name}: ")
    assert "Traceback" not in done.stderr

"""A script or notebook, run in a fresh process, comes to the very figures and weights of the training here.

Every data set with every kind of objective; equal to the last bit on a CPU in TensorFlow's deterministic mode.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from builder import Network
from builder.conversion.notebook import to_notebook
from builder.conversion.to_python.to_python import to_python_with_lines
from tests.data import keras_cache
from tests.training.objectives import combinations, learner_of

pytestmark = [pytest.mark.keras, pytest.mark.slow]

Figures = dict[str, dict[str, object]]

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"

SAMPLED = {
    ("digits", "autoencoder"),
    ("digits_two_heads", "crossed_heads"),
    ("wine_two_tables", "keys"),
    ("iris", "shared_target"),
    ("moons", "class_weight"),
    ("token_order", "one_hot"),
    ("sine", "callbacks"),
    ("reuters", "plain"),
    ("digits_two_heads", "blocks"),
}
"""What is tried at every change; the rest is for the full run."""

PAIRS = [
    pytest.param(*pair, marks=[] if pair in SAMPLED else [pytest.mark.full], id="-".join(pair))
    for pair in combinations()
]


@pytest.fixture(scope="session")
def keras_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small sets in the formats of Keras's downloads."""
    home = tmp_path_factory.mktemp("keras")
    folder = home / "datasets"
    folder.mkdir()
    keras_cache.write_mnist(folder)
    keras_cache.write_fashion_mnist(folder)
    keras_cache.write_cifar10(folder, tests=20)
    keras_cache.write_cifar100(folder, times=8)
    keras_cache.write_imdb(folder, times=10)
    keras_cache.write_reuters(folder, times=4)
    keras_cache.write_california_housing(folder, rows=600)
    return home


@pytest.mark.parametrize("dataset, kind", PAIRS)
def test_script_comes_to_the_figures_of_the_training(dataset: str, kind: str, tmp_path: Path, keras_home: Path) -> None:
    compare(learner_of(dataset, kind), tmp_path, keras_home)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_script_of_a_document_that_went_wrong_comes_to_the_figures_of_the_training(
    name: str, tmp_path: Path, keras_home: Path
) -> None:
    compare(Network.from_json((CASES / name).read_bytes()), tmp_path, keras_home)


@pytest.mark.parametrize(
    "dataset, kind",
    [
        ("digits_two_heads", "crossed_heads"),
        *(
            pytest.param(*pair, marks=pytest.mark.full)
            for pair in combinations()
            if pair[1] in ("plain", "shared_target", "class_weight")
        ),
    ],
)
def test_notebook_comes_to_the_figures_of_the_training(
    dataset: str, kind: str, tmp_path: Path, keras_home: Path
) -> None:
    compare(learner_of(dataset, kind), tmp_path, keras_home, notebook=True)


def test_script_that_loads_kept_weights_as_its_comment_says_comes_to_the_figures_of_the_training(
    tmp_path: Path, keras_home: Path
) -> None:
    from builder.conversion.exports.writing import write_export
    from builder.conversion.to_keras import to_keras
    from builder.conversion.weights.layers import archive_of

    network = learner_of("iris", "plain")
    model = to_keras(network)
    model.set_weights([0.5 * value + 0.1 for value in model.get_weights()])
    archive = archive_of(model, network)
    (tmp_path / "network.npz").write_bytes(archive.to_bytes())
    (tmp_path / "elsewhere").mkdir()
    write_export(network, "keras", tmp_path / "elsewhere" / "network.keras", weights=archive)

    def follow(text: str) -> str:
        (line,) = (line for line in text.splitlines() if "model.load_weights(" in line)
        return text.replace(line, line[line.index("model.load_weights(") :])

    compare(network, tmp_path, keras_home, kept_layers=3, change=follow)


def compare(
    network: Network,
    folder: Path,
    keras_home: Path,
    *,
    notebook: bool = False,
    kept_layers: int = 0,
    change: Callable[[str], str] = str,
) -> None:
    """Trains the network here and by its script, which ``change`` may alter, and compares what they come to."""
    from builder import check

    document, place = folder / "network.json", folder / "elsewhere"
    document.write_text(network.to_json())
    place.mkdir(exist_ok=True)
    report = check(network)
    if notebook:
        source, text = place / "script.ipynb", to_notebook(network, report=report)
    else:
        made = to_python_with_lines(network, parts="training", report=report, kept_layers=kept_layers)
        source, text = place / "script.py", change(made.text)
    source.write_text(text)
    with ThreadPoolExecutor(2) as both:
        jobs = (("training", document, folder), ("script", source, place))
        product, own = both.map(lambda job: run(*job, keras_home), jobs)
    assert own[0]["results"] == product[0]["results"]
    assert own[0]["history"] == product[0]["history"]
    assert len(own[1]) == len(product[1])
    for ours, theirs in zip(product[1], own[1], strict=True):
        np.testing.assert_array_equal(ours, theirs)


def run(what: str, source: Path, folder: Path, keras_home: Path) -> tuple[Figures, list[np.ndarray]]:
    """Returns figures and weights of a training or a script, run in a process of its own in its folder."""
    out = folder / f"{what}-out"
    command = [sys.executable, "-m", "tests.training.figures", what, str(source), str(out)]
    environment = {**os.environ, "KERAS_HOME": str(keras_home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    with np.load(out.with_suffix(".npz")) as kept:
        weights = [kept[str(place)] for place in range(len(kept.files))]
    return json.loads(out.with_suffix(".json").read_text()), weights

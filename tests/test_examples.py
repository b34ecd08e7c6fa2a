"""The examples that ship: each is sound, learns its data, and is the same network in Keras and in code."""

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from builder import check, to_keras, to_python
from builder.data import TargetInfo, bind, load, prepare
from builder.network import Network
from builder.network.topology import input_ids, output_endpoints
from builder.panels.examples import examples
from builder.store import ArtifactFolder, MetricPoint, Progress
from builder.training.outcome import Outcome

pytestmark = pytest.mark.keras

NAMES = sorted(examples())
SAMPLES = 32

BUILD = """
import importlib.util, json, sys
from pathlib import Path
import keras
import numpy as np

found = {}
for source in sorted(Path(sys.argv[1]).glob("*.py")):
    spec = importlib.util.spec_from_file_location("exported", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = module.build_model()
    trained = keras.saving.load_model(source.with_suffix(".keras"), compile=False)
    with np.load(source.with_suffix(".npz")) as file:
        arrays = [file[name] for name in file.files]
    structure = [type(model).__name__, [type(layer).__name__ for layer in model.layers]]
    structure += [[list(weight.shape) for weight in model.weights], model.count_params()]
    model.set_weights(trained.get_weights())
    inputs = arrays if len(arrays) > 1 else arrays[0]
    pairs = zip(keras.tree.flatten(model(inputs)), keras.tree.flatten(trained(inputs)), strict=True)
    differences = [float(np.abs(np.asarray(ours) - np.asarray(theirs)).max()) for ours, theirs in pairs]
    found[source.stem] = {"structure": structure, "differences": differences}
print(json.dumps(found))
"""


class Recorder:
    """Hears the loss of every epoch."""

    def __init__(self) -> None:
        self.losses: list[float] = []

    def report(self, points: Sequence[MetricPoint], progress: Progress) -> None:
        self.losses += [p.value for p in points if (p.scope, p.split, p.name) == ("epoch", "train", "loss")]

    def wants_stop(self) -> bool:
        return False


@dataclass(frozen=True)
class Trained:
    """What a training of two epochs came to, and the model it kept."""

    outcome: Outcome
    losses: list[float]
    model: Path


def train(network: Network, folder: Path) -> tuple[Outcome, list[float]]:
    from builder.training.worker.training import train as train_here

    recorder = Recorder()
    outcome = train_here(network, listener=recorder, folder=ArtifactFolder(str(folder)))
    return outcome, recorder.losses


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trained]:
    """Trains every example for two epochs, by its own recipe otherwise."""
    found = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(name)
        recipe = examples()[name].recipe.model_copy(update={"epochs": 2})
        outcome, losses = train(examples()[name].model_copy(update={"recipe": recipe}), folder)
        found[name] = Trained(outcome, losses, folder / "model.keras")
    return found


@pytest.fixture(scope="module")
def exported(trained: dict[str, Trained], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Runs the source of every example in one Python process that knows nothing of Layerloom, with the weights of the
    trained model and real samples."""
    folder = tmp_path_factory.mktemp("exported")
    for name in NAMES:
        (folder / f"{name}.py").write_text(to_python(examples()[name]))
        (folder / f"{name}.keras").write_bytes(trained[name].model.read_bytes())
        np.savez(folder / f"{name}.npz", *samples_of(examples()[name]))
    command = [sys.executable, "-c", BUILD, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def samples_of(network: Network) -> list[Any]:
    """Returns real samples of the example's data, an array for each input of the model."""
    binding = network.recipe.data
    assert binding is not None
    split = prepare(load(binding.dataset, binding.options), seed=1)
    inputs = bind(network, split.info, binding).inputs
    return [split.train.inputs[inputs[node_id]][:SAMPLES] for node_id in input_ids(network)]


def test_there_are_ten_of_them() -> None:
    assert len(NAMES) == 10


@pytest.mark.parametrize("name", NAMES)
def test_example_survives_json(name: str) -> None:
    network = examples()[name]
    assert Network.from_json(network.to_json()) == network


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_the_example(name: str) -> None:
    assert check(examples()[name]).problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_loss_falls_from_the_first_epoch_to_the_second(name: str, trained: dict[str, Trained]) -> None:
    found = trained[name]
    assert (found.outcome.status, found.outcome.message) == ("finished", "Finished 2 epochs.")
    first, second = found.losses
    assert math.isfinite(second) and second < first
    assert all(math.isfinite(value) for value in found.outcome.results.values())


@pytest.mark.parametrize("name", NAMES)
def test_exported_source_is_the_same_model(name: str, exported: dict[str, Any]) -> None:
    model = to_keras(examples()[name])
    layers = [type(layer).__name__ for layer in model.layers]
    shapes = [list(weight.shape) for weight in model.weights]
    assert exported[name]["structure"] == [type(model).__name__, layers, shapes, model.count_params()]


@pytest.mark.parametrize("name", NAMES)
def test_exported_source_predicts_the_same_with_the_trained_weights(name: str, exported: dict[str, Any]) -> None:
    assert exported[name]["differences"] == [0.0] * len(output_endpoints(examples()[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_full_recipe_learns_what_guessing_cannot(name: str, tmp_path: Path) -> None:
    network = examples()[name]
    outcome, _ = train(network, tmp_path)
    assert outcome.status == "finished", outcome.message
    tested = {key.removeprefix("test/"): value for key, value in outcome.results.items() if key.startswith("test/")}
    for target, answers in answers_of(network):
        prefix = f"{target.name}_" if len(network.recipe.losses) > 1 else ""
        if target.kind == "number":
            guessing = float(np.abs(answers - np.median(answers)).mean())
            assert tested[f"{prefix}mean_absolute_error"] < 0.85 * guessing
        else:
            right = next(value for key, value in tested.items() if key.startswith(prefix) and key.endswith("_accuracy"))
            guessing = np.bincount(answers.reshape(-1)).max() / answers.size
            assert 1 - right < 0.5 * (1 - guessing)


def answers_of(network: Network) -> list[tuple[TargetInfo, Any]]:
    """Returns what each output learns, with all its answers."""
    binding = network.recipe.data
    assert binding is not None
    data = load(binding.dataset, binding.options)
    targets = bind(network, data.info, binding).targets
    found = []
    for endpoint in output_endpoints(network):
        target = data.info.target(targets[endpoint.node])
        assert target is not None
        found.append((target, data.samples.target(target.name)))
    return found

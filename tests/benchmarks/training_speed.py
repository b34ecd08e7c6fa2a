"""Epochs of a training with live plots, beside plain ``model.fit`` over the same arrays in batches of the same size."""

import tempfile
import time
from pathlib import Path
from typing import Any

from builder.data import load, prepare
from builder.network import Network, Recipe
from builder.panels.examples import examples
from builder.store import Store
from tests.benchmarks.rows import Row, median, seconds

MNIST_ROWS = 60_000
ROUNDS = 2


def measure() -> list[Row]:
    example = examples()["02_classic_digits"]
    narrow = examples()["01_two_dense_layers"]
    return [
        _compare("MLP 784 → 512 → 10, 60,000 rows, batches of 128", example, MNIST_ROWS, batch_size=128, epochs=4),
        _compare("MLP 784 → 32 → 32, 1,797 rows, batches of 16", narrow, 1_797, batch_size=16, epochs=10),
    ]


def _compare(what: str, network: Network, rows: int, *, batch_size: int, epochs: int) -> Row:
    """Returns the ratio of the epochs' medians; both sides take turns, and neither is charged with its first epoch."""
    recipe = network.recipe.model_copy(update={"batch_size": batch_size, "epochs": epochs})
    arrays = _digits(network, rows)
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(ROUNDS):
        plain += _fit(network, recipe, *arrays)
        ours += _train(network, recipe, *arrays)
    here, beside = median(ours), median(plain)
    verdict = "met" if here <= beside else "MISSED"
    return Row(
        f"epoch of an {what}", seconds(here), f"{seconds(beside)} fit", f"{beside / here:.2f}", "≥ 1.00", verdict
    )


def _fit(network: Network, recipe: Recipe, features: Any, answers: Any) -> list[float]:
    from builder.training.worker.model import build_compiled

    clock = _clock()
    model = build_compiled(network, recipe)
    model.fit(features, answers, batch_size=recipe.batch_size, epochs=recipe.epochs, verbose=0, callbacks=[clock])
    return clock.epochs


def _train(network: Network, recipe: Recipe, features: Any, answers: Any) -> list[float]:
    """Trains as the worker does, its reports going to a real store."""
    from builder.training.store_reporter import StoreReporter
    from builder.training.worker.batches import Batches
    from builder.training.worker.loop import TrainingLoop
    from builder.training.worker.model import build_compiled

    clock = _clock()
    batches = Batches(features, answers, batch_size=recipe.batch_size or 32, shuffle=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'layerloom.db'}", folder)
        run = store.create_run(store.create_project(network).id, network, "click")
        with StoreReporter(store, run.id) as reporter:
            model = build_compiled(network, recipe)
            TrainingLoop(model, recipe, train=batches, validation=None, listener=reporter).run([clock], lambda _: None)
        store.close()
    return clock.epochs


def _digits(network: Network, rows: int) -> tuple[Any, Any]:
    import numpy as np

    binding = network.recipe.data
    assert binding is not None
    part = prepare(load(binding.dataset, binding.options), validation_share=0, test_share=0).train
    (features,), (answers,) = part.inputs.values(), part.targets.values()
    wanted = np.arange(rows) % len(features)
    return features[wanted], answers[wanted]


def _clock() -> Any:
    import keras

    class Clock(keras.callbacks.Callback):
        """Takes the time of every epoch but the first, which compiles."""

        def __init__(self) -> None:
            super().__init__()
            self.epochs: list[float] = []
            self._begun = 0.0

        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            self._begun = time.perf_counter()

        def on_epoch_end(self, epoch: int, logs: object = None) -> None:
            if epoch > 0:
                self.epochs.append(time.perf_counter() - self._begun)

    return Clock()

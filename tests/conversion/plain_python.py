"""Runs a source of the corpus as plain Python does, offline: data sets are synthetic and nothing is trained.

Only Keras's data sets, its training methods and the plotting library are stood in for; the model is built by Keras.
"""

import json
import sys
import types
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf

CORPUS = Path(__file__).parent / "corpus"


def source_of(path: Path) -> str:
    """Returns the Python in the file; of a notebook its code cells without magics and shell lines."""
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    lines = ["".join(cell["source"]) for cell in cells if not "".join(cell["source"]).startswith("%%")]
    return "\n".join(line for line in "\n".join(lines).splitlines() if not line.lstrip().startswith(("%", "!")))


def run(path: Path) -> dict[str, Any]:
    """Returns the module's global names after it ran as the main program."""
    keras.backend.clear_session()
    module = types.ModuleType("__main__")
    module.__dict__["__file__"] = str(path)
    with offline():
        exec(compile(source_of(path), path.name, "exec"), module.__dict__)  # a file of this folder, written for it
    return vars(module)


@contextmanager
def offline() -> Iterator[None]:
    """Stands in for what would reach the network, open a window, or take minutes."""
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # old spellings warn, and are meant to
        for name, load in DATA_SETS.items():
            for namespace in (keras.datasets, keras._tf_keras.keras.datasets):
                stack.enter_context(mock.patch.object(getattr(namespace, name), "load_data", load))
        history = mock.Mock(history={"loss": [1.0, 0.5], "val_loss": [1.0, 0.7], "accuracy": [0.5, 0.8]}, epoch=[0, 1])
        for method, answer in (("fit", history), ("evaluate", [0.5, 0.8]), ("predict", np.zeros((4, 1)))):
            stack.enter_context(mock.patch.object(keras.Model, method, _stand_in(answer)))
        stack.enter_context(mock.patch.object(keras.Model, "summary", lambda *_, **__: None))
        stack.enter_context(mock.patch.object(sys, "argv", ["corpus"]))
        plots = mock.MagicMock(name="matplotlib")
        plots.pyplot.subplots.return_value = (mock.MagicMock(), mock.MagicMock())
        modules = {"matplotlib": plots, "matplotlib.pyplot": plots.pyplot, "google.colab": mock.MagicMock()}
        stack.enter_context(mock.patch.dict(sys.modules, modules))
        yield


def _stand_in(answer: Any) -> Any:
    """Returns a method that trains nothing; as Keras's own would, it builds a model that has waited for its data."""

    def method(model: keras.Model, x: Any = None, *_: object, **__: object) -> Any:
        if not model.built:
            first = next(iter(x)) if isinstance(x, tf.data.Dataset) else np.asarray(x)[:2]
            model(first[0] if isinstance(first, tuple) else first)
        return answer

    return method


def _images(*shape: int, classes: int = 10) -> Any:
    generator = np.random.default_rng(0)
    pair = (generator.integers(0, 256, (8, *shape), "uint8"), generator.integers(0, classes, 8))
    return lambda *_, **__: (pair, pair)


def _texts(*_: object, **__: object) -> Any:
    pair = (np.array([[1, 5, 9], [2, 4], [7], [3, 3, 3, 3]], dtype=object), np.array([0, 1, 1, 0]))
    return pair, pair


def _table(*_: object, **__: object) -> Any:
    generator = np.random.default_rng(0)
    pair = (generator.normal(size=(8, 13)), generator.normal(size=8))
    return pair, pair


DATA_SETS = {
    "mnist": _images(28, 28),
    "fashion_mnist": _images(28, 28),
    "cifar10": _images(32, 32, 3),
    "cifar100": _images(32, 32, 3, classes=100),
    "imdb": _texts,
    "reuters": _texts,
    "boston_housing": _table,
    "california_housing": _table,
}

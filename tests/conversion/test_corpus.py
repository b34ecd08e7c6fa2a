"""Sources that people could have written, read by us and run by Python: both give the same models."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from builder import Network, to_keras
from builder.conversion.read_model.read_model import import_file
from tests.conversion.compiled import recipe_differences
from tests.conversion.likeness import Likeness
from tests.conversion.plain_python import CORPUS, run

pytestmark = pytest.mark.keras

SOURCES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".py", ".ipynb"))

OLD = sorted((CORPUS / "old").iterdir())
"""Spellings that Keras 3 no longer runs; the corpus holds each in today's under the same name."""

EXPANDED = {
    "time_distributed_video.py",
    "activation_mish_kernel.py",
    "activation_squashed.py",
    "activation_swish_lambda.py",
}
"""Other forms of the same: a layer around a whole model comes in as a block, with that layer around each of the
model's; a function as activation comes in as the operations that it does."""


def imported(path: Path) -> dict[str, Network]:
    return import_file(path.name, path.read_bytes()).models


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_source_gives_the_models_that_python_builds(path: Path) -> None:
    expected = models_of(run(path))
    found = imported(path)
    assert [set(names) & found.keys() for names, _ in expected].count(set()) == 0, f"found only {list(found)}"
    for names, theirs in expected:
        name = next(name for name in names if name in found)
        ours = to_keras(found[name])
        if path.name in EXPANDED and name == "model":
            ours.set_weights(theirs.get_weights())
        else:
            likeness = Likeness(ours, theirs)
            assert likeness.differences == [], name
            likeness.carry_weights_over()
        assert ours.count_params() == theirs.count_params(), name
        assert recipe_differences(found[name], theirs) == [], name
        assert_same_outputs(ours, theirs)
    assert list(found)[-1] in expected[-1][0], "the last model comes last"


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_old_spelling_is_the_same_model_as_todays(path: Path) -> None:
    (old,) = imported(path).values()
    (today,) = imported(CORPUS / path.name).values()
    assert old.model_copy(update={"recipe": today.recipe}) == today
    assert old.recipe.losses == today.recipe.losses


def models_of(names: dict[str, Any]) -> list[tuple[list[str], keras.Model]]:
    """Returns each model once with its names, in the order of the names; of a module of functions what these build."""
    found = {name: value for name, value in names.items() if isinstance(value, keras.Model)}
    if not found:
        found = {"build_model": names["build_model"]()}
    models: dict[int, tuple[list[str], keras.Model]] = {}
    for name, model in found.items():
        models.setdefault(id(model), ([], model))[0].append(name)
    return list(models.values())


def assert_same_outputs(ours: keras.Model, theirs: keras.Model) -> None:
    generator = np.random.default_rng(0)
    arrays = [array_for(tensor, generator) for tensor in keras.tree.flatten(theirs.inputs)]
    arrays = [keras.ops.convert_to_tensor(array) for array in arrays]
    found, expected = (outputs(model, arrays) for model in (ours, theirs))
    for our, their in zip(found, expected, strict=True):
        np.testing.assert_array_equal(our, their)


def outputs(model: keras.Model, arrays: list[Any]) -> Iterator[Any]:
    """Yields the outputs for inputs in the order of ``model.inputs``."""
    structure = getattr(model, "_inputs_struct", None)
    given = keras.tree.pack_sequence_as(structure, arrays) if structure is not None else arrays[0]
    return map(keras.ops.convert_to_numpy, keras.tree.flatten(model(given, training=False)))


def array_for(tensor: keras.KerasTensor, generator: np.random.Generator) -> Any:
    shape = (2, *(length or 8 for length in tensor.shape[1:]))
    if tensor.dtype == "string":
        return np.full(shape, "normal")
    if "int" in tensor.dtype:
        return generator.integers(0, 3, shape).astype(tensor.dtype)
    return generator.normal(size=shape).astype(tensor.dtype)

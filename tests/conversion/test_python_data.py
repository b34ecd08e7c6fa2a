"""The data section of scripts: run as it is, it leaves the very arrays that a training here learns from."""

from typing import Any

import numpy as np
import pytest

from builder.conversion.to_python.training import training_source
from builder.data import data_sets, describe, load, prepare
from builder.network.record import Config
from tests.conversion.trainable import learner

pytestmark = pytest.mark.keras

OFFLINE = [name for name, info in data_sets().items() if info.offline]

SETTINGS: dict[str, list[Config]] = {
    "as": [{"as": "rows"}, {"as": "vectors"}],
    "scaling": [{"scaling": "none"}, {"scaling": "unit"}, {"scaling": "standard"}],
    "one_hot": [{"one_hot": True}],
    "samples": [{"samples": 87}],
    "seed": [{"seed": 12}],
    "noise": [{"noise": 0.31}],
    "arms": [{"arms": 5}],
    "window": [{"window": 9, "horizon": 4}],
    "length": [{"length": 7, "vocabulary": 9}],
}
"""What is tried of each option."""


def variants(name: str) -> list[Config]:
    return [{}, *(one for option in data_sets()[name].options for one in SETTINGS.get(option.name, []))]


CASES = [pytest.param(name, one, id=f"{name}-{one}") for name in OFFLINE for one in variants(name)]


def arrays_of(name: str, options: Config, share: float, seed: int) -> dict[str, dict[str, Any]]:
    """Returns the arrays of each part as the script leaves them, by feature and target."""
    network = learner(name, **options)
    recipe = network.recipe.model_copy(update={"validation_share": share, "seed": seed})
    source = training_source(network.model_copy(update={"recipe": recipe}), "build_model()")
    names: dict[str, Any] = {}
    code = "\n".join(["import keras", *source.imports, *(line for part in source.before for line in part.lines)])
    exec(compile(code, "script.py", "exec"), names)
    variables = {"next": "following", "reversed": "reversed_tokens"}
    info = describe(name, options)
    arrays = {one.name: names[variables.get(one.name, one.name)] for one in (*info.inputs, *info.targets)}
    rows = {part: names[part] for part in ("train", "test", *(["validation"] if share else []))}
    return {part: {one: array[rows[part]] for one, array in arrays.items()} for part in rows}


@pytest.mark.parametrize("name, options", CASES)
def test_script_prepares_the_arrays_of_a_training_bit_by_bit(name: str, options: Config) -> None:
    compare_with_training(name, options, share=0.2, seed=1)


@pytest.mark.parametrize("name", OFFLINE)
@pytest.mark.parametrize("share, seed", [(0.0, 0), (0.01, 5), (0.83, 2**32 - 1)])
def test_script_splits_as_a_training_does_whatever_the_share(name: str, share: float, seed: int) -> None:
    compare_with_training(name, {}, share=share, seed=seed)


def compare_with_training(name: str, options: Config, *, share: float, seed: int) -> None:
    found = arrays_of(name, options, share, seed)
    split = prepare(load(name, options), validation_share=share, seed=seed)
    for part, arrays in found.items():
        expected = getattr(split, part)
        assert set(arrays) == {*expected.inputs, *expected.targets}
        for one, wanted in {**expected.inputs, **expected.targets}.items():
            given = arrays[one]
            # Keras makes float32 of every array of fractions before anything is learned.
            given = given.astype(np.float32) if given.dtype.kind == "f" else given
            assert given.shape == wanted.shape, (part, one)
            assert np.array_equal(given, wanted), (part, one)

"""Types of numbers in every spelling are what Keras makes of the same spelling."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from builder.catalog.values import WHOLE_DTYPES
from builder.conversion.imported import import_source

pytestmark = pytest.mark.keras

HEADER = "import keras\nimport numpy as np\nimport tensorflow as tf\n"
SPELLINGS = [
    "'int'",
    "'int32'",
    "'uint8'",
    "int",
    "float",
    "bool",
    "str",
    "np.int32",
    "np.uint8",
    "np.float16",
    "np.dtype('int16')",
    "tf.uint8",
    "tf.int64",
    "tf.dtypes.float64",
    "tf.as_dtype('int8')",
    "tf.string",
    "None",
]
NO_POLICY = {"'int'", "int", "float", "bool", "str", "tf.as_dtype('int8')"}
"""What Keras takes for tensors and refuses as the policy of a layer."""


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_dtype_of_an_input_is_that_of_keras(spelling: str) -> None:
    value = eval(spelling, {"np": np, "tf": tf})
    for place in ("dtype={}", "None, {}"):  # by name, and in its place
        imported = import_source(
            f"{HEADER}x = keras.Input((3,), {place.format(spelling)})\n"
            "model = keras.Model(x, keras.layers.Flatten()(x))\n"
        )
        assert imported.notes == ()
        config = imported.models["model"].nodes[0].config
        assert config.get("dtype", "float32") == keras.Input((3,), dtype=value).dtype


@pytest.mark.parametrize("spelling", [one for one in SPELLINGS if one not in NO_POLICY])
def test_dtype_of_a_layer_is_that_of_keras(spelling: str) -> None:
    value = eval(spelling, {"np": np, "tf": tf})
    imported = import_source(
        f"{HEADER}model = keras.Sequential([keras.Input((3, 2)), keras.layers.Flatten(dtype={spelling})])\n"
    )
    assert imported.notes == ()
    name = (
        value.name if hasattr(value, "name") else value if value is None or isinstance(value, str) else value.__name__
    )
    expected = keras.layers.Flatten(dtype=name).compute_dtype
    assert imported.models["model"].nodes[1].config.get("dtype", "float32") == expected


@pytest.mark.parametrize(
    ("policy", "name"),
    [
        ("'mixed_float16'", "mixed_float16"),
        ("keras.mixed_precision.DTypePolicy('bfloat16')", "bfloat16"),
        ("keras.DTypePolicy('mixed_bfloat16')", "mixed_bfloat16"),
        ("keras.dtype_policies.DTypePolicy('float64')", "float64"),
    ],
)
def test_policy_of_a_layer_is_kept(policy: str, name: str) -> None:
    source = f"{HEADER}model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, dtype={policy})])\n"
    imported = import_source(source)
    assert imported.notes == ()
    assert imported.models["model"].nodes[1].config["dtype"] == name


def test_whole_numbers_as_policies_are_those_that_keras_takes() -> None:
    def is_taken(name: str) -> bool:
        try:
            keras.layers.Flatten(dtype=name)
        except ValueError:
            return False
        return True

    names = {"bool", "string", *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))}
    assert {name for name in names if is_taken(name)} == WHOLE_DTYPES

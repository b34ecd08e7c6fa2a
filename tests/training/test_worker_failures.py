"""What a training that failed says, from errors that Keras and TensorFlow really raise."""

from collections.abc import Callable
from typing import Any

import pytest

from builder.network import Recipe

pytestmark = pytest.mark.keras


def fit(inputs: Any, targets: Any, *, layer: Any = None, **compiled: Any) -> None:
    import keras

    model = keras.Sequential([keras.Input(inputs.shape[1:], dtype=inputs.dtype), layer or keras.layers.Dense(3)])
    model.compile(**{"loss": "mse", **compiled})
    model.fit(inputs, targets, verbose=0)


def label_out_of_range() -> None:
    import keras
    import numpy as np

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    fit(np.ones((20, 4), "float32"), np.full(20, 9), loss=loss)


def shapes_of_targets() -> None:
    import numpy as np

    fit(np.ones((20, 4), "float32"), np.full(20, 2))


def token_out_of_range() -> None:
    import keras
    import numpy as np

    fit(np.full((20, 3), 50), np.ones((20, 3, 2)), layer=keras.layers.Embedding(10, 2))


def text_for_numbers() -> None:
    import keras
    import numpy as np

    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    model.compile(loss="mse")
    model.fit(np.array([["a"] * 4] * 20), np.ones((20, 3)), verbose=0)


def shape_of_a_layer() -> None:
    import keras
    import numpy as np

    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    model.compile(loss="mse")
    model.fit(np.ones((20, 5)), np.ones((20, 3)), verbose=0)


def metric_of_another_rank() -> None:
    import keras
    import numpy as np

    fit(np.ones((20, 4, 2), "float32"), np.ones((20, 4, 3)), metrics=[keras.metrics.F1Score()])


def in_a_traced_function() -> None:
    import tensorflow as tf

    @tf.function
    def step(values: Any) -> Any:
        return tf.matmul(values, tf.ones((9, 2)))

    step(tf.ones((3, 4)))


def not_a_number() -> None:
    import tensorflow as tf

    tf.debugging.check_numerics(tf.constant([float("nan")]), "The gradient is bad")


@pytest.mark.parametrize(
    ("fail", "cause"),
    [
        (label_out_of_range, "Received a label value of 9 which is outside the valid range of [0, 3)."),
        (shapes_of_targets, "Incompatible shapes: [20] vs. [20,3]"),
        (token_out_of_range, "indices[0,0] = 50 is not in [0, 10)"),
        (text_for_numbers, "Invalid dtype: str"),
        (shape_of_a_layer, "expected axis -1 of input shape to have value 4, but received input with shape (None, 5)"),
        (metric_of_another_rank, "FBetaScore expects 2D inputs with shape (batch_size, output_dim)."),
        (in_a_traced_function, "Dimensions must be equal, but are 4 and 9"),
        (not_a_number, "The gradient is bad : Tensor had NaN values"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_line_that_names_the_cause_is_told(fail: Callable[[], None], cause: str) -> None:
    from builder.training.worker.failures import explain

    with pytest.raises(Exception) as caught:  # Keras and TensorFlow raise errors of any class
        fail()
    told = explain(caught.value, Recipe())
    assert cause in told
    assert told.startswith("Keras could not train this network: ")
    assert not any(
        noise in told for noise in ("Graph execution", "Exception encountered", "in user code", "{{node", "\n")
    )


def test_error_without_words_is_told_by_its_class() -> None:
    from builder.training.worker.failures import explain

    assert "ZeroDivisionError" in explain(ZeroDivisionError(), Recipe())


def test_several_root_errors_are_told_by_one() -> None:
    from builder.training.worker.failures import telling_line

    text = (
        "Graph execution error:\n\n2 root error(s) found.\n  (0) INVALID_ARGUMENT:  Incompatible shapes: [2] vs. [3]\n"
        "\t [[{{node a}}]]\n\t [[b/_12]]\n"
        "  (1) INVALID_ARGUMENT:  Incompatible shapes: [2] vs. [3]\n\t [[{{node a}}]]\n"
        "0 successful operations.\n0 derived errors ignored. [Op:__inference_1]"
    )
    assert telling_line(text) == "Incompatible shapes: [2] vs. [3]"

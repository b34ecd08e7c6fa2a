"""What preprocessing layers learn from values that a source writes down is what Keras makes of the same values."""

from typing import Any

import numpy as np
import pytest
from keras import layers

from builder.conversion.imported import import_source

pytestmark = pytest.mark.keras

TEXTS = ["the cat sat", "a dog ran, Ran!", "the dog  sat\tdown.", "", "Ärger ärgert ÄRGER", "b a b a c"]
CASES: list[tuple[str, Any]] = [
    ("layers.TextVectorization()", TEXTS),
    ("layers.TextVectorization(max_tokens=5)", TEXTS),
    ("layers.TextVectorization(max_tokens=5, output_mode='multi_hot')", TEXTS),
    ("layers.TextVectorization(ngrams=2)", TEXTS),
    ("layers.TextVectorization(ngrams=(2, 3))", TEXTS),
    ("layers.TextVectorization(standardize=None)", TEXTS),
    ("layers.TextVectorization(standardize='lower', split='character')", TEXTS),
    ("layers.TextVectorization(standardize='strip_punctuation', split=None)", TEXTS),
    ("layers.StringLookup()", [["b", "a"], ["a", "c"], ["d", "b"]]),
    ("layers.StringLookup(num_oov_indices=2, mask_token='c')", ["b", "a", "a", "c", "[UNK]"]),
    ("layers.StringLookup(max_tokens=3, output_mode='one_hot')", ["b", "a", "a", "c", "é", "z"]),
    ("layers.IntegerLookup()", [12, 7, 7, 40, -1, 3]),
    ("layers.IntegerLookup(mask_token=0, max_tokens=4)", [[12, 7], [7, 40], [0, 3]]),
]


def read(layer: str, data: Any) -> dict[str, Any]:
    """Returns the config of the layer in a source that adapts it."""
    text = "string" if "IntegerLookup" not in layer else "int64"
    source = (
        f"import keras\nfrom keras import layers\nlayer = {layer}\nlayer.adapt({data!r})\n"
        f"words = layer.get_vocabulary()\nassert layer.vocabulary_size() == len(words)\n"
        f"x = keras.Input((1,), dtype='{text}')\n"
        "model = keras.Model(x, layers.Lambda(lambda x: x)(layer(x)), name='n%d' % len(words))\n"
    )
    imported = import_source(source)
    assert imported.notes == ()
    node = next(node for node in imported.models["model"].nodes if node.class_name != "Input")
    return {**node.config, "size": int(imported.models["model"].name[1:])}


@pytest.mark.parametrize(("layer", "data"), CASES)
def test_vocabulary_is_that_of_keras(layer: str, data: Any) -> None:
    made = eval(layer, {"layers": layers})
    made.adapt(data)
    config = read(layer, data)
    assert config["vocabulary"] == [str(w) if "Int" not in layer else int(w) for w in made.get_vocabulary(False)]
    assert config["size"] == len(made.get_vocabulary())


@pytest.mark.parametrize(
    ("axis", "data"),
    [("-1", [[1.0, 2.0], [3.0, 8.0], [4.0, 5.0]]), ("None", [[1, 2], [3, 8]]), ("1", [[[1, 2]], [[3, 4]]])],
)
def test_mean_and_variance_are_those_of_keras(axis: str, data: Any) -> None:
    made = layers.Normalization(axis=eval(axis))
    made.adapt(np.array(data))
    source = (
        f"import keras\nimport numpy as np\nlayer = keras.layers.Normalization(axis={axis})\n"
        f"layer.adapt(np.array({data!r}))\nmodel = keras.Sequential([keras.Input({np.shape(data)[1:]}), layer])\n"
    )
    imported = import_source(source)
    assert imported.notes == ()
    config = imported.models["model"].nodes[1].config
    np.testing.assert_allclose(np.ravel(config["mean"]), np.ravel(made.adapt_mean), rtol=1e-6)
    np.testing.assert_allclose(np.ravel(config["variance"]), np.ravel(made.adapt_variance), rtol=1e-6)


@pytest.mark.parametrize(("bins", "count"), [(2, 7), (4, 9), (5, 30), (10, 4), (3, 99)])
def test_bounds_are_those_of_keras(bins: int, count: int) -> None:
    data = np.random.default_rng(bins).normal(size=count).round(3).tolist()
    made = layers.Discretization(num_bins=bins)
    made.adapt(np.array(data))
    source = (
        f"import keras\nlayer = keras.layers.Discretization(num_bins={bins})\nlayer.adapt({data!r})\n"
        "model = keras.Sequential([keras.Input((1,)), layer])\n"
    )
    imported = import_source(source)
    assert imported.notes == ()
    config = imported.models["model"].nodes[1].config
    np.testing.assert_allclose(config["bin_boundaries"], made.bin_boundaries, rtol=1e-6)
    assert "num_bins" not in config


def test_adapting_to_what_is_not_written_down_is_told() -> None:
    for layer, data in {
        "TextVectorization()": "texts",
        "TextVectorization(output_mode='tf_idf')": '["a b", "b"]',
        "Normalization()": "np.load('x.npy')",
        "CategoryEncoding(num_tokens=3)": "[1, 2]",
    }.items():
        imported = import_source(
            f"import keras\nimport numpy as np\nlayer = keras.layers.{layer}\nlayer.adapt({data})\n"
            "model = keras.Sequential([keras.Input((1,)), layer])\n"
        )
        assert [(note.line, "adapt()" in note.text) for note in imported.notes] == [(4, True)]


FITTED = """
import keras
from keras import layers
from sklearn.datasets import load_iris
x, y = load_iris(return_X_y=True)
measure = layers.Normalization()
measure.adapt({adapted})
model = keras.Sequential([keras.Input((4,)), measure, layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=2)
"""


def test_layer_that_is_adapted_to_what_the_model_learns_from_is_adapted_in_the_recipe() -> None:
    found = import_source(FITTED.format(adapted="x"))
    assert found.models["model"].recipe.adapted == ("normalization_1",)
    assert not any("adapt()" in note.text for note in found.notes)


def test_layer_that_is_adapted_to_other_rows_is_told() -> None:
    found = import_source(FITTED.format(adapted="x[:50]"))
    assert found.models["model"].recipe.adapted == ()
    assert any("adapt()" in note.text for note in found.notes)

"""TimeDistributed around whole models: blocks whose layers work on every step, equal in what they give."""

import json

import numpy as np
import pytest

from builder import from_keras, from_python, to_keras, to_python
from builder.conversion.errors import RefusedModelError
from builder.conversion.imported import import_source
from builder.conversion.read_model.read_model import import_file, read_keras_file
from builder.conversion.weights.weights import weights_of_file
from tests.conversion.from_python.reading import HEADER

pytestmark = pytest.mark.keras

STACK = """
frame = keras.Sequential([layers.Conv2D(4, 3), layers.BatchNormalization(), layers.Flatten(), layers.Dense(2)])
clip = keras.Input((5, 8, 8, 1))
model = keras.Model(clip, layers.LSTM(3)(layers.TimeDistributed(frame)(clip)))
"""
BRANCHES = """
image = keras.Input((8, 8, 1), name="image")
left = layers.Conv2D(4, 3, padding="same", name="left")(image)
sum = layers.add([left, layers.Conv2D(4, 1)(image)])
both = layers.Concatenate(axis=1)([sum, layers.Activation("relu")(left * 2.0 + sum)])
tower = keras.Model(image, layers.Flatten()(both), name="tower")
clip = keras.Input((5, 8, 8, 1))
model = keras.Model(clip, layers.GRU(3)(layers.TimeDistributed(tower)(clip)))
"""
MODELS_IN_A_MODEL = """
inner = keras.Sequential([keras.Input((6,)), layers.Dense(4, activation="relu"), layers.Dense(4)], name="inner")
x = keras.Input((6,))
word = keras.Model(x, layers.maximum([inner(x), inner(-x)]), name="word")
text = keras.Input((2, 3, 6))
words = layers.TimeDistributed(layers.TimeDistributed(word))(text)
sentences = layers.TimeDistributed(layers.LSTM(3))(words)
model = keras.Model(text, layers.LSTM(2)(sentences))
"""
CALLED_TWICE = """
step = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="step")], name="steps")
every = layers.TimeDistributed(step)
a, b = keras.Input((5, 4)), keras.Input((7, 4))
model = keras.Model([a, b], layers.concatenate([every(a), every(b)], axis=1))
"""
IN_A_STACK = """
frame = keras.Sequential([keras.Input((4, 3)), layers.Flatten(), layers.Dense(2)])
model = keras.Sequential([keras.Input((5, 4, 3)), layers.TimeDistributed(frame), layers.GRU(2)])
"""
SOURCES = pytest.mark.parametrize("source", [STACK, BRANCHES, MODELS_IN_A_MODEL, CALLED_TWICE, IN_A_STACK])


def run(source):
    names = {}
    exec(HEADER + source, names)
    model = names["model"]
    model.set_weights([np.arange(w.size).reshape(w.shape) % 7 * 0.1 + n for n, w in enumerate(model.get_weights())])
    return model


def assert_same_outputs(one, other):
    rng = np.random.default_rng(0)
    arrays = [rng.random((3, *tensor.shape[1:]), dtype=np.float32) for tensor in one.inputs]
    np.testing.assert_array_equal(*(model(arrays if len(arrays) > 1 else arrays[0]) for model in (one, other)))


@SOURCES
def test_it_gives_the_same_numbers_from_keras_and_from_source(source):
    model = run(source)
    network = from_keras(model)
    assert from_python(HEADER + source) == network
    rebuilt = to_keras(network)
    rebuilt.set_weights(model.get_weights())
    assert rebuilt.count_params() == model.count_params()
    assert_same_outputs(model, rebuilt)
    assert from_python(to_python(network)) == network


@SOURCES
def test_a_file_keeps_its_weights(source, tmp_path):
    from builder.conversion.weights.layers import load_fitting

    model = run(source)
    model.save(tmp_path / "model.keras")
    content = (tmp_path / "model.keras").read_bytes()
    reading = read_keras_file(content)
    rebuilt = to_keras(reading.network)
    kept = load_fitting(rebuilt, reading.network, weights_of_file(content, reading))
    assert kept
    assert all(answer.kept for answer in kept)
    assert_same_outputs(model, rebuilt)


def test_the_model_is_a_block_and_it_is_told():
    imported = import_source(HEADER + STACK)
    network = imported.models["model"]
    assert [node.class_name for node in network.nodes] == ["Input", "Block", "LSTM"]
    (block,) = network.blocks.values()
    inner = [node.config["layer"]["class_name"] for node in block.nodes[1:]]
    assert inner == ["Conv2D", "BatchNormalization", "Flatten", "Dense"]
    assert [(note.line, "every layer works on every step" in note.text) for note in imported.notes] == [(6, True)]
    (note,) = import_file("model.json", run(STACK).to_json().encode()).notes
    assert "every layer works on every step" in note.text


def test_where_no_layer_works_on_every_step_it_is_refused():
    source = HEADER + (
        "x = keras.Input((6, 4))\n"
        "inner = keras.Model(x, layers.MultiHeadAttention(2, 2)(x, x))\n"
        "y = keras.Input((5, 6, 4))\n"
        "model = keras.Model(y, layers.TimeDistributed(inner)(y))\n"
    )
    names = {}
    exec(source, names)
    with pytest.raises(RefusedModelError, match="MultiHeadAttention in a model that is in a TimeDistributed"):
        from_keras(names["model"])
    imported = import_source(source)
    assert [node.class_name for node in imported.models["model"].nodes] == ["Input", "source.TimeDistributed"]
    assert any("with a MultiHeadAttention" in note.text for note in imported.notes)


@pytest.mark.parametrize(
    "second", ["layers.TimeDistributed(part)(y)", "part(x)", "layers.TimeDistributed(part.layers[-1])(y)"]
)
def test_what_two_layers_hold_is_refused_rather_than_split(second):
    names = {}
    source = f"""
part = keras.Sequential([keras.Input((4,)), layers.Dense(3)], name="part")
x, y = keras.Input((4,)), keras.Input((5, 4))
model = keras.Model([x, y], [layers.TimeDistributed(part)(y), {second}])
"""
    exec(HEADER + source, names)
    with pytest.raises(RefusedModelError, match=r'"(part|dense.*)" is part of .* and of .* at once'):
        from_keras(names["model"])


def test_a_wrong_config_is_refused_in_words():
    config = json.loads(run(STACK).to_json())
    layer = next(one for one in config["config"]["layers"] if one["class_name"] == "TimeDistributed")
    layer["config"]["layer"]["config"]["layers"] = []
    with pytest.raises(RefusedModelError, match="has no list of layers"):
        import_file("model.json", json.dumps(config).encode())

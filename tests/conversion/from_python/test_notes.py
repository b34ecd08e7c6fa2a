"""What cannot be understood is told with line and reason, and the rest is imported."""

import pytest

from builder import NoModelError, Note, NotUnderstoodError, check, from_python, to_python
from builder.conversion.imported import import_source
from tests.conversion.from_python.reading import HEADER, network, notes


def test_unknown_values_are_told_where_they_reach_a_layer() -> None:
    source = """
import pandas as pd
frame = pd.read_csv("data.csv")
for column in frame.columns:
    print(column)
model = keras.Sequential()
model.add(keras.Input((len(frame.columns),)))
model.add(layers.Dense(frame.shape[1]))
model.add(layers.Dense(1))
"""
    reason = 'it comes from "pandas.read_csv", which is not run (line 4)'
    assert notes(source) == [
        (6, f"A size in the shape of this Input is left out: {reason}."),
        (7, f'Dense could not be understood: its argument "units" is not known: {reason}.'),
    ]


def test_mistakes_of_the_source_are_marked_as_such() -> None:
    source = """import keras
x = keras.Input((8, 8, 3))
y = keras.layers.Conv2D(4, 3, padding="smae", activaton="relu")(x)
y = keras.layers.Dens(4)(y)
model = keras.Model(x, keras.layers.Dense(classes)(y))
"""
    assert import_source(source).notes == (
        Note(3, 'Conv2D: padding is "smae", but must be one of "valid", "same". Did you mean "same"?', True),
        Note(3, 'Conv2D could not be understood: it has no argument "activaton". Did you mean "activation"?', True),
        Note(4, 'Dens could not be understood: Keras knows no layer "Dens" (Did you mean "Dense"?).', True),
        Note(
            5,
            'Dense could not be understood: its argument "units" is not known: '
            'nothing named "classes" is defined in the source.',
            True,
        ),
    )
    with pytest.raises(
        NotUnderstoodError, match=r"Conv2D could not be understood, line 3: .* Dens could not be understood, line 4: "
    ):
        from_python(source)


def test_layers_of_ones_own_making_are_named_and_stand_in_their_place() -> None:
    source = """
class Twice(layers.Layer):
    def call(self, x):
        return 2 * x
x = keras.Input((3,))
model = keras.Model(x, layers.Dense(1)(Twice()(x)))
"""
    found = notes(source)
    assert [line for line, _ in found] == [1, 5]
    assert '"Twice" is a layer of its own making' in found[0][1]
    assert found[1][1] == (
        "Twice could not be understood: it is a layer of its own making, a subclass of keras.Layer (line 3)."
    )
    network = from_python("import keras\nfrom keras import layers\n" + source, partial=True)
    assert [node.class_name for node in network.nodes] == ["Input", "source.Twice", "Dense"]
    assert check(network).problems[0].message == (
        "Twice could not be understood, line 8: it is a layer of its own making, a subclass of keras.Layer (line 4)."
    )


def test_a_training_of_ones_own_is_left_out_and_told() -> None:
    source = """
class OwnStep(keras.Model):
    def train_step(self, data):
        return {}
x = keras.Input((3,))
model = OwnStep(x, layers.Dense(1)(x))
"""
    assert notes(source) == [
        (1, 'The models of "OwnStep" are imported without their own train_step: training follows loss and optimizer.')
    ]


@pytest.mark.parametrize(
    "body",
    [
        "def call(self, x):\n        return x",
        "def __init__(self, inner):\n        super().__init__()\n        self.inner = inner",
        "def __init__(self, inner):\n        super().__init__(name='mine')",
    ],
)
def test_models_of_ones_own_making_are_named(body: str) -> None:
    source = f"""
class Mine(keras.Model):
    {body}
x = keras.Input((3,))
model = Mine(x)
other = keras.Model(x, layers.Dense(1)(x))
"""
    line, text = notes(source)[0]
    assert line == 1
    assert '"Mine" is a model of its own making' in text


@pytest.mark.parametrize("other", ["layers.Flatten()(inner(layers.Flatten()(x)))", "layers.TimeDistributed(inner)(x)"])
def test_a_layer_that_another_holds_and_that_is_used_elsewhere_is_told(other: str) -> None:
    source = f"""
x = keras.Input((3, 4))
inner = layers.Dense(4)
first = layers.TimeDistributed(inner)(x)
model = keras.Model(x, [first, {other}])
"""
    ((line, told),) = notes(source)
    assert line == 4
    assert "This Dense of line 4 is held by another layer and used elsewhere too" in told


def test_a_layer_that_one_holds_alone_is_not() -> None:
    source = """
x = keras.Input((3, 4))
every = layers.TimeDistributed(layers.Dense(4))
model = keras.Model(x, layers.Bidirectional(layers.LSTM(2))(every(every(x))))
"""
    assert notes(source) == []


def test_lambdas_that_cannot_be_followed_are_refused_by_name() -> None:
    source = """
x = keras.Input((3,))
model = keras.Model(x, layers.Lambda(lambda t: t.numpy())(x))
"""
    assert notes(source) == [
        (
            2,
            "Lambda could not be understood: the function of a Lambda is never run, and this one cannot be followed: "
            'it comes from the attribute "numpy" of a tensor.',
        )
    ]


def test_unknown_conditions_count_only_where_layers_depend_on_them() -> None:
    source = """
import sys
if sys.argv:
    print("never mind")
x = start = keras.Input((3,))
if sys.flags:
    x = layers.Dropout(0.5)(x)
else:
    x = layers.Dense(3)(x)
for _ in range(sys.maxsize_of_nothing):
    x = layers.Dense(2)(x)
model = keras.Model(start, x)
"""
    assert [(line, text.split(".")[0]) for line, text in notes(source)] == [
        (5, 'condition could not be understood: whether this condition holds is not known: it comes from "sys'),
        (9, 'How often this loop goes round is not known: it comes from "sys'),
        (9, 'loop could not be understood: how often this loop goes round is not known: it comes from "sys'),
    ]
    network = from_python("import keras\nfrom keras import layers\n" + source, partial=True)
    assert [node.class_name for node in network.nodes] == [
        "Input",
        "Dropout",
        "source.condition",
        "Dense",
        "source.loop",
    ]


def test_training_loops_and_plots_are_stepped_over_and_data_told() -> None:
    source = """
import tensorflow as tf
import matplotlib.pyplot as plt
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
optimizer = keras.optimizers.Adam()
@tf.function
def step(x, y):
    with tf.GradientTape() as tape:
        loss = keras.losses.mean_squared_error(y, model(x))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    return loss
for x, y in data.batch(32):
    print(float(step(x, y)))
history = model.fit(data, epochs=3)
plt.plot(history.history["loss"])
model.save("model.keras")
"""
    reason = 'nothing named "data" is defined in the source'
    assert notes(source) == [(13, f"What the model learns from is left out: {reason}. Choose a data set.")]


def test_statement_that_raises_leaves_the_rest_to_be_read() -> None:
    source = """
def build(kind):
    if kind != "a":
        raise ValueError(f"no {kind}")
    return keras.Sequential([keras.Input((2,)), layers.Dense(1)])
wrong = build("b")
right = build("a")
"""
    assert notes(source) == [(3, "The source raises an exception here: no b. What follows from it is left out.")]


def test_broken_syntax_is_told_with_its_line() -> None:
    assert import_source("import keras\nx = (").notes == (Note(2, "This is no Python: '(' was never closed.", True),)


def test_source_without_a_model_is_refused_in_words() -> None:
    try:
        from_python("import keras\nmodel = keras.models.load_model('m.keras')\ny = keras.layers.Dense(2)(model)")
    except NoModelError as error:
        assert str(error).startswith("No model was found in this source. Line 3: This call of Dense is left out: ")
    else:
        raise AssertionError


@pytest.mark.parametrize(
    "layers",
    [
        "keras.Input((5, 3), batch_size=8), layers.LSTM(4)",
        "keras.Input(batch_shape=(8, 5, 3)), layers.LSTM(4)",
        "layers.InputLayer(batch_input_shape=(8, 5, 3)), layers.LSTM(4)",
        "layers.LSTM(4, batch_input_shape=(8, 5, 3))",
        "layers.LSTM(4, batch_size=8, input_shape=(5, 3))",
    ],
)
def test_fixed_batch_size_is_told_in_every_spelling(layers: str) -> None:
    assert notes(f"model = keras.Sequential([{layers}])") == [
        (1, "The fixed batch size is left out: networks take batches of any size.")
    ]
    assert notes(f"model = keras.Sequential([{layers}])".replace("8", "None")) == []


def test_names_that_keras_never_gives_are_kept() -> None:
    source = """
x = keras.Input((4,))
y = layers.Dense(4, name="dense_007")(x)
z = layers.Add(name="add_0")([x, y])
model = keras.Model(x, layers.Dense(1)(z), name="model_0")
"""
    found = network(source)
    assert [node.label for node in found.nodes] == ["", "dense_007", "add_0", ""]
    assert found.name == "model_0"
    assert [node.label for node in from_python(to_python(found)).nodes] == ["", "dense_007", "add_0", ""]


def test_names_that_keras_gives_by_itself_are_told_where_a_layer_gets_another() -> None:
    source = """
def inner():
    return keras.Sequential([keras.Input((4,)), layers.Dense(4, name="dense_9")], name="inner")
x = keras.Input((4,), name="input_1")
y = inner()(layers.Dense(4, name="dense_1")(x))
model = keras.Model(x, layers.Dense(1, name="dense_3")(y))
"""
    numbered = "so they do not count as chosen: such layers are numbered here in their order."
    assert notes(source) == [(5, f'"dense_3", "dense_9" are names such as Keras gives by itself, {numbered}')]
    assert [node.id for node in from_python(f"{HEADER}{source}").nodes] == ["input_1", "dense_1", "block_1", "dense_2"]

"""What a source says of training becomes the recipe."""

from builder.conversion.imported import import_source
from builder.network import DataBinding, ObjectSpec, Recipe
from tests.conversion.from_python.reading import HEADER, network

MODEL = """
x = keras.Input((4,))
y = layers.Dense(3, activation="softmax", name="kind")(x)
z = layers.Dense(1, name="size")(x)
"""


def test_compile_and_fit_of_one_output() -> None:
    source = """
from sklearn.datasets import load_iris
keras.utils.set_random_seed(7)
EPOCHS = 2 * 3
model = keras.Model(x, y)
rate = keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)
sgd = keras.optimizers.SGD(rate, momentum=0.9)
model.compile(optimizer=sgd, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(patience=3)
x_train, y_train = load_iris(return_X_y=True)
model.fit(x_train, y_train, epochs=EPOCHS, batch_size=32, validation_split=0.1, callbacks=[stop], verbose=2)
"""
    schedule = {
        "class_name": "ExponentialDecay",
        "config": {"initial_learning_rate": 0.1, "decay_steps": 100, "decay_rate": 0.9},
    }
    data = DataBinding(
        dataset="iris", options={"scaling": "none"}, inputs={"input_1": "measurements"}, targets={"kind": "species"}
    )
    imported = import_source(HEADER + MODEL + source)
    assert [note.line for note in imported.notes] == [HEADER.count("\n") + 15]  # its test part is another
    assert imported.models["model"].recipe == Recipe(
        data=data,
        losses={"kind": ObjectSpec(class_name="SparseCategoricalCrossentropy")},
        metrics={"kind": (ObjectSpec(class_name="SparseCategoricalAccuracy"),)},
        optimizer=ObjectSpec(class_name="SGD", config={"learning_rate": schedule, "momentum": 0.9}),
        callbacks=(ObjectSpec(class_name="EarlyStopping", config={"patience": 3}),),
        epochs=6,
        batch_size=32,
        validation_share=0.1,
        seed=7,
    )


def test_losses_and_metrics_of_several_outputs() -> None:
    expected = {
        "kind": ObjectSpec(class_name="CategoricalCrossentropy", config={"label_smoothing": 0.1}),
        "size": ObjectSpec(class_name="MeanSquaredError"),
    }
    by_name = """
model = keras.Model(x, [y, z])
model.compile(
    "adam",
    loss={"size": "mse", "kind": keras.losses.CategoricalCrossentropy(label_smoothing=0.1)},
    loss_weights={"kind": 2.0, "size": 0.5},
    metrics={"kind": ["accuracy", keras.metrics.AUC()], "size": "mae"},
)
"""
    in_order = """
model = keras.Model(x, [y, z])
model.compile("adam", [keras.losses.CategoricalCrossentropy(label_smoothing=0.1), keras.losses.MeanSquaredError()])
"""
    recipe = network(MODEL + by_name).recipe
    assert recipe.losses == expected
    assert recipe.loss_weights == {"kind": 4.0}  # the mean of two losses, for the sum that Keras makes
    assert [spec.class_name for spec in recipe.metrics["kind"]] == ["CategoricalAccuracy", "AUC"]
    assert [spec.class_name for spec in recipe.metrics["size"]] == ["MeanAbsoluteError"]
    assert network(MODEL + in_order).recipe.losses == expected


def test_old_spellings_of_training() -> None:
    source = """
import tensorflow as tf
model = keras.Model(x, z)
model.compile(loss=tf.keras.losses.mean_squared_error, optimizer=tf.keras.optimizers.RMSprop(lr=0.01), metrics=["mae"])
model.fit(data, nb_epoch=4)
"""
    recipe = import_source(HEADER + MODEL + source).models["model"].recipe
    assert recipe.losses == {"size": ObjectSpec(class_name="MeanSquaredError")}
    assert recipe.optimizer == ObjectSpec(class_name="RMSprop", config={"learning_rate": 0.01})
    assert recipe.epochs == 4

"""What a source says of training becomes the recipe."""

import pytest

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
        metrics={"kind": (ObjectSpec(class_name="SparseCategoricalAccuracy", config={"name": "accuracy"}),)},
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


FLOWERS = """
from sklearn.datasets import load_iris
x, y = load_iris(return_X_y=True)
model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
"""


def told(source: str) -> tuple[Recipe, list[str]]:
    """Returns the recipe and the notes, that on the split of the flowers aside."""
    imported = import_source(HEADER + FLOWERS + source)
    return imported.models["model"].recipe, [
        note.text for note in imported.notes if not note.text.startswith("The recipe splits")
    ]


@pytest.mark.parametrize(
    ("given", "weights"),
    [
        ("{0: 1, 2: 0.5}", {0: 1.0, 2: 0.5}),
        ("{c: 150 / (3 * n) for c, n in enumerate([50, 25, 75])}", {0: 1.0, 1: 2.0, 2: 150 / 225}),
        ("dict(enumerate([3, 1]))", {0: 3.0, 1: 1.0}),
        ("None", {}),
    ],
)
def test_class_weights_are_read(given: str, weights: dict[int, float]) -> None:
    recipe, notes = told(f"model.fit(x, y, class_weight={given})\n")
    assert (recipe.class_weight, notes) == (weights, [])


def test_class_weights_that_only_a_run_could_give_are_told() -> None:
    source = """
from sklearn.utils import class_weight
w = class_weight.compute_class_weight("balanced", classes=np.unique(y), y=y)
model.fit(x, y, class_weight=dict(enumerate(w)))
"""
    recipe, notes = told("import numpy as np\n" + source)
    assert recipe.class_weight == {}
    assert len(notes) == 1
    assert notes[0].startswith("class_weight of fit is left out: it comes from")


@pytest.mark.parametrize(
    "given",
    [
        "sample_weight=weights",
        "steps_per_epoch=4",
        "validation_steps=4",
        "shuffle=False",
        "initial_epoch=1",
        "validation_batch_size=8",
        "validation_freq=2",
        "epochs=number_of_epochs",
        "batch_size=0",
        "validation_split=1.5",
        "callbacks=made_elsewhere",
        "callbacks=[keras.callbacks.ModelCheckpoint('best.keras')]",
        "callbacks=[keras.callbacks.TensorBoard('logs')]",
        "callbacks=[keras.callbacks.CSVLogger('log.csv')]",
        "callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=print)]",
        "callbacks=[keras.callbacks.EarlyStopping]",
    ],
)
def test_what_fit_is_given_and_a_recipe_cannot_hold_is_told_once_at_its_line(given: str) -> None:
    imported = import_source(f"{HEADER}{FLOWERS}model.fit(x, y, {given})\n")
    notes = [note for note in imported.notes if not note.text.startswith("The recipe splits")]
    assert [note.line for note in notes] == [HEADER.count("\n") + 5]


@pytest.mark.parametrize(
    ("given", "share"),
    [("", 0), ("validation_split=None", 0), ("validation_split=0.25", 0.25)]
    + [(f"validation_split={wrong}", None) for wrong in ("1", "1.5", "-0.1", "float('nan')", "True", "share_of_mine")],
)
def test_a_share_that_cannot_be_is_left_out_and_the_model_kept(given: str, share: float | None) -> None:
    imported = import_source(f"{HEADER}{FLOWERS}model.fit(x, y, {given})\n")
    assert imported.models["model"].recipe.validation_share == share


@pytest.mark.parametrize(
    "given",
    ["shuffle=True", "initial_epoch=0", "verbose=2", "steps_per_epoch=None", "validation_freq=1", "callbacks=[]"],
)
def test_what_changes_nothing_needs_no_word(given: str) -> None:
    assert told(f"model.fit(x, y, {given})\n")[1] == []


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ("run_eagerly=True", 1),
        ("jit_compile=True", 1),
        ("weighted_metrics=['mae']", 1),
        ("steps_per_execution=16", 1),
        ("jit_compile='auto', run_eagerly=False, steps_per_execution=1, weighted_metrics=None", 0),
    ],
)
def test_what_compile_is_given_and_a_recipe_cannot_hold_is_told(given: str, count: int) -> None:
    assert len(told(f"model.compile('adam', 'mse', {given})\n")[1]) == count


def test_callbacks_keep_all_their_arguments_and_classes_of_the_source_are_told() -> None:
    source = """
class Mine(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(epoch)
stop = keras.callbacks.EarlyStopping("val_acc", 0.01, 4, mode="max", restore_best_weights=True, start_from_epoch=2)
slower = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.2, cooldown=1)
model.fit(x, y, callbacks=[stop, Mine(), slower])
"""
    recipe, notes = told(source)
    assert notes == ['A callback is left out: "Mine" is a class of the source, which is never run.']
    stop = {"monitor": "val_acc", "min_delta": 0.01, "patience": 4, "mode": "max"}
    assert recipe.callbacks == (
        ObjectSpec(class_name="EarlyStopping", config={**stop, "restore_best_weights": True, "start_from_epoch": 2}),
        ObjectSpec(class_name="ReduceLROnPlateau", config={"monitor": "loss", "factor": 0.2, "cooldown": 1}),
    )


def test_schedules_and_clipping_of_an_optimizer_are_kept() -> None:
    source = """
rate = keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [0.1, 0.05, 0.01])
model.compile(keras.optimizers.AdamW(rate, weight_decay=0.02, global_clipnorm=1.0, use_ema=True), "mse")
"""
    recipe, notes = told(source)
    rate = {"boundaries": [10, 20], "values": [0.1, 0.05, 0.01]}
    assert notes == []
    assert recipe.optimizer == ObjectSpec(
        class_name="AdamW",
        config={
            "learning_rate": {"class_name": "PiecewiseConstantDecay", "config": rate},
            "weight_decay": 0.02,
            "global_clipnorm": 1.0,
            "use_ema": True,
        },
    )


def test_old_generators_are_told_with_their_steps() -> None:
    _, notes = told("model.fit_generator(batches, 10, 3)\n")
    assert [note.partition(" of fit")[0].partition(":")[0] for note in sorted(notes)] == [
        "What the model learns from is left out",
        "steps_per_epoch=10",
    ]


def test_metrics_keep_the_names_by_which_keras_logs_them() -> None:
    source = """
model = keras.Model(x, [y, z])
model.compile(
    "adam",
    ["sparse_categorical_crossentropy", "mse"],
    metrics=[
        ["acc", keras.metrics.AUC(), keras.metrics.SparseTopKCategoricalAccuracy(k=2, name="top_2"), "mae", "mae"],
        [keras.metrics.MeanAbsoluteError, keras.metrics.AUC(), keras.metrics.MeanSquaredError("error")],
    ],
)
"""
    metrics = network(MODEL + source).recipe.metrics
    assert [(spec.class_name, spec.config) for spec in metrics["kind"]] == [
        ("SparseCategoricalAccuracy", {"name": "acc"}),
        ("AUC", {}),
        ("SparseTopKCategoricalAccuracy", {"k": 2, "name": "top_2"}),
        ("MeanAbsoluteError", {"name": "mae"}),
        ("MeanAbsoluteError", {"name": "mae_1"}),
    ]
    assert [(spec.class_name, spec.config) for spec in metrics["size"]] == [
        ("MeanAbsoluteError", {}),
        ("AUC", {"name": "auc_1"}),  # the second of its class that the process makes
        ("MeanSquaredError", {"name": "error"}),
    ]


@pytest.mark.parametrize(
    ("units", "loss", "class_name"),
    [
        (1, "binary_crossentropy", "BinaryAccuracy"),
        (3, "binary_crossentropy", "CategoricalAccuracy"),
        (3, "categorical_crossentropy", "CategoricalAccuracy"),
        (3, "sparse_categorical_crossentropy", "SparseCategoricalAccuracy"),
        (1, "mse", "BinaryAccuracy"),
        (3, "mse", "CategoricalAccuracy"),
    ],
)
def test_accuracy_is_the_one_that_keras_chooses_by_the_shapes(units: int, loss: str, class_name: str) -> None:
    source = f"""
model = keras.Model(x, layers.Dense({units}, activation="sigmoid", name="out")(x))
model.compile("adam", "{loss}", metrics=["accuracy"])
"""
    assert network(MODEL + source).recipe.metrics == {
        "out": (ObjectSpec(class_name=class_name, config={"name": "accuracy"}),)
    }

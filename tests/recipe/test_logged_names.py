"""The names that are logged, worked out without Keras, are those that Keras logs."""

import numpy as np
import pytest

from builder.network import Network, ObjectSpec, Recipe
from builder.recipe import logged_names
from builder.recipe.logged_names import LEARNING_RATE, names_that_clash
from tests.conversion.from_python.reading import network as read

MODEL = """
import keras
from keras import layers
x = keras.Input((4,), name="x")
a = layers.Dense(3, activation="softmax", name="kind")(x)
b = layers.Dense(1, activation="sigmoid", name="size")(x)
c = layers.Dense(2, name="zone")(x)
inner_in = keras.Input((4,))
inner = keras.Model(inner_in, layers.Dense(3, activation="softmax")(inner_in), name="inner")
"""
KIND, SIZE, ZONE = (np.eye(3)[[0, 1, 2, 0]], np.array([[0.0], [1.0], [1.0], [0.0]]), np.ones((4, 2)))
NUMBERS = np.array([0, 1, 2, 0])

CASES = {
    "loss alone": ("keras.Model(x, a)", 'loss="categorical_crossentropy"', KIND),
    "strings": ("keras.Model(x, a)", 'loss="categorical_crossentropy", metrics=["accuracy", "acc", "mae"]', KIND),
    "class numbers": ("keras.Model(x, a)", 'loss="sparse_categorical_crossentropy", metrics=["Accuracy"]', NUMBERS),
    "one unit": ("keras.Model(x, b)", 'loss="binary_crossentropy", metrics=["accuracy", "AUC"]', SIZE),
    "classes": (
        "keras.Model(x, a)",
        'loss="categorical_crossentropy", metrics=[keras.metrics.CategoricalAccuracy, keras.metrics.LogCoshError()]',
        KIND,
    ),
    "functions": (
        "keras.Model(x, a)",
        "loss=keras.losses.categorical_crossentropy, metrics=[keras.metrics.mean_squared_error]",
        KIND,
    ),
    "twice": ("keras.Model(x, a)", 'loss="categorical_crossentropy", metrics=["mae", "mae", "mae"]', KIND),
    "one class twice": (
        "keras.Model(x, a)",
        'loss="categorical_crossentropy", metrics=[keras.metrics.AUC(), keras.metrics.AUC(curve="PR"), '
        'keras.metrics.TopKCategoricalAccuracy(k=2), keras.metrics.TopKCategoricalAccuracy(k=2, name="top_2")]',
        KIND,
    ),
    "named": (
        "keras.Model(x, a)",
        'loss="categorical_crossentropy", metrics=[keras.metrics.CategoricalAccuracy("hits"), '
        'keras.metrics.FBetaScore(average="macro"), keras.metrics.MeanIoU(num_classes=3)]',
        KIND,
    ),
    "weighted": ("keras.Model(x, a)", 'loss="mse", loss_weights=[0.5], metrics=["accuracy"]', KIND),
    "sequential": (
        'keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])',
        'loss="categorical_crossentropy", metrics=["accuracy"]',
        KIND,
    ),
    "two outputs": (
        "keras.Model(x, [a, b])",
        'loss=["categorical_crossentropy", "mse"], loss_weights=[1.0, 0.2], metrics=[["accuracy"], ["mae", "mae"]]',
        [KIND, SIZE],
    ),
    "two outputs by name": (
        "keras.Model(x, [a, b])",
        'loss={"size": "mse", "kind": "categorical_crossentropy"}, metrics={"size": ["mae", keras.metrics.AUC()]}',
        [KIND, SIZE],
    ),
    "three outputs": (
        "keras.Model(x, [a, b, c])",
        'loss="mse", metrics=[["accuracy", keras.metrics.AUC()], [keras.metrics.AUC(), "auc"], []]',
        [KIND, SIZE, ZONE],
    ),
    "three outputs, no metrics": ("keras.Model(x, [c, a, b])", 'loss="mse"', [ZONE, KIND, SIZE]),
    "dict of outputs": (
        'keras.Model(x, {"zz": a, "aa": b})',
        'loss={"zz": "categorical_crossentropy", "aa": "mse"}, metrics={"zz": ["accuracy"], "aa": ["mae"]}',
        {"zz": KIND, "aa": SIZE},
    ),
    "dict of one": ('keras.Model(x, {"only": a})', 'loss={"only": "mse"}, metrics={"only": ["mae"]}', {"only": KIND}),
    "inner model": ("keras.Model(x, [inner(x), b])", 'loss="mse", metrics=[["mae"], ["mae"]]', [KIND, SIZE]),
    "operation": (
        'keras.Model(x, [layers.Add(name="sum")([a, b]), b])',
        'loss="mse", metrics=[["mae"], []]',
        [KIND, SIZE],
    ),
    "one layer twice": (
        'keras.Model([x, x2 := keras.Input((4,))], [(head := layers.Dense(1, name="head"))(x), head(x2)])',
        'loss="mse", metrics=[["mae"], ["mae"]]',
        [SIZE, SIZE],
    ),
}


def with_share(network: Network, share: float) -> tuple[Network, Recipe]:
    return network, network.recipe.model_copy(update={"validation_share": share})


@pytest.mark.keras
@pytest.mark.parametrize("case", CASES)
def test_logged_names_are_those_of_the_history_of_keras(case: str) -> None:
    import keras

    made, compiled, targets = CASES[case]
    source = f'{MODEL}\nmodel = {made}\nmodel.compile(optimizer="sgd", {compiled})\n'
    keras.backend.clear_session()  # as in a process that just began
    names: dict[str, object] = {}
    exec(source, names)
    model, features = names["model"], np.ones((4, 4))
    assert isinstance(model, keras.Model)
    inputs = [features] * len(model.inputs) if len(model.inputs) > 1 else features
    history = model.fit(inputs, targets, validation_data=(inputs, targets), verbose=0).history
    network = read(source)
    for share, keys in ((0.2, set(history)), (0.0, {key for key in history if not key.startswith("val_")})):
        assert set(logged_names(*with_share(network, share))) == keys
    assert bool(names_that_clash(network, network.recipe)) == (case == "one layer twice")


@pytest.mark.keras
@pytest.mark.parametrize("case", CASES)
def test_our_own_model_logs_the_names_that_its_recipe_says(case: str) -> None:
    from builder.training.worker.model import build_compiled

    made, compiled, targets = CASES[case]
    network = read(f'{MODEL}\nmodel = {made}\nmodel.compile(optimizer="sgd", {compiled})\n')
    model, features = build_compiled(network, network.recipe), np.ones((4, 4))
    inputs = [features] * len(model.inputs) if len(model.inputs) > 1 else features
    history = model.fit(inputs, targets, validation_data=(inputs, targets), verbose=0).history
    assert set(logged_names(*with_share(network, 0.2))) == set(history)


def test_metrics_of_several_values_cannot_be_watched(make_digits_network) -> None:
    scores = [
        ObjectSpec(class_name="F1Score"),
        ObjectSpec(class_name="Precision", config={"thresholds": [0.3, 0.7]}),
        ObjectSpec(class_name="AUC", config={"thresholds": [0.3, 0.7]}),
        ObjectSpec(class_name="FBetaScore", config={"average": "macro"}),
    ]
    network = make_digits_network(metrics={"out": scores}, validation_share=0.0)
    assert logged_names(network, network.recipe) == ("loss", "auc", "fbeta_score")


def test_score_of_a_single_unit_is_one_value(make_stack) -> None:
    scores = (
        ObjectSpec(class_name="F1Score", config={"threshold": 0.5}),
        ObjectSpec(class_name="Recall", config={"thresholds": [0.3, 0.7]}),
    )
    recipe = Recipe(metrics={"out": scores}, validation_share=0.0)
    network = make_stack(("Dense", {"units": 1, "activation": "sigmoid"}), recipe=recipe)
    assert logged_names(network, recipe) == ("loss", "f1_score")


def test_learning_rate_is_logged_by_the_callback_that_lowers_it(make_digits_network) -> None:
    callbacks = [ObjectSpec(class_name="EarlyStopping"), ObjectSpec(class_name="ReduceLROnPlateau")]
    network = make_digits_network(callbacks=callbacks, validation_share=0.0)
    assert logged_names(network, network.recipe) == ("loss", LEARNING_RATE)
    assert logged_names(network, network.recipe, network.recipe.callbacks[:1]) == ("loss",)

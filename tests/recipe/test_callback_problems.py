"""What is told of callbacks before a training is what Keras does in it: it raises, it warns, or it says nothing."""

import warnings
from typing import Any

import numpy as np
import pytest

from builder.network import Network, ObjectSpec, Problem, Recipe
from builder.network.problems import apply_fix
from builder.recipe.callback_problems import find_callback_problems
from tests.conversion.from_python.reading import network as read

MODEL = """
import keras
from keras import layers
x = keras.Input((4,), name="x")
a = layers.Dense(3, activation="softmax", name="kind")(x)
b = layers.Dense(1, activation="sigmoid", name="size")(x)
"""
ONE = (
    "keras.Model(x, a)",
    'loss="categorical_crossentropy", metrics=["accuracy", keras.metrics.TruePositives(), keras.metrics.F1Score()]',
)
TWO = ("keras.Model(x, [a, b])", 'loss="mse", metrics=[["accuracy"], ["mae"]]')
KIND, SIZE = np.eye(3)[[0, 1, 2, 0]], np.array([[0.0], [1.0], [1.0], [0.0]])

WATCHED = [
    ("ONE", name, mode, validates)
    for name, mode, validates in (
        ("val_loss", "auto", True),
        ("val_loss", "auto", False),
        ("loss", "auto", False),
        ("val_accuracy", "auto", True),
        ("val_accuracy", "auto", False),
        ("val_acc", "auto", True),
        ("val_acc", "max", True),
        ("accuracy", "max", True),
        ("true_positives", "auto", True),
        ("true_positives", "max", True),
        ("f1_score", "max", True),
        ("learning_rate", "min", True),
    )
] + [
    ("TWO", name, mode, True)
    for name, mode in (
        ("val_loss", "auto"),
        ("val_accuracy", "auto"),
        ("val_kind_accuracy", "auto"),
        ("val_kind_accuracy", "max"),
        ("val_size_loss", "auto"),
        ("val_size_loss", "min"),
    )
]


def spec(class_name: str, **config: object) -> ObjectSpec:
    return ObjectSpec.model_validate({"class_name": class_name, "config": config})


def network_of(which: str) -> Network:
    made, compiled = ONE if which == "ONE" else TWO
    return read(f'{MODEL}\nmodel = {made}\nmodel.compile(optimizer="sgd", {compiled})\n')


def found(network: Network, **recipe: object) -> list[Problem]:
    given = {"epochs": 4, "validation_share": 0.2, **recipe}
    return list(find_callback_problems(network, network.recipe.model_copy(update=given)))


@pytest.mark.keras
@pytest.mark.parametrize("name", ["EarlyStopping", "ReduceLROnPlateau"])
@pytest.mark.parametrize(("which", "watched", "mode", "validates"), WATCHED)
def test_what_is_told_of_a_monitor_is_what_keras_does(
    name: str, which: str, watched: str, mode: str, validates: bool
) -> None:
    import keras
    import tensorflow as tf

    from builder.training.worker.model import build_compiled

    network = network_of(which)
    patience = {"patience": 1}
    callback = spec(name, monitor=watched, mode=mode, **patience)
    share = 0.2 if validates else 0.0
    told = found(network, callbacks=(callback,), validation_share=share)
    severities = [problem.severity for problem in told]

    model: Any = build_compiled(network, network.recipe)
    targets = KIND if which == "ONE" else [KIND, SIZE]
    data = (np.ones((4, 4)), targets)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            made = getattr(keras.callbacks, name)(watched, mode=mode, **patience)
            model.fit(*data, validation_data=data if validates else None, epochs=4, callbacks=[made], verbose=0)
        except (ValueError, TypeError, tf.errors.InvalidArgumentError):
            does = ["error"]
        else:
            does = ["warning"] if any("not available" in str(one.message) for one in heard) else []
    assert severities == does


@pytest.mark.parametrize(("which", "watched", "mode", "validates"), WATCHED)
def test_every_mend_of_a_monitor_leaves_no_problem(which: str, watched: str, mode: str, validates: bool) -> None:
    network = network_of(which)
    callback = spec("EarlyStopping", monitor=watched, mode=mode, patience=1)
    share = 0.2 if validates else 0.0
    for problem in found(network, callbacks=(callback,), validation_share=share):
        assert problem.fixes or problem.code == "unknown_direction"
        for fix in problem.fixes:
            mended = apply_fix(network, fix)
            assert list(find_callback_problems(mended, mended.recipe)) == []


@pytest.mark.parametrize(
    ("which", "watched", "label"),
    [
        ("ONE", "val_acc", 'Watch "val_accuracy"'),
        ("ONE", "acc", 'Watch "accuracy"'),
        ("ONE", "val_los", 'Watch "val_loss"'),
        ("TWO", "val_accuracy", 'Watch "val_kind_accuracy"'),
        ("TWO", "val_mae", 'Watch "val_size_mae"'),
        ("TWO", "val_kind_accuracy", 'Set mode to "max"'),
        ("TWO", "size_loss", 'Set mode to "min"'),
    ],
)
def test_right_name_is_offered(which: str, watched: str, label: str) -> None:
    (problem,) = found(network_of(which), callbacks=(spec("EarlyStopping", monitor=watched, patience=1),))
    assert [fix.label for fix in problem.fixes] == [label]


IDLE = [
    (spec("EarlyStopping", start_from_epoch=4), {}, "idle_callback", "warning"),
    (spec("EarlyStopping", patience=4), {}, "idle_callback", "warning"),
    (spec("EarlyStopping", patience=4, restore_best_weights=True), {}, None, None),
    (spec("EarlyStopping", monitor="accuracy", mode="min"), {}, "wrong_direction", "warning"),
    (spec("ReduceLROnPlateau"), {}, "idle_callback", "warning"),
    (spec("ReduceLROnPlateau", patience=1, min_lr=0.1), {}, "idle_callback", "warning"),
    (spec("ReduceLROnPlateau", patience=1, factor=1.5), {}, "factor", "error"),
    (spec("ReduceLROnPlateau", patience=1), {}, None, None),
    (
        spec("ReduceLROnPlateau", patience=1),
        {
            "optimizer": spec(
                "SGD",
                learning_rate={
                    "class_name": "ExponentialDecay",
                    "config": {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5},
                },
            )
        },
        "rate_has_schedule",
        "error",
    ),
    (spec("SwapEMAWeights"), {}, "no_average", "error"),
    (spec("SwapEMAWeights"), {"validation_share": 0.0}, "no_average", "warning"),
    (spec("SwapEMAWeights"), {"optimizer": spec("SGD", use_ema=True)}, None, None),
    (
        spec("SwapEMAWeights"),
        {"optimizer": spec("SGD", use_ema=True), "validation_share": 0.0},
        "idle_callback",
        "warning",
    ),
    (spec("TerminateOnNaN"), {}, None, None),
    (spec("EarlyStoping"), {}, "unknown_callback", "error"),
    (spec("EarlyStopping", patience="long"), {}, "wrong_kind", "error"),
]


@pytest.mark.parametrize(("callback", "recipe", "code", "severity"), IDLE)
def test_callback_that_can_do_nothing_is_told(
    callback: ObjectSpec, recipe: dict[str, object], code: str | None, severity: str | None
) -> None:
    network = network_of("ONE")
    problems = found(network, callbacks=(callback,), **recipe)
    assert [problem.severity for problem in problems] == ([severity] if severity else [])
    if code not in (None, "wrong_kind"):
        assert problems[0].code == code
    for fix in (fix for problem in problems for fix in problem.fixes):
        mended = apply_fix(network, fix)
        codes = [problem.code for problem in find_callback_problems(mended, mended.recipe)]
        assert code not in codes or code == "idle_callback"


@pytest.mark.keras
@pytest.mark.parametrize(
    ("callback", "recipe"),
    [(callback, recipe) for callback, recipe, code, _ in IDLE if code in ("factor", "no_average", "rate_has_schedule")],
)
def test_errors_of_callbacks_are_those_that_keras_raises(callback: ObjectSpec, recipe: dict[str, object]) -> None:
    from builder.engine.build import make_object
    from builder.training.worker.model import build_compiled

    network = network_of("ONE")
    (problem,) = found(network, callbacks=(callback,), **recipe)
    whole = Recipe.model_validate({**network.recipe.model_dump(), **recipe})
    model: Any = build_compiled(network, whole)
    data = (np.ones((4, 4)), KIND)
    validation = data if whole.validation_share != 0.0 else None

    def fit() -> None:
        made: Any = make_object("callbacks", callback.class_name, callback.config)
        if "min_delta" in vars(made):
            made.min_delta = 1e9  # nothing is progress enough
        model.fit(*data, validation_data=validation, epochs=4, callbacks=[made], verbose=0)

    if problem.severity == "error":
        with pytest.raises((ValueError, TypeError)):
            fit()
    else:
        fit()


def test_names_that_clash_are_told() -> None:
    network = network_of("TWO")
    metrics = {"kind": (spec("MeanSquaredError", name="loss"),)}
    assert [(problem.code, problem.severity) for problem in found(network, metrics=metrics)] == [
        ("names_clash", "warning")
    ]

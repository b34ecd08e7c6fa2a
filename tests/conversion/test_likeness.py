"""The comparison that the corpus rests on: it sees each difference, and none where there is none."""

from collections.abc import Callable

import keras
import pytest
from keras import layers

from tests.conversion.likeness import Likeness

pytestmark = pytest.mark.keras


def twins(
    *, units: int = 8, name: str = "head", share: bool = True, swap: bool = False, add: bool = True
) -> keras.Model:
    a, b = keras.Input((4,)), keras.Input((4,))
    dense = layers.Dense(units)
    other = dense if share else layers.Dense(units)
    left, right = dense(a), other(b)
    pair = [right, left] if swap else [left, right]
    merged = layers.Add()(pair) if add else layers.Subtract()(pair)
    return keras.Model([a, b], layers.Dense(2, name=name)(merged * 0.5))


def masked(*, training: bool | None = None, factor: float = 2.0) -> keras.Model:
    x = keras.Input((4,))
    return keras.Model(x, layers.BatchNormalization()(x, training=training) * factor)


CHANGES: dict[str, tuple[Callable[..., keras.Model], dict[str, object]]] = {
    "argument": (twins, {"units": 9}),
    "name": (twins, {"name": "other"}),
    "sharing": (twins, {"share": False}),
    "order": (twins, {"swap": True}),
    "class": (twins, {"add": False}),
    "call argument": (masked, {"training": False}),
    "constant": (masked, {"factor": 3.0}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_difference_is_seen(change: str) -> None:
    build, arguments = CHANGES[change]
    assert Likeness(build(**arguments), build()).differences


@pytest.mark.parametrize("build", [twins, masked])
def test_the_same_model_built_twice_differs_in_nothing(build: Callable[..., keras.Model]) -> None:
    assert Likeness(build(), build()).differences == []


def test_a_sequential_is_like_the_same_layers_called_one_after_another() -> None:
    inputs = keras.Input((4,))
    functional = keras.Model(inputs, layers.Dense(2)(layers.Dense(3, activation="relu")(inputs)))
    stack = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="relu"), layers.Dense(2)])
    likeness = Likeness(stack, functional)
    assert likeness.differences == []
    likeness.carry_weights_over()
    assert (stack.get_weights()[0] == functional.get_weights()[0]).all()

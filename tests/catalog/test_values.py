"""Single values against single specs."""

from typing import Any

import pytest

from builder.catalog import ArgumentSpec
from builder.catalog.values import did_you_mean, expected, fits, shown

PADDING = ArgumentSpec(name="padding", kind="choice", choices=("valid", "same"))
WINDOW = ArgumentSpec(name="strides", kind="integers", length=2, scalar=True, minimum=1, nullable=True)
BORDER = ArgumentSpec(name="padding", kind="integers", length=2, scalar=True, nested=True)
RATE = ArgumentSpec(name="rate", kind="number", minimum=0, maximum=1)
SHAPE = ArgumentSpec(name="shape", kind="shape")
WORDS = ArgumentSpec(name="vocabulary", kind="strings")
CUDNN = ArgumentSpec(name="use_cudnn", kind="choice", choices=("auto", True, False))


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (PADDING, "same"),
        (WINDOW, 3),
        (WINDOW, [3, 5]),
        (WINDOW, None),
        (BORDER, [[1, 2], [0, 0]]),
        (BORDER, [1, 2]),
        (RATE, 0),
        (RATE, 0.5),
        (SHAPE, [None, 28]),
        (SHAPE, []),
        (WORDS, ["a"]),
        (CUDNN, True),
        (CUDNN, "auto"),
        (ArgumentSpec(name="anything", kind="any"), {"rmax": 3}),
    ],
)
def test_value_that_fits_is_accepted(spec: ArgumentSpec, value: Any) -> None:
    assert fits(spec, value)


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (PADDING, "Same"),
        (PADDING, None),
        (WINDOW, 0),
        (WINDOW, [1, 2, 3]),
        (WINDOW, 1.5),
        (WINDOW, True),
        (BORDER, [[1, 2], 0]),
        (BORDER, [[1, 2, 3], [1, 2, 3]]),
        (RATE, 1.5),
        (RATE, "0.5"),
        (RATE, True),
        (SHAPE, [0]),
        (SHAPE, 28),
        (WORDS, "/etc/passwd"),
        (CUDNN, 1),
        (ArgumentSpec(name="anything", kind="any"), [{"class_name": "Lambda"}]),
    ],
)
def test_value_that_does_not_fit_is_refused(spec: ArgumentSpec, value: Any) -> None:
    assert not fits(spec, value)


def test_expectation_is_said_in_words() -> None:
    assert expected(RATE) == "a number from 0 to 1"
    assert expected(PADDING) == 'one of "valid", "same"'
    assert expected(WINDOW) == "one whole number or a list of 2 whole numbers of at least 1, or nothing"
    assert expected(BORDER) == "one whole number or a list of 2 whole numbers or of pairs (before, after)"
    assert expected(WORDS) == "a list of texts"


def test_long_values_are_cut_and_none_is_nothing() -> None:
    assert shown(None) == "nothing"
    assert len(shown("x" * 200)) == 60


def test_near_names_are_proposed_and_far_ones_are_not() -> None:
    assert did_you_mean("RELU", ["relu", "tanh"]) == 'Did you mean "relu"?'
    assert did_you_mean("banana", ["relu", "tanh"]) == ""

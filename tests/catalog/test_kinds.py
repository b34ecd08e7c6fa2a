"""Kinds told from the words Keras really uses."""

from typing import Any

import pytest

from builder.catalog.kinds import infer_kind

WINDOW = {"kind": "integers", "length": 2, "scalar": True}


@pytest.mark.parametrize(
    ("name", "default", "text", "expected"),
    [
        ("kernel_initializer", "zeros", "", {"kind": "initializer"}),
        ("bias_regularizer", None, "", {"kind": "regularizer"}),
        ("recurrent_activation", "sigmoid", 'One of "relu", "sigmoid".', {"kind": "activation"}),
        ("learning_rate", 0.001, "A float or a schedule.", {"kind": "schedule"}),
        ("use_bias", True, "", {"kind": "boolean"}),
        ("padding", "valid", 'string, `"valid"`, `"same"`.', {"kind": "choice", "choices": ["valid", "same"]}),
        ("encoding", "utf-8", 'Defaults to `"utf-8"`.', {"kind": "string"}),
        ("kernel_size", None, "int or tuple/list of 2 integer, specifying the size.", WINDOW),
        ("strides", [1, 1], "int or tuple/list of 2 integer, specifying the stride.", WINDOW),
        ("strides", None, "int or tuple of 2 integers, or None. Strides values.", WINDOW),
        ("value_range", [0, 255], "A range.", {"kind": "integers", "length": 2}),
        ("units", None, "Positive integer, dimensionality.", {"kind": "integer", "minimum": 1}),
        ("rate", None, "Float between 0 and 1. Fraction.", {"kind": "number", "minimum": 0.0, "maximum": 1.0}),
        ("factor", None, "A single float or a tuple of two floats.", {"kind": "numbers", "length": 2, "scalar": True}),
        ("alpha", 1.0, "", {"kind": "number"}),
        ("groups", 32, "", {"kind": "integer"}),
        ("mystery", None, "Something.", {"kind": "any"}),
    ],
)
def test_kind_is_told_from_name_default_and_text(name: str, default: Any, text: str, expected: dict[str, Any]) -> None:
    assert infer_kind(name, default, text) == expected

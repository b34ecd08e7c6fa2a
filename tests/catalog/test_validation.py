"""Whole configurations against the catalogue: every mistake, in words, tied to node and argument."""

from typing import Any

import pytest

from builder.catalog import default_config, load_catalog, problems_of_call, problems_of_config
from builder.network import Problem

LAYERS = load_catalog().layers


def found(class_name: str, config: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.argument) for problem in problems_of_config(LAYERS[class_name], config, "n1")]


def test_default_config_of_every_layer_has_no_problems() -> None:
    problems = {name: problems_of_config(entry, default_config(entry), name) for name, entry in LAYERS.items()}
    assert {name: told for name, told in problems.items() if told} == {}


def test_defaults_written_out_have_no_problems() -> None:
    catalog = load_catalog()
    sections = (catalog.layers, catalog.losses, catalog.metrics, catalog.optimizers, catalog.initializers)
    for entry in (entry for section in (*sections, catalog.callbacks) for entry in section.values()):
        defaults = {spec.name: spec.default for spec in entry.arguments if not spec.required}
        assert problems_of_config(entry, defaults | default_config(entry), None) == (), entry.class_name


def test_unknown_argument_is_named_and_the_near_one_proposed() -> None:
    assert problems_of_config(LAYERS["Dense"], {"units": 3, "activaton": "relu"}, "n1", title="hidden") == (
        Problem(
            code="unknown_argument",
            message='Dense "hidden" has no argument "activaton".',
            hint='Did you mean "activation"?',
            node_id="n1",
            argument="activaton",
        ),
    )


def test_missing_argument_says_what_it_must_be() -> None:
    assert problems_of_config(LAYERS["Dense"], {}, "n1") == (
        Problem(
            code="missing_argument",
            message='Dense "n1" needs units: a whole number of at least 1.',
            hint="Try 64.",
            node_id="n1",
            argument="units",
        ),
    )


def test_wrong_value_says_what_was_received_and_expected() -> None:
    (problem,) = problems_of_config(LAYERS["Dropout"], {"rate": 5}, "n1", title="drop")
    assert problem.message == 'Dropout "drop": rate is 5, but must be a number from 0 to 1.'
    assert (problem.code, problem.hint, problem.argument) == ("wrong_argument", "Try 0.5.", "rate")


def test_all_mistakes_come_at_once() -> None:
    assert found("Conv2D", {"filters": "many", "padding": "sane", "nme": 1}) == [
        ("unknown_argument", "nme"),
        ("wrong_argument", "filters"),
        ("missing_argument", "kernel_size"),
        ("wrong_argument", "padding"),
    ]


def test_near_choice_is_proposed() -> None:
    config = {"filters": 1, "kernel_size": 3, "padding": "SAME"}
    (problem,) = problems_of_config(LAYERS["Conv2D"], config, "n1")
    assert problem.hint == 'Did you mean "same"?'


@pytest.mark.parametrize(
    "config",
    [
        {"units": 1, "activation": "relu"},
        {"units": 1, "activation": "swish"},
        {"units": 1, "activation": None},
        {"units": 1, "activation": {"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}}},
        {"units": 1, "kernel_initializer": "he_normal"},
        {"units": 1, "kernel_initializer": "HeNormal"},
        {"units": 1, "kernel_initializer": {"class_name": "Constant", "config": {"value": 2.0}}},
        {"units": 1, "kernel_regularizer": {"class_name": "L2"}},
        {"units": 1, "kernel_constraint": "max_norm", "dtype": "float16", "trainable": False},
    ],
)
def test_names_and_objects_of_the_catalogue_are_accepted(config: dict[str, Any]) -> None:
    assert found("Dense", config) == []


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"activation": "rleu"}, "unknown_class"),
        ({"activation": {"class_name": "Dense", "config": {"units": 1}}}, "unknown_class"),
        ({"kernel_initializer": "constant"}, "unknown_class"),
        ({"kernel_initializer": {"class_name": "L2", "config": {}}}, "unknown_class"),
        ({"kernel_initializer": {"class_name": "HeNormal", "config": {"sede": 1}}}, "unknown_argument"),
        ({"kernel_regularizer": {"class_name": "L2", "config": {}, "module": "os"}}, "wrong_argument"),
        ({"kernel_regularizer": {"class_name": ["L2"], "config": {}}}, "unknown_class"),
        ({"kernel_regularizer": {"class_name": "L2", "config": []}}, "wrong_argument"),
        ({"kernel_regularizer": 0.1}, "wrong_argument"),
    ],
)
def test_other_names_and_objects_are_refused_under_the_outer_argument(config: dict[str, Any], code: str) -> None:
    assert found("Dense", {"units": 1} | config) == [(code, next(iter(config)))]


def test_mistake_in_a_nested_layer_is_told_with_its_path() -> None:
    inner = {"class_name": "Bidirectional", "config": {"layer": {"class_name": "LSTM", "config": {"unit": 4}}}}
    problems = problems_of_config(LAYERS["TimeDistributed"], {"layer": inner}, "n1", title="td")
    assert [(problem.argument, problem.message) for problem in problems] == [
        ("layer", 'TimeDistributed "td", layer Bidirectional, layer LSTM has no argument "unit".'),
        ("layer", 'TimeDistributed "td", layer Bidirectional, layer LSTM needs units: a whole number of at least 1.'),
    ]


@pytest.mark.parametrize("class_name", ["Lambda", "TFSMLayer", "Input", "InputLayer", "os.system"])
def test_classes_out_of_the_catalogue_cannot_be_nested(class_name: str) -> None:
    config = {"layer": {"class_name": class_name, "config": {}}}
    assert found("TimeDistributed", config) == [("unknown_class", "layer")]


def test_list_of_cells_is_checked_cell_by_cell() -> None:
    good = {"class_name": "GRUCell", "config": {"units": 2}}
    assert found("StackedRNNCells", {"cells": [good, good]}) == []
    assert found("StackedRNNCells", {"cells": []}) == [("wrong_argument", "cells")]
    assert found("StackedRNNCells", {"cells": [good, {"class_name": "GRUCell"}]}) == [("missing_argument", "cells")]


def test_rnn_takes_one_cell_or_a_list_of_them() -> None:
    cell = {"class_name": "LSTMCell", "config": {"units": 2}}
    assert found("RNN", {"cell": cell}) == []
    assert found("RNN", {"cell": [cell, cell]}) == []


def test_learning_rate_is_a_number_or_a_schedule() -> None:
    adam = load_catalog().optimizers["Adam"]
    decay = {
        "class_name": "ExponentialDecay",
        "config": {"initial_learning_rate": 0.1, "decay_steps": 9, "decay_rate": 0.9},
    }
    assert problems_of_config(adam, {"learning_rate": 0.1}, None) == ()
    assert problems_of_config(adam, {"learning_rate": decay}, None) == ()
    (problem,) = problems_of_config(adam, {"learning_rate": "fast"}, None)
    assert problem.message == 'Adam: learning_rate is "fast", but must be a number or a learning-rate schedule.'


def test_call_arguments_are_checked_too() -> None:
    dropout = LAYERS["Dropout"]
    assert problems_of_call(dropout, {"training": True}, "n1") == ()
    assert [problem.code for problem in problems_of_call(dropout, {"training": "yes"}, "n1")] == ["wrong_argument"]


def test_vocabulary_is_never_a_path() -> None:
    assert found("StringLookup", {"vocabulary": "words.txt"}) == [("wrong_argument", "vocabulary")]

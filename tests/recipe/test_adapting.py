import pytest

from builder.catalog import load_catalog
from builder.data import describe
from builder.engine import Report
from builder.network import Block, Edge, Network, Node, Recipe
from builder.network.problems import apply_fix
from builder.recipe import complete_recipe
from builder.recipe.adapting import LEARNED, adaptable, find_adapting_problems, in_order

NORMALIZED = (("Normalization", {}), ("Dense", {"units": 3, "activation": "softmax"}))


def told(network: Network, recipe: Recipe | None = None) -> list[tuple[str, str, int]]:
    found = find_adapting_problems(network, recipe or network.recipe)
    return [(one.node_id or "", one.severity, len(one.fixes)) for one in found]


def test_normalization_that_was_never_adapted_is_told_with_its_mend(make_stack) -> None:
    network = make_stack(*NORMALIZED, shape=[4])
    (problem,) = find_adapting_problems(network, network.recipe)
    assert problem.message == '"layer_1" was never adapted to data, so it does not know mean and variance.'
    mended = apply_fix(network, problem.fixes[0])
    assert mended.recipe.adapted == ("layer_1",)
    assert told(mended) == []


def test_layer_that_says_what_it_learned_is_left_alone(make_stack) -> None:
    given = ("Normalization", {"mean": [0.0], "variance": [1.0]})
    assert told(make_stack(given, shape=[4])) == []


def test_layer_behind_learned_ones_cannot_be_adapted(make_stack) -> None:
    network = make_stack(("Dense", {"units": 4}), ("Normalization", {}), ("Dense", {"units": 3}), shape=[4])
    assert told(network) == [("layer_2", "warning", 0)]


def test_layer_behind_preparation_is_adapted_after_it(make_stack) -> None:
    network = make_stack(("Normalization", {}), ("Discretization", {"num_bins": 3}), ("Dense", {"units": 3}), shape=[4])
    assert told(network) == [("layer_1", "warning", 1), ("layer_2", "error", 1)]
    assert in_order(network, ("layer_2", "layer_1", "gone", "out")) == ("layer_1", "layer_2")


def test_layer_inside_a_block_is_told_without_a_mend() -> None:
    block = Block(nodes=(Node(id="i", class_name="Input"), Node(id="n", class_name="Normalization")))
    nodes = (Node(id="in", class_name="Input"), Node(id="out", class_name="Block", block="b"))
    network = Network(nodes=nodes, edges=(Edge(id="e", source="in", target="out"),), blocks={"b": block})
    assert told(network) == [("", "warning", 0)]


def test_nothing_without_an_input_is_adaptable() -> None:
    assert not adaptable(Network(nodes=(Node(id="n", class_name="Normalization"),)), "n")


def test_completing_leaves_out_nodes_that_are_gone(make_stack, make_report) -> None:
    network = make_stack(*NORMALIZED, shape=[4], recipe=Recipe.model_validate({"adapted": ["layer_1", "gone"]}))
    report: Report = make_report(out=(3,))
    assert complete_recipe(network, report, describe("iris")).adapted == ("layer_1",)


@pytest.mark.keras
def test_adaptable_layers_are_those_of_keras() -> None:
    import keras

    assert {name for name in load_catalog().layers if hasattr(getattr(keras.layers, name, None), "adapt")} == set(
        LEARNED
    )
    for name, (argument, _) in LEARNED.items():
        assert argument in load_catalog().layers[name].arguments_by_name

"""The canonical form: one form for a network, whatever its ids, order and places were."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.conversion.canonical import canonical_form
from builder.conversion.imported import from_python
from builder.conversion.to_python.to_python import to_python
from builder.network import Block, Edge, Network, Node, Recipe
from builder.network.model import Position
from builder.network.recipe import ObjectSpec
from builder.network.topology import input_ids, output_endpoints
from builder.panels.examples import examples
from tests.engine.drawing import draw, input_of, networks


@pytest.mark.parametrize("name", list(examples()))
def test_the_canonical_form_of_a_canonical_form_is_itself(name: str) -> None:
    once = canonical_form(examples()[name])
    assert canonical_form(once) == once


def test_ids_places_and_spelled_out_defaults_make_no_difference() -> None:
    def network(input_id: str, dense_id: str, config: dict[str, object], x: float) -> Network:
        return Network(
            nodes=(
                Node(id=dense_id, class_name="Dense", config={"units": 4, **config}, position=Position(x=x)),
                Node(id=input_id, class_name="Input", config={"shape": [3]}),
            ),
            edges=(Edge(id="any", source=input_id, target=dense_id),),
            recipe=Recipe(losses={dense_id: ObjectSpec(class_name="MeanSquaredError")}),
        )

    spelled_out = {"activation": "linear", "kernel_initializer": {"class_name": "GlorotUniform", "config": {}}}
    assert canonical_form(network("a", "b", {}, 0)) == canonical_form(network("n7", "n3", spelled_out, 300))


def test_the_recipe_follows_its_nodes() -> None:
    network = canonical_form(examples()["06_two_heads"])
    assert set(network.recipe.losses) == {"digit", "parity"}


@given(networks(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_nodes_and_edges_makes_no_difference(network: Network, chance: random.Random) -> None:
    nodes, edges = list(network.nodes), list(network.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    shuffled = network.model_copy(
        update={
            "nodes": tuple(nodes),
            "edges": tuple(edges),
            "inputs": input_ids(network),
            "outputs": output_endpoints(network),
        }
    )
    once = canonical_form(network)
    assert canonical_form(shuffled) == once
    assert canonical_form(once) == once


def test_blocks_of_one_name_are_told_apart_as_the_source_tells_them() -> None:
    def block(units: int) -> Block:
        nodes = (Node(id="in", class_name="Input", config={"shape": [4]}), Node(id="d", class_name="Dense"))
        dense = nodes[1].model_copy(update={"config": {"units": units}})
        return Block(name="res", nodes=(nodes[0], dense), edges=(Edge(id="e", source="in", target="d"),))

    network = Network(
        nodes=(
            Node(id="x", class_name="Input", config={"shape": [4]}),
            Node(id="a", class_name="Block", block="first"),
            Node(id="b", class_name="Block", block="second"),
        ),
        edges=(Edge(id="1", source="x", target="a"), Edge(id="2", source="a", target="b")),
        blocks={"first": block(4), "second": block(5)},
    )
    form = canonical_form(network)
    assert [inner.name for inner in form.blocks.values()] == ["res", "res_1"]
    assert canonical_form(from_python(to_python(network))) == form


def test_a_call_keeps_its_layer_where_the_first_call_leads_to_no_output() -> None:
    layers = (
        input_of(3, name="in"),
        ("idle", "RepeatVector", {"n": 4}),
        ("used", "RepeatVector", {"shares": "idle"}),
    )
    network = draw(layers, "in>idle", "in>used", outputs=({"node": "used"},))
    once = canonical_form(network)
    assert [(node.class_name, node.config.get("n"), node.shares) for node in once.nodes[1:]] == [
        ("RepeatVector", 4, None)
    ]
    assert canonical_form(from_python(to_python(network))) == once

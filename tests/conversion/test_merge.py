"""Merging: what stayed keeps its id, place and label; what comes out is the changed network."""

from typing import Any

from hypothesis import given, settings

from builder.conversion.canonical import canonical_form
from builder.conversion.merge import merge
from builder.network import Block, Graph, Network, Node, Position, PutNode, RemoveNode, apply_edits
from builder.network.names import valid_name
from tests.engine.drawing import Layer, chain, draw, input_of, networks

INPUT = input_of(8, name="in_1")


def dense(name: str, units: int, **more: Any) -> Layer:
    return (name, "Dense", {"units": units, **more})


def placed(network: Network) -> Network:
    """Puts the nodes in a column, each at a place that nothing would have computed."""
    nodes = tuple(
        node.model_copy(update={"position": Position(x=7, y=100 * n + 3)}) for n, node in enumerate(network.nodes)
    )
    return network.model_copy(update={"nodes": nodes})


def as_read(network: Network) -> Network:
    """Returns the network as source gives it: canonical, with names that Keras takes."""
    plain = canonical_form(network)
    return plain.model_copy(
        update={
            "nodes": named(plain),
            "blocks": {key: block.model_copy(update={"nodes": named(block)}) for key, block in plain.blocks.items()},
        }
    )


def named(graph: Graph) -> tuple[Node, ...]:
    return tuple(n.model_copy(update={"label": valid_name(n.label) if n.label else ""}) for n in graph.nodes)


def merged(old: Network, new: Network) -> Network:
    return apply_edits(old, merge(old, new))


def places(network: Network) -> dict[str, Position]:
    return {node.id: node.position for node in network.nodes}


@settings(deadline=None)
@given(networks())
def test_a_network_merged_with_itself_needs_no_edit(network: Network):
    assert merge(network, network) == ()


@settings(deadline=None)
@given(networks())
def test_a_network_merged_with_its_own_source_needs_no_edit(network: Network):
    assert merge(network, as_read(network)) == ()


@settings(max_examples=150, deadline=None)
@given(networks(), networks())
def test_merging_makes_the_new_network_out_of_any_other(old: Network, new: Network):
    result = merged(old, as_read(new))
    assert as_read(result) == as_read(new)
    assert merge(result, as_read(new)) == ()


def test_a_changed_argument_is_one_edit_of_one_node():
    old = placed(chain(INPUT, dense("a", 64, label="dense_1"), dense("b", 64), dense("c", 10)))
    edits = merge(old, chain(INPUT, dense("d1", 64), dense("d2", 32), dense("d3", 10)))
    node = old.nodes_by_id["b"].model_copy(update={"config": {"units": 32}})
    assert edits == (PutNode(node=node),)


def test_a_layer_put_between_two_leaves_both_where_they_are():
    old = placed(chain(INPUT, dense("a", 64), dense("b", 10)))
    result = merged(old, chain(INPUT, dense("d1", 64), ("drop", "Dropout", {"rate": 0.5}), dense("d2", 10)))
    assert {key: place for key, place in places(result).items() if key != "drop"} == places(old)
    assert {(edge.source, edge.target) for edge in result.edges} == {("in_1", "a"), ("a", "drop"), ("drop", "b")}
    assert result.nodes_by_id["drop"].position == Position(x=257, y=219)  # below "a", beside "b"


def test_a_layer_of_another_class_takes_the_place_of_the_one_it_replaces():
    old = placed(chain(INPUT, dense("a", 64), ("act", "ReLU", {}), dense("b", 10)))
    result = merged(old, chain(INPUT, dense("d1", 64), ("other", "ELU", {}), dense("d2", 10)))
    assert result.nodes_by_id["other"].position == old.nodes_by_id["act"].position
    assert "act" not in result.nodes_by_id


def test_names_are_followed_wherever_they_go():
    old = placed(chain(INPUT, dense("a", 8, label="first one"), dense("b", 8, label="second")))
    result = merged(old, chain(INPUT, dense("n", 8, label="second"), dense("m", 8, label="first_one")))
    assert [(e.source, e.target) for e in result.edges] == [("in_1", "b"), ("b", "a")]
    assert result.nodes_by_id["a"].label == "first one"
    assert places(result) == places(old)


def test_a_name_taken_out_of_the_code_goes():
    old = chain(INPUT, dense("a", 8, label="encoder"))
    assert merged(old, chain(INPUT, dense("d1", 8))).nodes_by_id["a"].label == ""


def test_what_the_code_did_not_show_stays():
    old = placed(draw((INPUT, dense("a", 8), dense("loose", 5)), "in_1>a"))
    edits = merge(old, chain(INPUT, dense("d1", 9)), written=frozenset({"in_1", "a"}))
    result = apply_edits(old, edits)
    assert set(result.nodes_by_id) == {"in_1", "a", "loose"}
    assert result.outputs == ()


def test_a_branch_before_another_keeps_its_place_in_the_source():
    layers = (INPUT, dense("a", 8), dense("b", 9), ("add", "Concatenate", {}))
    old = placed(draw(layers, "in_1>a", "in_1>b", "a>add", "b>add"))
    more = (INPUT, dense("z", 7), *layers[1:])
    new = draw(more, "in_1>z", "z>a", "in_1>b", "a>add", "b>add")
    result = merged(old, new)
    assert as_read(result) == as_read(new)
    assert {key: places(result)[key] for key in places(old)} == places(old)


def test_the_name_of_the_project_stays_unless_the_code_says_another():
    old = chain(INPUT, dense("a", 8)).model_copy(update={"name": "My project"})
    new = chain(INPUT, dense("d", 9))
    assert merged(old, new).name == "My project"
    assert merged(old, new.model_copy(update={"name": "My_project"})).name == "My project"
    assert merged(old, new.model_copy(update={"name": "encoder"})).name == "encoder"


def test_all_of_a_first_model_waits_for_the_canvas_to_lay_it_out():
    result = merged(Network(), chain(INPUT, *(dense(f"d{n}", n + 1) for n in range(20))))
    assert set(places(result).values()) == {Position()}


def test_the_layers_of_a_block_keep_their_places_and_a_block_that_nobody_uses_goes():
    def network(units: int, key: str = "stem") -> Network:
        inside = chain(input_of(8, name="x"), dense("inner", units))
        block = Block(name=key, nodes=placed(inside).nodes if key == "stem" else inside.nodes, edges=inside.edges)
        whole = chain(INPUT, ("call", "Block", {"block": key}), dense("out", 2))
        return whole.model_copy(update={"blocks": {key: block}})

    old = network(4)
    changed = merged(old, network(5))
    assert changed.blocks["stem"].nodes_by_id["inner"].config == {"units": 5}
    assert places(changed.blocks["stem"]) == places(old.blocks["stem"])
    plain = merged(old, chain(INPUT, dense("out", 2)))
    assert (plain.blocks, set(plain.nodes_by_id)) == ({}, {"in_1", "out"})
    back = merged(plain, as_read(old))
    assert as_read(back) == as_read(old)


def test_a_second_call_of_a_layer_that_goes_gets_a_layer_of_its_own_where_the_code_did_not_show_it():
    layers = (INPUT, dense("a", 8), ("again", "Dense", {"shares": "a"}), dense("b", 2))
    old = draw(layers, "in_1>a", "in_1>b")
    result = apply_edits(old, merge(old, chain(INPUT, dense("b", 2)), written=frozenset({"in_1", "a", "b"})))
    assert result.nodes_by_id["again"].config == {"units": 8}
    assert result.nodes_by_id["again"].shares is None
    assert RemoveNode(id="a") in merge(old, chain(INPUT, dense("b", 2)), written=frozenset({"in_1", "a", "b"}))

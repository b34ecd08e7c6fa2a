"""Two who edit one network at once: what does not collide is merged, what does is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.network import (
    Block,
    Edge,
    Edit,
    Endpoint,
    Network,
    Node,
    Position,
    PutBlock,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveBlock,
    RemoveEdge,
    RemoveNode,
    apply_edits,
)
from builder.network.former import based_on
from builder.network.merging import Taken, merge_edits
from tests.network.graphs import graph_of
from tests.network.test_edits import contents
from tests.network.test_edits import edits as any_edits

DENSE = Node(id="a", class_name="Dense", config={"units": 16, "activation": "relu"}, label="hidden")
NETWORK = Network(nodes=(Node(id="in_1", class_name="Input"), DENSE), edges=(Edge(id="e", source="in_1", target="a"),))

FIELDS = {
    "units": st.integers(1, 9),
    "activation": st.sampled_from(["tanh", "gelu", None]),
    "use_bias": st.booleans(),
    "label": st.sampled_from(["one", "two"]),
    "position": st.builds(Position, x=st.integers(0, 9)),
    "training": st.booleans(),
}


def changed(node: Node, changes: dict[str, object]) -> Node:
    """Returns the node with other fields; those that are no field of a node are arguments, None for the default."""
    own = {name: value for name, value in changes.items() if name in {"label", "position"}}
    config = node.config | {name: value for name, value in changes.items() if name not in {*own, "training"}}
    call = {"training": changes["training"]} if "training" in changes else node.call
    kept = {name: value for name, value in config.items() if value is not None}
    return node.model_copy(update=own | {"config": kept, "call": call})


def change(**changes: object) -> PutNode:
    return PutNode(node=changed(DENSE, changes), was=DENSE)


def both(network: Network, first: list[Edit], second: list[Edit]) -> tuple[Network, tuple[str, ...]]:
    """Returns the network after the edits of two tabs that saw the same, and what the second collided with."""
    early = apply_edits(network, merge_edits(network, based_on(network, first)).edits)
    late = merge_edits(early, based_on(network, second))
    return apply_edits(early, late.edits), late.collisions


some_changes = st.fixed_dictionaries({}, optional=FIELDS)


@given(some_changes, some_changes)
def test_changes_of_different_fields_commute_and_none_is_lost(one: dict[str, object], other: dict[str, object]):
    other = {name: value for name, value in other.items() if name not in one}
    first, second = change(**one), change(**other)
    ahead, told = both(NETWORK, [first], [second])
    back, told_back = both(NETWORK, [second], [first])
    assert ahead.nodes_by_id["a"] == back.nodes_by_id["a"] == changed(DENSE, one | other)
    assert told == told_back == ()


@given(some_changes, some_changes)
def test_where_both_change_the_same_the_later_stands_and_a_sentence_says_so(
    one: dict[str, object], other: dict[str, object]
):
    ahead, told = both(NETWORK, [change(**one)], [change(**other)])
    early, late = changed(DENSE, one), changed(DENSE, other)
    assert ahead.nodes_by_id["a"].label == (late.label if late.label != DENSE.label else early.label)
    lost = [
        name
        for name in one.keys() & other.keys()
        if changed(DENSE, {name: one[name]}) not in (DENSE, changed(DENSE, {name: other[name]}))
        and changed(DENSE, {name: other[name]}) != DENSE
    ]
    assert len(told) == len(lost)


@given(any_edits, any_edits)
def test_edits_of_what_is_there_come_to_what_they_say(first: list[Edit], second: list[Edit]):
    network = apply_edits(Network(), [*first, *(PutBlock(id=key, name=key) for key in ("k", "l"))])
    second = [edit for edit in second if not isinstance(edit, RemoveBlock)]
    merge = merge_edits(network, based_on(network, second))
    plain = apply_edits(network, second)
    assert merge.taken == ()
    assert not [sentence for sentence in merge.collisions if "Two tabs" in sentence]
    if not merge.collisions and all(node in graph.nodes_by_id for graph in graphs(plain) for node in graph.inputs):
        assert contents(apply_edits(network, merge.edits)) == contents(plain)


@given(any_edits, any_edits)
def test_edits_that_arrive_twice_change_nothing_more_and_tell_nothing(first: list[Edit], second: list[Edit]):
    network = apply_edits(Network(), first)
    sent = based_on(network, second)
    merge = merge_edits(network, sent)
    once = apply_edits(network, merge.edits)
    again = merge_edits(once, sent)
    assert contents(apply_edits(once, again.edits)) == contents(once)
    assert again.taken == () or merge.is_other


def graphs(network: Network) -> list[Network | Block]:
    return [network, *network.blocks.values()]


def test_units_of_one_tab_and_activation_of_the_other_are_both_kept():
    network, told = both(NETWORK, [change(units=77)], [change(activation="tanh", label="mine")])
    node = network.nodes_by_id["a"]
    assert (node.config, node.label, told) == ({"units": 77, "activation": "tanh"}, "mine", ())


def test_two_values_of_one_argument_are_told_with_what_stands_and_what_is_gone():
    network, told = both(NETWORK, [change(units=77)], [change(units=4), PutNode(node=changed(DENSE, {"units": 48}))])
    assert network.nodes_by_id["a"].config["units"] == 48
    assert told == ('Two tabs changed units of "hidden" at once: 48 stands, 77 is gone.',)


def test_a_whole_number_sent_for_a_fraction_is_no_change_but_true_for_one_is():
    node = DENSE.model_copy(update={"config": {"rate": 1.0, "seed": 1}})
    network = NETWORK.model_copy(update={"nodes": (NETWORK.nodes[0], node)})
    sent = node.model_copy(update={"config": {"rate": 1, "seed": True}})
    merge = merge_edits(network, [PutNode(node=sent, was=node.model_copy(update={"config": {"rate": 1, "seed": 1}}))])
    config = apply_edits(network, merge.edits).nodes_by_id["a"].config
    assert repr(config) == "{'rate': 1.0, 'seed': True}"
    assert merge.collisions == ()


def test_a_change_of_a_deleted_node_brings_nothing_back_and_is_told():
    network, told = both(NETWORK, [RemoveEdge(id="e"), RemoveNode(id="a")], [change(units=77)])
    assert [node.id for node in network.nodes] == ["in_1"]
    assert told == (
        '"hidden" was deleted in one tab while another changed it. It stays deleted, and units 77 is gone with it.',
    )


def test_deleting_what_the_other_tab_changed_says_what_is_gone_with_it():
    network, told = both(NETWORK, [change(units=77)], [RemoveEdge(id="e"), RemoveNode(id="a")])
    assert [node.id for node in network.nodes] == ["in_1"]
    assert len(told) == 1
    assert "units 77" in told[0]


def test_deleting_what_the_other_tab_only_moved_needs_no_sentence():
    _, told = both(NETWORK, [change(position=Position(x=5))], [RemoveEdge(id="e"), RemoveNode(id="a")])
    assert told == ()


@pytest.mark.parametrize("is_first", [True, False])
def test_a_connection_to_a_layer_that_the_other_tab_deleted_does_not_stay(is_first: bool):
    below: list[Edit] = [
        PutNode(node=Node(id="b", class_name="Dense")),
        PutEdge(edge=Edge(id="new", source="a", target="b")),
        PutSettings(name=NETWORK.name, outputs=(Endpoint(node="a"), Endpoint(node="b")), output_keys=("x", "y")),
    ]
    away: list[Edit] = [RemoveEdge(id="e"), RemoveNode(id="a")]
    network, told = both(NETWORK, below, away) if is_first else both(NETWORK, away, below)
    assert [node.id for node in network.nodes] == ["in_1", "b"]
    assert network.edges == ()
    assert (network.outputs, network.output_keys) == ((Endpoint(node="b"),), ("y",))
    assert told == ('A connection is gone with "hidden": one tab deleted it while another connected it.',) or told == (
        'A connection is gone with "a": one tab deleted it while another connected it.',
    )


def test_an_id_that_the_other_tab_gave_first_is_taken_and_nothing_is_applied():
    mine: list[Edit] = [
        PutNode(node=Node(id="dense_1", class_name="Dense", config={"units": 1})),
        PutEdge(edge=Edge(id="new", source="a", target="dense_1")),
    ]
    theirs = apply_edits(NETWORK, [PutNode(node=Node(id="dense_1", class_name="Conv2D"))])
    merge = merge_edits(theirs, based_on(NETWORK, mine))
    assert merge.edits == ()
    assert merge.taken == (Taken(kind="node", block=None, id="dense_1"),)


def test_a_batch_that_comes_again_after_its_answer_was_lost_takes_no_id_and_tells_nothing():
    node = Node(id="dense_1", class_name="Dense", config={"units": 1})
    sent = based_on(NETWORK, [PutNode(node=node), PutNode(node=changed(node, {"units": 2}))])
    once = apply_edits(NETWORK, merge_edits(NETWORK, sent).edits)
    again = merge_edits(once, sent)
    assert (apply_edits(once, again.edits), again.collisions, again.taken) == (once, (), ())


def test_another_class_takes_its_own_arguments_and_none_of_the_other_tab():
    other = DENSE.model_copy(update={"class_name": "Conv2D", "config": {"filters": 8}})
    network, told = both(NETWORK, [change(units=77, label="theirs")], [PutNode(node=other)])
    node = network.nodes_by_id["a"]
    assert (node.class_name, node.config, node.label) == ("Conv2D", {"filters": 8}, "theirs")
    assert told == ('Two tabs changed layer of "hidden" at once: what came last stands.',)


def with_block() -> Network:
    inside = graph_of("in_1>a", kind=Block)
    standing = Node(id="b", class_name="Block", block="k")
    return NETWORK.model_copy(update={"nodes": (*NETWORK.nodes, standing), "blocks": {"k": inside}})


def test_a_change_inside_a_deleted_block_brings_nothing_back():
    network = with_block()
    inside: list[Edit] = [
        PutNode(node=network.blocks["k"].nodes[1].model_copy(update={"label": "x"}), block="k"),
        PutNode(node=Node(id="new", class_name="Dense"), block="k"),
    ]
    away: list[Edit] = [RemoveNode(id="b"), RemoveBlock(id="k")]
    after, told = both(network, away, inside)
    assert (after.blocks, len(told)) == ({}, 2)
    after, told = both(network, inside, away)
    assert after.blocks == {}
    assert told == ('The block "Block" was deleted in one tab while another changed it.',)


def test_a_block_stays_while_a_node_of_the_other_tab_stands_for_it():
    network = with_block()
    again: list[Edit] = [PutNode(node=Node(id="c", class_name="Block", block="k"))]
    away: list[Edit] = [RemoveNode(id="b"), RemoveBlock(id="k")]
    after, _ = both(network, again, away)
    assert after.blocks == network.blocks
    assert [node.id for node in after.nodes] == ["in_1", "a", "c"]
    after, told = both(network, away, again)
    assert (after.blocks, [node.id for node in after.nodes]) == ({}, ["in_1", "a"])
    assert told == ('"c" is not there: its block was deleted in another tab.',)


def test_name_and_outputs_of_a_block_are_merged():
    network = with_block()
    after, told = both(
        network, [PutBlock(id="k", name="Mine")], [PutBlock(id="k", name="Block", outputs=(Endpoint(node="a"),))]
    )
    assert (after.blocks["k"].name, after.blocks["k"].outputs, told) == ("Mine", (Endpoint(node="a"),), ())


def test_a_node_moved_in_both_tabs_is_told_once_for_all():
    def moved(x: float) -> list[Edit]:
        return [PutNode(node=node.model_copy(update={"position": Position(x=x)})) for node in NETWORK.nodes]

    network, told = both(NETWORK, moved(1), moved(2))
    assert {node.position.x for node in network.nodes} == {2}
    assert told == ("Two tabs moved 2 layers at once: the place that came last stands.",)


def test_edits_that_do_not_say_what_they_are_based_on_are_taken_as_they_are():
    edits = (PutNode(node=DENSE), PutEdge(edge=Edge(id="x", source="a", target="nowhere")))
    assert merge_edits(NETWORK, edits).edits == edits

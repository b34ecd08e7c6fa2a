from hypothesis import given
from hypothesis import strategies as st

from builder.network import (
    Edge,
    Edit,
    Network,
    Node,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveEdge,
    RemoveNode,
    apply_edits,
)
from tests.network.graphs import graph_of

ids = st.sampled_from(["a", "b", "c", "d"])
edits = st.lists(
    st.one_of(
        st.builds(
            PutNode, node=st.builds(Node, id=ids, class_name=st.just("Dense"), label=st.sampled_from(["", "x", "y"]))
        ),
        st.builds(RemoveNode, id=ids),
        st.builds(PutEdge, edge=st.builds(Edge, id=ids, source=ids, target=ids)),
        st.builds(RemoveEdge, id=ids),
        st.builds(PutSettings, name=st.sampled_from(["one", "two"])),
    ),
    max_size=12,
)


def test_a_replaced_record_keeps_its_place_and_a_new_one_goes_last():
    network = graph_of("in_1>a", "a>b")
    after = apply_edits(
        network,
        [
            PutNode(node=Node(id="a", class_name="Conv2D")),
            PutNode(node=Node(id="z", class_name="Flatten")),
            RemoveEdge(id="e0"),
        ],
    )
    assert [node.id for node in after.nodes] == ["in_1", "a", "b", "z"]
    assert after.nodes_by_id["a"].class_name == "Conv2D"
    assert [edge.id for edge in after.edges] == ["e1"]


@given(edits)
def test_applying_edits_twice_is_applying_them_once(log: list[Edit]):
    once = apply_edits(Network(), log)
    twice = apply_edits(once, log)
    assert once.nodes_by_id == twice.nodes_by_id
    assert once.edges_by_id == twice.edges_by_id
    assert once.name == twice.name


@given(edits, edits)
def test_edits_in_two_batches_are_the_same_as_in_one(first: list[Edit], second: list[Edit]):
    assert apply_edits(apply_edits(Network(), first), second) == apply_edits(Network(), [*first, *second])


def test_a_copy_with_other_nodes_finds_the_other_nodes():
    network = graph_of("in_1>a")
    assert network.nodes_by_id["a"].class_name == "Dense"
    copy = network.model_copy(update={"nodes": (Node(id="z", class_name="Dense"),), "edges": ()})
    assert (list(copy.nodes_by_id), copy.edges_into) == (["z"], {})

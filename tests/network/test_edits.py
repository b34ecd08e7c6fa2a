from hypothesis import given
from hypothesis import strategies as st

from builder.network import (
    Block,
    Edge,
    Edit,
    Endpoint,
    Network,
    Node,
    PutBlock,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveBlock,
    RemoveEdge,
    RemoveNode,
    apply_edits,
)
from builder.network.topology import used_nodes
from tests.network.graphs import graph_of

ids = st.sampled_from(["a", "b", "c", "d"])
blocks = st.sampled_from([None, "k", "l"])
names = st.sampled_from(["one", "two"])
nodes = st.builds(Node, id=ids, class_name=st.just("Dense"), label=st.sampled_from(["", "x", "y"]))
edits = st.lists(
    st.one_of(
        st.builds(PutNode, node=nodes, block=blocks),
        st.builds(RemoveNode, id=ids, block=blocks),
        st.builds(PutEdge, edge=st.builds(Edge, id=ids, source=ids, target=ids), block=blocks),
        st.builds(RemoveEdge, id=ids, block=blocks),
        st.builds(PutSettings, name=names, inputs=st.lists(ids, max_size=2)),
        st.builds(PutBlock, id=st.sampled_from(["k", "l"]), name=names, inputs=st.lists(ids, max_size=2)),
        st.builds(RemoveBlock, id=st.sampled_from(["k", "l"])),
    ),
    max_size=12,
)


def contents(network: Network) -> object:
    """What two networks are compared by where the order of records does not matter."""
    return [
        (graph.nodes_by_id, graph.edges_by_id, graph.name, graph.inputs, graph.outputs)
        for graph in (network, *(network.blocks.get(key, Block()) for key in ("k", "l")))
    ], network.blocks.keys()


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
    assert contents(apply_edits(once, log)) == contents(once)


@given(edits, edits)
def test_edits_in_two_batches_are_the_same_as_in_one(first: list[Edit], second: list[Edit]):
    assert apply_edits(apply_edits(Network(), first), second) == apply_edits(Network(), [*first, *second])


def test_records_with_a_block_change_that_block_alone():
    inside = graph_of("in_1>a", "a>b", kind=Block)
    network = graph_of("in_1>a").model_copy(update={"blocks": {"k": inside, "l": inside}})
    after = apply_edits(
        network,
        [
            PutNode(node=Node(id="a", class_name="Conv2D"), block="k"),
            RemoveEdge(id="e1", block="k"),
            RemoveNode(id="b", block="k"),
        ],
    )
    assert (after.nodes, after.edges) == (network.nodes, network.edges)
    assert after.blocks["k"] == Block(
        nodes=(inside.nodes[0], Node(id="a", class_name="Conv2D")), edges=inside.edges[:1]
    )
    assert after.blocks["l"] is inside


def test_a_block_is_put_with_its_settings_and_keeps_what_is_in_it():
    inside = graph_of("in_1>a", kind=Block)
    network = Network(blocks={"k": inside})
    put = PutBlock(id="k", name="Residual", inputs=("in_1",), outputs=(Endpoint(node="a"),), output_keys=("out",))
    block = apply_edits(network, [put]).blocks["k"]
    assert (block.name, block.inputs, block.outputs, block.output_keys) == (
        "Residual",
        ("in_1",),
        (Endpoint(node="a"),),
        ("out",),
    )
    assert (block.nodes, block.edges) == (inside.nodes, inside.edges)


def test_a_block_is_removed_with_all_that_is_in_it():
    network = Network(blocks={"k": graph_of("in_1>a", kind=Block)})
    assert apply_edits(network, [RemoveBlock(id="k")]).blocks == {}
    again = apply_edits(network, [RemoveBlock(id="k"), PutNode(node=Node(id="z", class_name="Dense"), block="k")])
    assert again.blocks == {"k": Block(nodes=(Node(id="z", class_name="Dense"),))}


def test_removing_from_a_block_that_is_not_there_makes_none():
    assert apply_edits(Network(), [RemoveNode(id="a", block="k"), RemoveEdge(id="e", block="k")]) == Network()


def test_settings_are_put_whole():
    network = Network(input_keys=("old",), description="kept")
    after = apply_edits(network, [PutSettings(name="New", output_keys=("a", "b"))])
    assert after == Network(name="New", output_keys=("a", "b"), description="kept")


def test_a_copy_with_other_nodes_finds_the_other_nodes():
    network = graph_of("in_1>a")
    assert network.nodes_by_id["a"].class_name == "Dense"
    copy = network.model_copy(update={"nodes": (Node(id="z", class_name="Dense"),), "edges": ()})
    assert (list(copy.nodes_by_id), copy.edges_into) == (["z"], {})


def test_a_copy_with_other_outputs_or_layers_finds_anew_what_leads_to_an_output():
    network = graph_of("in_1>a", "in_1>b")
    assert used_nodes(network) == {"in_1", "a", "b"}
    chosen = network.model_copy(update={"outputs": (Endpoint(node="b"),)})
    assert used_nodes(chosen) == {"in_1", "b"}
    assert used_nodes(chosen.model_copy(update={"outputs": ()})) == {"in_1", "a", "b"}
    inputs = tuple(node.model_copy(update={"class_name": "Input"}) for node in network.nodes)
    assert used_nodes(network.model_copy(update={"nodes": inputs})) == set()

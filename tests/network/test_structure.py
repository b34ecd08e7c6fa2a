import pytest

from builder.network import Block, Edge, Endpoint, Graph, Network, Node
from builder.network.structure import find_structural_problems
from tests.network.graphs import graph_of


def codes_of(graph: Graph) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.node_id) for problem in find_structural_problems(graph)]


def test_a_sound_network_has_no_problem():
    assert codes_of(graph_of("in_1>a", "a>b")) == []


def test_an_empty_network_says_where_to_begin():
    (problem,) = find_structural_problems(Network())
    assert (problem.code, problem.hint) == ("empty", "Begin with an Input.")


def test_a_cycle_is_told_with_its_nodes_and_edges():
    (problem,) = find_structural_problems(graph_of("in_1>a", "a>b", "b>a", "b>c"))
    assert problem.code == "cycle"
    assert problem.edge_ids == ("e1", "e2")
    assert problem.message == 'The connections run in a circle through "a", "b".'


def test_a_layer_without_input_and_an_input_without_use_are_told():
    assert codes_of(graph_of("in_1", "a>b")) == [("missing_input", "a"), ("unused_input", "in_1")]


def test_an_edge_to_nowhere_is_told_at_the_end_that_exists():
    graph = Network(nodes=(Node(id="in_1", class_name="Input"),), edges=(Edge(id="e", source="in_1", target="gone"),))
    assert ("loose_edge", "in_1") in codes_of(graph)


def test_an_input_that_is_fed_is_told():
    assert ("input_has_input", "in_2") in codes_of(graph_of("in_1>a", "a>in_2", "in_2>b"))


def test_two_edges_into_one_port_are_told():
    graph = graph_of("in_1>a", "in_2>a")
    edges = tuple(edge.model_copy(update={"index": 0}) for edge in graph.edges)
    assert codes_of(graph.model_copy(update={"edges": edges})) == [("crowded_port", "a")]


def test_a_name_given_twice_is_told_at_the_second():
    graph = graph_of("in_1>a", "a>b")
    nodes = tuple(node.model_copy(update={"label": "same"}) if node.id != "in_1" else node for node in graph.nodes)
    (problem,) = find_structural_problems(graph.model_copy(update={"nodes": nodes}))
    assert (problem.code, problem.node_id, problem.argument) == ("duplicate_name", "b", "label")


@pytest.mark.parametrize(
    ("shares", "class_name"), [("gone", "Dense"), ("b", "Dense"), ("in_1", "Dense"), ("a", "Conv2D")]
)
def test_sharing_what_cannot_be_shared_is_told(shares: str, class_name: str):
    graph = graph_of("in_1>a", "a>b")
    nodes = (*graph.nodes[:2], Node(id="b", class_name=class_name, shares=shares))
    assert codes_of(graph.model_copy(update={"nodes": nodes})) == [("unsound_sharing", "b")]


def test_a_shared_layer_bears_its_owners_name_without_complaint():
    graph = graph_of("in_1>a", "in_2>b", "a>c", "b>c")
    nodes = tuple(
        node.model_copy(update={"shares": "a", "label": "a"}) if node.id == "b" else node for node in graph.nodes
    )
    assert codes_of(graph.model_copy(update={"nodes": nodes})) == []


def test_outputs_and_inputs_that_do_not_exist_are_told():
    graph = graph_of("in_1>a").model_copy(update={"inputs": ("a",), "outputs": (Endpoint(node="gone"),)})
    found = codes_of(graph)
    assert ("unsound_input", "a") in found
    assert ("unsound_output", None) in found
    assert ("forgotten_input", "in_1") in found


def test_a_layer_beside_the_chosen_outputs_is_a_warning_only():
    graph = graph_of("in_1>a", "a>b").model_copy(update={"outputs": (Endpoint(node="a"),)})
    (problem,) = find_structural_problems(graph)
    assert (problem.code, problem.node_id, problem.severity) == ("unused_layer", "b", "warning")


def test_a_block_that_holds_itself_through_another_is_told():
    def holding(key: str) -> Block:
        return Block(nodes=(Node(id="inner", class_name="Block", block=key),))

    network = Network(
        nodes=(Node(id="in_1", class_name="Input"), Node(id="a", class_name="Block", block="one")),
        edges=(Edge(id="e", source="in_1", target="a"),),
        blocks={"one": holding("two"), "two": holding("one")},
    )
    assert codes_of(network) == [("recursive_block", "a")]
    assert codes_of(network.model_copy(update={"blocks": {}})) == [("unknown_block", "a")]

import itertools

from builder.network import Endpoint
from builder.network.topology import (
    ancestors,
    descendants,
    find_cycles,
    input_ids,
    output_endpoints,
    topological_order,
)
from tests.network.graphs import graph_of


def test_every_node_follows_its_inputs_and_ties_keep_the_order_of_the_graph():
    graph = graph_of("d>e", "in_1>b", "in_1>a", "a>d", "b>d")
    assert topological_order(graph) == ("in_1", "b", "a", "d", "e")


def test_nodes_on_a_cycle_and_after_it_are_left_out_of_the_order():
    graph = graph_of("in_1>a", "a>b", "b>a", "b>c")
    assert topological_order(graph) == ("in_1",)


def test_cycle_names_every_node_in_it():
    graph = graph_of("in_1>a", "a>b", "b>c", "c>a", "c>d", "e>e")
    assert find_cycles(graph) == (("a", "b", "c"), ("e",))


def test_order_of_a_chain_of_five_thousand_needs_no_recursion():
    names = [f"n{place}" for place in range(5_000)]
    graph = graph_of(*(f"{a}>{b}" for a, b in itertools.pairwise(names)))
    assert topological_order(graph) == tuple(names)
    assert descendants(graph, ["n0"]) == frozenset(names)


def test_inputs_and_outputs_are_derived_unless_chosen():
    graph = graph_of("in_1>a", "in_2>a", "a>b", "a>c")
    assert input_ids(graph) == ("in_1", "in_2")
    assert output_endpoints(graph) == (Endpoint(node="b"), Endpoint(node="c"))
    chosen = graph.model_copy(update={"inputs": ("in_2", "in_1"), "outputs": (Endpoint(node="a"),)})
    assert input_ids(chosen) == ("in_2", "in_1")
    assert output_endpoints(chosen) == (Endpoint(node="a"),)


def test_reach_includes_the_start():
    graph = graph_of("in_1>a", "a>b", "a>c", "d>c")
    assert descendants(graph, ["a"]) == {"a", "b", "c"}
    assert ancestors(graph, ["c"]) == {"c", "a", "d", "in_1"}

"""A check that remembers the last one gives the same report as one that does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.engine.check import check
from builder.engine.layer_call import LayerCall, LayerResult
from builder.engine.previous_check import PreviousCheck
from builder.network import Network, PutEdge, PutNode, RemoveEdge, RemoveNode, apply_edits
from builder.panels.examples import examples

pytestmark = pytest.mark.keras

CHANGES = ("units", "label", "class", "cut", "remove", "activation")


def edited(network: Network, change: str, place: int) -> Network:
    node = network.nodes[place % len(network.nodes)]
    edge = network.edges[place % len(network.edges)] if network.edges else None
    match change:
        case "units":
            return apply_edits(network, [PutNode(node=node.model_copy(update={"config": node.config | {"units": 7}}))])
        case "activation":
            config = node.config | {"activation": "nonsense" if place % 2 else "tanh"}
            return apply_edits(network, [PutNode(node=node.model_copy(update={"config": config}))])
        case "label":
            return apply_edits(network, [PutNode(node=node.model_copy(update={"label": f"named {place}"}))])
        case "class":
            return apply_edits(network, [PutNode(node=node.model_copy(update={"class_name": "Flatten", "config": {}}))])
        case "cut" if edge is not None:
            return apply_edits(network, [RemoveEdge(id=edge.id)])
        case "remove" if len(network.nodes) > 2:
            return apply_edits(network, [RemoveNode(id=node.id)])
    return network


@settings(max_examples=25, deadline=None)
@given(
    name=st.sampled_from(list(examples())),
    changes=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 30)), min_size=1, max_size=6),
)
def test_a_chain_of_edits_is_checked_as_if_each_network_were_new(name: str, changes: list[tuple[str, int]]):
    previous, network = PreviousCheck(), examples()[name]
    assert check(network, previous=previous) == check(network)
    for change, place in changes:
        network = edited(network, change, place)
        assert check(network, previous=previous) == check(network)


def test_only_what_an_edit_touches_is_asked_again():
    from builder.engine.inference import infer

    asked: list[str] = []

    def noting(call: LayerCall) -> LayerResult:
        asked.append(call.class_name)
        return infer(call)

    network, previous = examples()["03_small_convnet"], PreviousCheck()
    check(network, infer=noting, previous=previous)
    asked.clear()
    last = network.nodes_by_id["classes"]
    edit = PutNode(node=last.model_copy(update={"config": last.config | {"units": 3}}))
    check(apply_edits(network, [edit]), infer=noting, previous=previous)
    assert asked == ["Dense"]


def test_an_edge_put_again_elsewhere_is_seen():
    network, previous = examples()["05_two_branches"], PreviousCheck()
    check(network, previous=previous)
    edge = next(edge for edge in network.edges if edge.target == "acid_features")
    moved = apply_edits(network, [PutEdge(edge=edge.model_copy(update={"source": "colour"}))])
    assert check(moved, previous=previous) == check(moved)

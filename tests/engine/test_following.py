"""Inputs of blocks take the shape of what flows in, as far as one set of weights allows."""

import pytest

from builder.engine import check
from builder.engine.following import inputs_that_follow
from builder.network import Block, Network, apply_edits
from tests.engine.drawing import draw, input_of

pytestmark = pytest.mark.keras


def widening(units: int, *, takes: int = 8) -> Block:
    return draw((input_of(takes, name="in"), ("d", "Dense", {"units": units})), "in>d", kind=Block)


def followed(network: Network) -> Network:
    """Returns the network when every Input has followed, the way the workspace asks again and again."""
    while edits := inputs_that_follow(network, check(network)):
        network = apply_edits(network, edits)
    return network


def shapes(network: Network) -> list[object]:
    return [block.nodes[0].config["shape"] for block in network.blocks.values()]


def test_nothing_follows_where_everything_fits():
    network = draw((input_of(8), ("one", "Block", {"block": "a"})), "images>one", blocks={"a": widening(4)})
    assert inputs_that_follow(network, check(network)) == ()


def test_a_chain_of_blocks_follows_one_after_the_other():
    layers = (input_of(5), *((name, "Block", {"block": name}) for name in "abc"))
    blocks = {"a": widening(32), "b": widening(64), "c": widening(128)}
    network = followed(draw(layers, "images>a", "a>b", "b>c", blocks=blocks))
    assert shapes(network) == [[5], [32], [64]]
    assert check(network).ok


def test_a_block_inside_a_block_follows_too():
    outer = draw((input_of(8, name="in"), ("inner", "Block", {"block": "b"})), "in>inner", kind=Block)
    layers = (input_of(3), ("node", "Block", {"block": "a"}))
    network = followed(draw(layers, "images>node", blocks={"a": outer, "b": widening(4)}))
    assert shapes(network) == [[3], [3]]


def test_a_block_that_two_nodes_stand_for_follows_only_what_both_are_fed():
    layers = (input_of(5), ("one", "Block", {"block": "a"}), ("two", "Block", {"block": "a"}))
    twice = draw(layers, "images>one", "images>two", blocks={"a": widening(4)})
    assert shapes(followed(twice)) == [[5]]
    apart = draw((input_of(6, name="other"), *layers), "images>one", "other>two", blocks={"a": widening(4)})
    assert shapes(followed(apart)) == [[8]]


def test_open_sizes_stay_open():
    block = draw((input_of(None, 4, name="in"), ("c", "Conv1D", {"filters": 4, "kernel_size": 3})), "in>c", kind=Block)
    network = draw((input_of(9, 4), ("node", "Block", {"block": "a"})), "images>node", blocks={"a": block})
    assert shapes(followed(network)) == [[None, 4]]

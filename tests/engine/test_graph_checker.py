"""Layers and blocks that several nodes stand for: one set of weights, counted once, fitting every call."""

import pytest

from builder.engine import TensorSpec, check
from builder.network import Block, Network, apply_edits
from tests.engine.drawing import draw, input_of

pytestmark = pytest.mark.keras


def dense(name: str, units: int):
    return (name, "Dense", {"units": units})


def only_problem(network: Network):
    (problem,) = check(network).problems
    return problem


def shared(*, right: int) -> Network:
    layers = (
        input_of(784, name="a"),
        input_of(right, name="b"),
        dense("code", units=3),
        ("twin", "Dense", {"shares": "code"}),
    )
    return draw((*layers, ("both", "Concatenate", {})), "a>code", "b>twin", "code>both", "twin>both")


def test_shared_layer_counts_once():
    report = check(shared(right=784))
    assert report.ok
    assert (report.parameters["code"], report.parameters["twin"], report.total_parameters) == (2355, 0, 2355)


def test_shared_layer_must_fit_the_weights_that_its_first_call_made():
    problem = only_problem(shared(right=100))
    assert (problem.code, problem.node_id) == ("other_size", "twin")
    assert "expected axis -1 of input shape to have value 784" in problem.details


def block_of(*inner, arrows) -> Block:
    return draw(inner, *arrows, kind=Block)


def with_block(block: Block, *shape: int | None) -> Network:
    layers = (input_of(*shape), ("first", "Block", {"block": "b"}), ("second", "Block", {"block": "b"}))
    return draw(layers, "images>first", "first>second", blocks={"b": block})


def test_block_counts_once_and_gives_its_outputs():
    block = block_of(input_of(8, name="in"), dense("d", units=8), arrows=["in>d"])
    report = check(with_block(block, 8))
    assert report.ok
    assert report.tensors["second"] == (TensorSpec((None, 8)),)
    assert (report.parameters["first"], report.parameters["second"], report.total_parameters) == (72, 0, 72)


def test_problem_inside_a_block_appears_on_its_nodes():
    block = block_of(input_of(8, name="in"), ("d", "Dens", {"units": 8}), arrows=["in>d"])
    problem = check(with_block(block, 8)).problems[0]
    assert (problem.code, problem.node_id) == ("block", "first")
    assert problem.message == 'Inside the block "first": Unknown layer "Dens". Did you mean "Dense"?'


def test_block_takes_only_what_its_inputs_declare():
    block = block_of(input_of(8, name="in"), dense("d", units=8), arrows=["in>d"])
    problem = only_problem(with_block(block, 9))
    assert problem.message == 'The input "in" of the block "first" takes vectors of 8, but "images" gives vectors of 9.'


def test_block_with_an_open_size_is_worked_out_for_what_it_is_fed():
    block = block_of(input_of(None, 4, name="in"), ("c", "Conv1D", {"filters": 4, "kernel_size": 3}), arrows=["in>c"])
    assert check(with_block(block, 9, 4)).tensors["second"] == (TensorSpec((None, 5, 4)),)


def test_block_inside_a_block_that_does_not_exist():
    block = block_of(input_of(8, name="in"), ("d", "Block", {"block": "nowhere"}), arrows=["in>d"])
    problem = check(with_block(block, 8)).problems[0]
    assert (problem.code, problem.node_id) == ("block", "first")
    assert "does not exist" in problem.message


def test_block_that_holds_itself_is_told_and_not_followed():
    block = block_of(input_of(8, name="in"), ("d", "Block", {"block": "b"}), arrows=["in>d"])
    assert {problem.code for problem in check(with_block(block, 8)).problems} == {"recursive_block"}


def test_what_flows_inside_a_block_is_told_on_what_its_first_node_is_fed():
    block = block_of(input_of(None, 4, name="in"), ("c", "Conv1D", {"filters": 4, "kernel_size": 3}), arrows=["in>c"])
    inside = check(with_block(block, 9, 4)).blocks["b"]
    assert inside.tensors == {"in": (TensorSpec((None, 9, 4)),), "c": (TensorSpec((None, 7, 4)),)}
    assert (inside.parameters, inside.total_parameters, inside.problems) == ({"in": 0, "c": 52}, 52, ())


def test_a_block_that_nothing_feeds_yet_is_told_as_it_declares():
    block = block_of(input_of(8, name="in"), dense("d", units=3), arrows=["in>d"])
    assert check(Network(blocks={"b": block})).blocks["b"].tensors["d"] == (TensorSpec((None, 3)),)


def test_problems_inside_a_block_name_its_own_nodes_and_their_mends_reach_into_it():
    block = block_of(input_of(4, 4, 1, name="in"), dense("d", 2), ("l", "LSTM", {"units": 2}), arrows=["in>d", "d>l"])
    network = with_block(block, 4, 4, 1)
    (problem,) = check(network).blocks["b"].problems
    assert (problem.code, problem.node_id) == ("wrong_rank", "l")
    mended = apply_edits(network, problem.fixes[0].edits)
    assert mended.nodes == network.nodes
    assert check(mended).blocks["b"].problems == ()


def test_blocks_that_hold_themselves_are_not_looked_into():
    endless = block_of(input_of(8, name="in"), ("d", "Block", {"block": "b"}), arrows=["in>d"])
    around = block_of(input_of(8, name="in"), ("d", "Block", {"block": "b"}), arrows=["in>d"])
    assert check(Network(blocks={"b": endless, "around": around})).blocks == {}


def test_an_input_that_does_not_fit_can_take_what_flows_in():
    block = block_of(input_of(8, name="in"), dense("d", units=9), arrows=["in>d"])
    network = with_block(block, 9)
    (fix,) = only_problem(network).fixes
    assert fix.label == "Let it take vectors of 9"
    assert check(apply_edits(network, fix.edits)).ok

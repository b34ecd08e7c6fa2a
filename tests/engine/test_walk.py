"""Layers and blocks that several nodes stand for: one set of weights, counted once, fitting every call."""

import pytest

from builder.engine import TensorSpec, check
from builder.network import Block, Network
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

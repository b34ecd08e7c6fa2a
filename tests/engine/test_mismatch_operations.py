"""Operations that do not fit what flows into them are told about in plain words."""

import pytest

from builder.engine.check import check
from builder.network import Edge, Network, Node, Problem
from builder.network.record import Config

pytestmark = pytest.mark.keras


def problem_of(
    class_name: str, config: Config, *shapes: list[int], arguments: tuple[str | None, ...] = (None,)
) -> Problem:
    """Returns the one problem of an operation called "op" on Inputs "a", "b" of these shapes."""
    names = "ab"[: len(shapes)]
    inputs = [
        Node(id=name, class_name="Input", config={"shape": shape}) for name, shape in zip(names, shapes, strict=True)
    ]
    edges = tuple(
        Edge(id=f"from_{name}", source=name, target="op", argument=argument, index=place if argument is None else 0)
        for place, (name, argument) in enumerate(zip(names, arguments, strict=True))
    )
    (problem,) = check(
        Network(nodes=(*inputs, Node(id="op", class_name=class_name, config=config)), edges=edges)
    ).problems
    return problem


def test_sizes_that_do_not_go_together_are_named() -> None:
    problem = problem_of("ops.add", {}, [4, 6], [4, 5], arguments=(None, "x2"))
    assert problem.code == "unequal_shapes"
    assert problem.message == (
        'ops.add "op" works number by number, so sizes must be equal or 1, '
        'but "a" gives sequences of 4×6 and "b" gives sequences of 4×5.'
    )
    assert "Cannot broadcast" in problem.details


def test_axis_that_is_not_there_is_a_problem_of_the_axis() -> None:
    problem = problem_of("ops.mean", {"axis": 7}, [4, 6])
    assert (problem.code, problem.argument) == ("no_such_axis", "axis")
    assert problem.hint.startswith("Choose an axis from 0, which is the batch, to 2")


@pytest.mark.parametrize("key", [":, 9", ":, 0, 0, 0"])
def test_index_out_of_bounds_is_a_problem_of_the_key(key: str) -> None:
    problem = problem_of("ops.getitem", {"key": key}, [4, 6])
    assert (problem.code, problem.argument) == ("no_such_index", "key")
    assert problem.message == f'ops.getitem "op" takes [{key}], but "a" gives sequences of 4×6.'


def test_text_that_is_no_index_is_refused_before_keras_is_asked() -> None:
    problem = problem_of("ops.getitem", {"key": "0] + open(["}, [4, 6])
    assert (problem.code, problem.argument, problem.details) == ("wrong_argument", "key", "")


def test_split_that_does_not_come_out_says_so() -> None:
    problem = problem_of("ops.split", {"indices_or_sections": 4, "axis": -1}, [4, 6])
    assert problem.message == 'ops.split "op" cuts 6 into 4 equal parts, but cannot.'


def test_port_with_neither_tensor_nor_number_is_missing() -> None:
    problem = problem_of("ops.multiply", {}, [4])
    assert problem.code == "missing_input"
    assert problem.message == (
        'Nothing flows into the input "x2" of ops.multiply "op" yet, and it has no number x2 either.'
    )


def test_port_with_both_tensor_and_number_is_crowded() -> None:
    problem = problem_of("ops.multiply", {"x2": 2}, [4], [4], arguments=(None, "x2"))
    assert (problem.code, problem.argument, problem.edge_ids) == ("crowded_port", "x2", ("from_b",))


def test_weights_that_cannot_be_drawn_are_told_before_the_model_is_built() -> None:
    problem = problem_of("LSTM", {"units": 4, "dtype": "bfloat16"}, [5, 3])
    assert (problem.code, problem.argument) == ("unsupported_dtype", "dtype")
    assert problem.message == 'TensorFlow cannot compute LSTM "op" in bfloat16.'

"""Nodes for what an import could not read: any document may hold them, in any state."""

import pytest

from builder.engine.check import check
from builder.network import Edge, Endpoint, Network, Node, PutNode, apply_edits
from builder.network.unread import Unread, class_name_of, is_unread, source_name, unread_of, unread_words

CONFIG = {"code": "Sampling(3)", "reason": "it is a layer of its own making", "line": 12, "outputs": 2}


def network(**changes: object) -> Network:
    node = {"id": "sampling", "class_name": "source.Sampling", "config": CONFIG, "call": {"arguments": "[_1, _2]"}}
    return Network(
        nodes=(
            Node(id="a", class_name="Input", config={"shape": [3]}),
            Node(id="b", class_name="Input", config={"shape": [3]}),
            Node(**node | changes),
            Node(id="dense", class_name="Dense", config={"units": 2}),
        ),
        edges=(
            Edge(id="1", source="a", target="sampling"),
            Edge(id="2", source="b", target="sampling", index=1),
            Edge(id="3", source="sampling", output=1, target="dense"),
        ),
        outputs=(Endpoint(node="sampling"), Endpoint(node="dense")),
    )


def test_a_document_holds_it_with_its_edges_and_an_edit_of_it_is_undone() -> None:
    there = network()
    assert Network.from_json(there.to_json()) == there
    node = there.nodes_by_id["sampling"]
    changed = apply_edits(there, [PutNode(node=node.model_copy(update={"label": "z"}))])
    assert changed != there
    assert apply_edits(changed, [PutNode(node=node)]) == there


def test_it_is_one_problem_and_what_follows_keeps_quiet() -> None:
    report = check(network(), infer=lambda call: pytest.fail(f"asked for {call}"))
    (problem,) = report.problems
    assert (problem.code, problem.node_id) == ("not_understood", "sampling")
    assert problem.message == "Sampling could not be understood, line 12: it is a layer of its own making."
    assert not report.ok


def test_a_layer_that_is_called_twice_is_told_once() -> None:
    again = Node(id="again", class_name="source.Sampling", shares="sampling", call={"arguments": "_1"})
    there = network()
    there = there.model_copy(
        update={
            "nodes": (*there.nodes, again),
            "edges": (*there.edges, Edge(id="4", source="a", target="again")),
            "outputs": (*there.outputs, Endpoint(node="again")),
        }
    )
    assert [problem.code for problem in check(there, infer=lambda call: pytest.fail()).problems] == ["not_understood"]


@pytest.mark.parametrize("config", [{}, {"line": "x"}, {"code": 3, "reason": []}, {"outputs": 0}, {"more": 1}])
def test_a_config_that_says_nothing_of_the_kind_is_an_error_all_the_same(config: dict[str, object]) -> None:
    (problem,) = check(network(config=config), infer=lambda call: pytest.fail()).problems
    assert problem.message == "Sampling could not be understood."


def test_a_class_named_like_one_of_keras_is_never_taken_for_it() -> None:
    node = Node(id="a", class_name=class_name_of("Attention"), config=CONFIG)
    assert (is_unread(node), source_name(node)) == (True, "Attention")
    assert not is_unread(Node(id="a", class_name="Attention"))


@pytest.mark.parametrize("name", ["größe", "", "a" * 200, "x.y[3]", "日本"])
def test_any_name_becomes_a_class_name(name: str) -> None:
    assert is_unread(Node(id="a", class_name=class_name_of(name)))


def test_lines_of_notebooks_are_told_by_cell() -> None:
    unread = Unread(code="f", reason="it is not run", line=3, cell=2)
    node = Node(id="a", class_name="source.f", config=unread.to_config())
    assert unread_of(node) == unread
    assert unread_words(node) == "f could not be understood, cell 2, line 3: it is not run."

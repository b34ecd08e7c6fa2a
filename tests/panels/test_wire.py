from builder.engine import Report, TensorSpec
from builder.engine.report import BlockReport
from builder.network import Problem
from builder.panels.wire import diagnostics_of

WRONG = Problem(code="wrong_rank", message="No.", node_id="d")
EVERYWHERE = Problem(code="cycle", message="Round and round.")


def test_nodes_inside_a_block_go_by_the_ids_of_both():
    inside = BlockReport((WRONG,), {"in": (TensorSpec((None, 4)),)}, {"in": 0}, 12)
    found = diagnostics_of(Report(tensors={"in": (TensorSpec((None, 8)),)}, parameters={"in": 0}, blocks={"k": inside}))
    assert set(found.nodes) == {"in", "k/in", "k/d"}
    assert found.nodes["k/in"]["tensors"] == [{"shape": [None, 4], "dtype": "float32"}]
    (problem,) = found.nodes["k/d"]["problems"]
    assert (problem["message"], problem["node_id"], problem["block"]) == ("No.", "d", "k")
    assert found.blocks == {"k": {"problems": [], "total_parameters": 12}}


def test_problems_of_no_node_stand_with_their_graph():
    found = diagnostics_of(Report(problems=(EVERYWHERE,), blocks={"k": BlockReport((EVERYWHERE,))}))
    assert [(problem["code"], problem["block"]) for problem in found.problems] == [("cycle", None)]
    assert [(p["code"], p["block"]) for p in found.blocks["k"]["problems"]] == [("cycle", "k")]


def test_that_nothing_is_drawn_yet_is_no_problem_on_the_canvas():
    empty = Problem(code="empty", message="The network has no layers yet.")
    found = diagnostics_of(Report(problems=(empty,), blocks={"k": BlockReport((empty,))}))
    assert (found.problems, found.blocks["k"]["problems"]) == ((), [])

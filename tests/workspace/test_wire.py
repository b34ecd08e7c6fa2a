from builder.engine import Report, TensorSpec
from builder.engine.report import BlockReport
from builder.network import Block, Edge, Network, Node, Problem, PutEdge, PutNode, RemoveNode
from builder.network.problems import Fix
from builder.workspace.wire import diagnostics_of

WRONG = Problem(code="wrong_rank", message="No.", node_id="d")
EVERYWHERE = Problem(code="cycle", message="Round and round.")


def test_nodes_inside_a_block_go_by_the_ids_of_both():
    inside = BlockReport((WRONG,), {"in": (TensorSpec((None, 4)),)}, {"in": 0}, 12)
    found = diagnostics_of(
        Report(tensors={"in": (TensorSpec((None, 8)),)}, parameters={"in": 0}, blocks={"k": inside}), Network()
    )
    assert set(found.nodes) == {"in", "k/in", "k/d"}
    assert found.nodes["k/in"]["tensors"] == [{"shape": [None, 4], "dtype": "float32"}]
    (problem,) = found.nodes["k/d"]["problems"]
    assert (problem["message"], problem["node_id"], problem["block"]) == ("No.", "d", "k")
    assert found.blocks == {"k": {"problems": [], "total_parameters": 12}}


def test_problems_of_no_node_stand_with_their_graph():
    found = diagnostics_of(Report(problems=(EVERYWHERE,), blocks={"k": BlockReport((EVERYWHERE,))}), Network())
    assert [(problem["code"], problem["block"]) for problem in found.problems] == [("cycle", None)]
    assert [(p["code"], p["block"]) for p in found.blocks["k"]["problems"]] == [("cycle", "k")]


def test_that_nothing_is_drawn_yet_is_no_problem_on_the_canvas():
    empty = Problem(code="empty", message="The network has no layers yet.")
    found = diagnostics_of(Report(problems=(empty,), blocks={"k": BlockReport((empty,))}), Network())
    assert (found.problems, found.blocks["k"]["problems"]) == ((), [])


def test_a_fix_says_what_it_found_in_the_network():
    dense, inner = Node(id="d", class_name="Dense"), Node(id="d", class_name="LSTM")
    added, edge = Node(id="r", class_name="Reshape"), Edge(id="e", source="r", target="d")
    wide = dense.model_copy(update={"config": {"units": 3}})
    network = Network(nodes=(dense,), blocks={"k": Block(nodes=(inner,))})

    def told(block: str | None) -> Problem:
        edits = (
            PutNode(node=added, block=block),
            PutEdge(edge=edge, block=block),
            PutNode(node=wide, block=block),
            RemoveNode(id="d", block=block),
        )
        return WRONG.model_copy(update={"fixes": (Fix(label="Mend", edits=edits),)})

    found = diagnostics_of(Report(problems=(told(None),), blocks={"k": BlockReport((told("k"),))}), network)
    for key, before in (("d", dense), ("k/d", inner)):
        ((fix,),) = [problem["fixes"] for problem in found.nodes[key]["problems"]]
        assert [edit["was"] for edit in fix["edits"]] == [None, None, before.model_dump(), wide.model_dump()]

"""What checking says, put into the words of the wire."""

from typing import Any

from builder.engine import Report
from builder.engine.report import BlockReport
from builder.network import Network
from builder.network.edits import NetworkDraft
from builder.network.former import fix_based_on
from builder.workspace.history import Diagnostics

JsonObject = dict[str, Any]


def diagnostics_of(report: Report, network: Network, *, notice: str = "") -> Diagnostics:
    """Returns the report on a network as the canvas draws it; that a blank canvas has no layers is no problem there.

    A node inside a block goes by the ids of both, "block/node", which no id can be by itself. Fixes say what they
    found in the network, so that one that is applied later changes only what it is about.
    """
    draft = NetworkDraft(network)
    nodes, general = _scope(report, None, draft)
    blocks = {}
    for key, inside in report.blocks.items():
        inner, problems = _scope(inside, key, draft)
        nodes |= {f"{key}/{node_id}": found for node_id, found in inner.items()}
        blocks[key] = {"problems": problems, "total_parameters": inside.total_parameters}
    return Diagnostics(
        nodes=nodes,
        problems=tuple(general),
        blocks=blocks,
        total_parameters=report.total_parameters,
        notice=notice,
    )


def _scope(
    report: Report | BlockReport, block: str | None, draft: NetworkDraft
) -> tuple[dict[str, JsonObject], list[JsonObject]]:
    """Returns what there is to say of each node of one graph, and of the graph as a whole."""
    by_node: dict[str | None, list[JsonObject]] = {}
    for problem in report.problems:
        if problem.code != "empty":
            if problem.fixes:
                fixes = tuple(fix_based_on(draft, fix) for fix in problem.fixes)
                problem = problem.model_copy(update={"fixes": fixes})
            by_node.setdefault(problem.node_id, []).append(problem.model_dump(mode="json") | {"block": block})
    ids = {*report.tensors, *report.parameters, *(node_id for node_id in by_node if node_id is not None)}
    nodes = {
        node_id: {
            "tensors": [{"shape": list(t.shape), "dtype": t.dtype} for t in report.tensors.get(node_id, ())],
            "parameters": report.parameters.get(node_id, 0),
            "problems": by_node.get(node_id, []),
        }
        for node_id in ids
    }
    return nodes, by_node.get(None, [])

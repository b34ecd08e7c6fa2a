"""What checking says, put into the words of the wire."""

from typing import Any

from builder.canvas.history import Diagnostics
from builder.engine import Report
from builder.network import Problem

JsonObject = dict[str, Any]


def diagnostics_of(report: Report, *, notice: str = "") -> Diagnostics:
    """Returns the report as the canvas draws it; that a blank canvas has no layers is no problem there."""
    by_node: dict[str | None, list[JsonObject]] = {}
    for problem in report.problems:
        if problem.code != "empty":
            by_node.setdefault(problem.node_id, []).append(_problem(problem))
    ids = {*report.tensors, *report.parameters, *(node_id for node_id in by_node if node_id is not None)}
    nodes = {
        node_id: {
            "tensors": [{"shape": list(t.shape), "dtype": t.dtype} for t in report.tensors.get(node_id, ())],
            "parameters": report.parameters.get(node_id, 0),
            "problems": by_node.get(node_id, []),
        }
        for node_id in ids
    }
    return Diagnostics(
        nodes=nodes,
        problems=tuple(by_node.get(None, ())),
        total_parameters=report.total_parameters,
        notice=notice,
    )


def _problem(problem: Problem) -> JsonObject:
    return problem.model_dump(mode="json")

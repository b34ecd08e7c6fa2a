"""What a walk through a block found, as the report that somebody reads who has opened it."""

from builder.engine.graph_checker import GraphReport
from builder.engine.report import BlockReport
from builder.network import Edit, Problem, PutEdge, PutNode, RemoveEdge, RemoveNode


def report_inside(key: str, report: GraphReport) -> BlockReport:
    """Returns the report on the block whose id is ``key``."""
    return BlockReport(
        problems=tuple(_mended_inside(key, problem) for problem in report.problems),
        tensors=report.tensors,
        parameters=report.parameters,
        total_parameters=sum(result.parameters for result in report.weights.values()),
    )


def _mended_inside(key: str, problem: Problem) -> Problem:
    """Returns the problem with fixes that reach into the block: the walk through it does not know where it is."""
    if not problem.fixes:
        return problem
    fixes = tuple(
        fix.model_copy(update={"edits": tuple(_inside(key, edit) for edit in fix.edits)}) for fix in problem.fixes
    )
    return problem.model_copy(update={"fixes": fixes})


def _inside(key: str, edit: Edit) -> Edit:
    match edit:
        case PutNode() | RemoveNode() | PutEdge() | RemoveEdge() if edit.block is None:
            return edit.model_copy(update={"block": key})
        case _:
            return edit

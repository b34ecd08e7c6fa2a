"""How problems with an output begin, and what its values are called."""

from builder.network import Problem
from builder.network.problems import Fix
from builder.recipe.outputs import Output

_KINDS = {
    "distribution": "shares that sum to 1",
    "shares": "shares between 0 and 1",
    "positive": "numbers above 0",
    "rectified": "numbers that are never below 0",
    "scores": "raw scores",
}


def output_problem(
    output: Output, code: str, message: str, hint: str, *, warning: bool = False, fixes: tuple[Fix, ...] = ()
) -> Problem:
    """Returns a problem of this output, an error unless it is a warning."""
    severity = "warning" if warning else "error"
    return Problem(code=code, message=message, hint=hint, severity=severity, node_id=output.node.id, fixes=fixes)


def title_of(output: Output) -> str:
    return f'Output "{output.node.title}"'


def what_it_gives(output: Output) -> str:
    """Returns a claim such as 'Output "out" ends in softmax, so it gives shares that sum to 1'."""
    kind, after = output.values.kind, output.values.after
    if after:
        return f"{title_of(output)} ends in {after}, so it gives {_KINDS.get(kind, 'other values')}"
    return f"{title_of(output)} gives {_KINDS.get(kind, 'other values')}"

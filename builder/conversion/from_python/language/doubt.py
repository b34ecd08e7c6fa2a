"""What it means that nobody knows whether something happens, and what the language needs to know of it.

The walk takes a branch or a loop on trial. What it changed, if it counts, is then in doubt; what that means for the
values of a library, such as tensors, the library says.
"""

import ast
from dataclasses import dataclass, replace
from typing import Any, Protocol

from builder.conversion.from_python.language.values import Unknown

Names = list[dict[str, Any]]
"""What the names are in each place that holds some: scopes, objects and dicts."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not known whether something happens; ``code`` says it as an expression of "tensor"."""

    unknown: Unknown
    code: ast.expr
    line: int
    name: str = "condition"

    @classmethod
    def of_condition(cls, test: ast.expr, unknown: Unknown) -> "Doubt":
        """Returns the doubt about what there is only if a condition holds of which it is not known."""
        reason = f"whether this condition holds is not known: {unknown.reason}"
        return cls(replace(unknown, reason=reason, origin=None), if_code(test), test.lineno)

    @classmethod
    def of_loop(cls, node: ast.For | ast.While, unknown: Unknown) -> "Doubt":
        """Returns the doubt about what a loop makes of which it is not known how often it goes round."""
        rounds = node.iter if isinstance(node, ast.For) else node.test
        return cls(unknown, loop_code(rounds), node.lineno, "loop")


class Snapshot(Protocol):
    """What the names were before a walk on trial; after it, what differs can be put in doubt."""

    def restore(self) -> Names:
        """Takes the names back to what they were; returns what they had become."""

    def doubt_branch(self, doubt: Doubt) -> None:
        """Puts in doubt what a branch did, as it may not have been taken."""

    def doubt_loop(self, doubt: Doubt) -> None:
        """Puts in doubt what a loop hands from round to round; what a round makes anew is the same in each."""

    def take_ways(self, ways: list[Names], doubt: Doubt) -> None:
        """Takes what the names became in any of several ways, in doubt where these differ."""


def if_code(test: ast.expr) -> ast.expr:
    """Returns the expression of a tensor, named "tensor", that there is only if the condition holds."""
    return ast.IfExp(test, ast.Name("tensor"), ast.Constant(...))


def loop_code(items: ast.expr) -> ast.expr:
    """Returns the expression of a tensor that there is only if a loop goes round once."""
    return if_code(ast.Call(ast.Name("once"), [items], []))

"""``match`` statements over plain values."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.branches import execute_either
from builder.conversion.from_python.language.operators import equal, truth
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.signals import Signal
from builder.conversion.from_python.language.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def execute_match(run: "Interpreter", node: ast.Match, scope: Scope) -> Signal | None:
    subject = run.evaluate(node.subject, scope)
    if isinstance(subject, Unknown):
        return execute_either(run, [case.body for case in node.cases], subject, node.subject, scope)
    for case in node.cases:
        if _fits(run, case.pattern, subject, scope) and (
            case.guard is None or truth(run.evaluate(case.guard, scope)) is True
        ):
            return run.execute(case.body, scope)
    return None


def _fits(run: "Interpreter", pattern: ast.pattern, subject: Any, scope: Scope) -> bool:
    run.budget.spend()
    match pattern:
        case ast.MatchValue(value=value):
            return equal(run.evaluate(value, scope), subject, run.budget)
        case ast.MatchSingleton(value=value):
            return subject is value
        case ast.MatchOr(patterns=patterns):
            return any(_fits(run, option, subject, scope) for option in patterns)
        case ast.MatchSequence(patterns=patterns):
            return (
                isinstance(subject, (list, tuple))
                and len(subject) == len(patterns)
                and all(_fits(run, part, item, scope) for part, item in zip(patterns, subject, strict=True))
            )
        case ast.MatchAs(pattern=inner, name=name):
            if inner is not None and not _fits(run, inner, subject, scope):
                return False
            if name is not None:
                scope.assign(name, subject)
            return True
    return False

"""Models that were being made when the walk over a source broke off: they say so, as nobody saw what they became."""

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder.conversion.from_python.keras.doubts import doubt_model
from builder.conversion.from_python.keras.graph import Sequential
from builder.conversion.from_python.keras.models import unread_model
from builder.conversion.from_python.language.budget import Budget
from builder.conversion.from_python.language.doubt import Doubt, loop_code
from builder.conversion.from_python.language.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_MAKERS = frozenset({"Sequential", "Model", "Functional"})
_STEPS = 50_000
_SECONDS = 0.2
_NODES = 1_000


def tell_broken_off(run: "KerasInterpreter", statement: ast.stmt, calls: int, unknown: Unknown) -> None:
    """Puts in doubt what a statement was making when it raised, and makes unknown what it was to give.

    Args:
        calls: how many calls of layers had been made before it.
    """
    for target in statement.targets if isinstance(statement, ast.Assign) else ():
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                run.module.assign(node.id, Unknown(unknown.reason, unknown.line))
    _doubt_stacks(run, [statement], calls, unknown)


def tell_rest(run: "KerasInterpreter", statements: Sequence[ast.stmt], calls: int, unknown: Unknown) -> None:
    """Puts in doubt what was being made when the walk ended, and tells of models that were still to come.

    Args:
        statements: those that are not walked to their ends, the first of them broken off.
        calls: how many calls of layers had been made before the first of them.
    """
    run.budget, spent = Budget(steps=_STEPS, seconds=_SECONDS, nodes=_NODES), run.budget
    _doubt_stacks(run, statements, calls, unknown)
    if any(_name_of(call) in _MAKERS for call in _calls_in(statements)):
        unread_model(run, ast.Name("model"), unknown, unknown.line)
    run.budget = spent


def _doubt_stacks(run: "KerasInterpreter", statements: Sequence[ast.stmt], calls: int, unknown: Unknown) -> None:
    """Puts the stacks in doubt that grew since so many calls, and those that the statements add to or hand on."""
    handed = {
        id(run.module.names.get(node.id))
        for call in _calls_in(statements)
        for node in (
            call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "add" else None,
            *call.args,
        )
        if isinstance(node, ast.Name)
    }
    doubt = Doubt(unknown, loop_code(ast.Constant(...)), unknown.line, "statement")
    for model in run.session.models:
        grew = any(tensor.call.number > calls for tensor in model.outputs)
        if isinstance(model, Sequential) and (grew or id(model) in handed):
            doubt_model(run, model, doubt)


def _calls_in(statements: Sequence[ast.stmt]) -> Iterator[ast.Call]:
    return (node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Call))


def _name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""

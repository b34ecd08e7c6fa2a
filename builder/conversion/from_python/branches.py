"""Branches and loops, also those whose condition or number of rounds only a run could tell.

Where it is not known whether something happens, it is walked on trial: if no layer comes of it, it has nothing to do
with a model and nobody is told; else the walk counts, and a note says what was assumed.
"""

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.assignment import assign
from builder.conversion.from_python.containers import items_of
from builder.conversion.from_python.loops import REASON, GivenUpError, Loop, assigned_in, end_walk, is_endless
from builder.conversion.from_python.operators import truth
from builder.conversion.from_python.scope import Scope
from builder.conversion.from_python.signals import Signal
from builder.conversion.from_python.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


def execute_if(run: "Interpreter", node: ast.If, scope: Scope) -> Signal | None:
    known = truth(run.evaluate(node.test, scope))
    if not isinstance(known, Unknown):
        return run.execute(node.body if known else node.orelse, scope)
    built, signal = _try(run, node.body, scope)
    if built:
        run.findings.add(node.lineno, "Whether this condition holds is not known here; it was taken to hold.")
        return signal
    built, signal = _try(run, node.orelse, scope)
    if built:
        run.findings.add(node.lineno, "Whether this condition holds is not known here; it was taken not to hold.")
        return signal
    return None


def _try(run: "Interpreter", statements: Sequence[ast.stmt], scope: Scope) -> tuple[bool, Signal | None]:
    """Returns whether a layer or a model came of the statements, and what broke them off."""
    built, mark = run.session.built, run.findings.mark
    signal = run.execute(statements, scope)
    if run.session.built == built:
        run.findings.take_back(mark)
        return False, signal
    return True, signal


def execute_for(run: "Interpreter", node: ast.For, scope: Scope) -> Signal | None:
    items = items_of(run.evaluate(node.iter, scope), run.budget, node.lineno)
    before = assigned_in(node, scope)
    with run.loops.walk(run) as loop:
        if isinstance(items, Unknown):
            assign(run, node.target, items, scope)
            told = f"How often this loop goes round is not known: {items.reason}."
            _go_round_once(run, node, scope, before, told)
            return None
        try:
            for item in items:
                run.loops.go_round(run)
                assign(run, node.target, item, scope)
                signal = run.execute(node.body, scope)
                if signal is not None and signal.kind != "continue":
                    return signal if signal.kind == "return" else None
        except GivenUpError as error:
            return _give_up(run, error, loop, node, scope, before)
    return run.execute(node.orelse, scope)


def execute_while(run: "Interpreter", node: ast.While, scope: Scope) -> Signal | None:
    before = assigned_in(node, scope)
    with run.loops.walk(run) as loop:
        try:
            while True:
                run.loops.go_round(run)
                known = truth(run.evaluate(node.test, scope))
                if isinstance(known, Unknown):
                    _go_round_once(run, node, scope, before, "How often this loop goes round is not known here.")
                    return None
                if not known:
                    break
                signal = run.execute(node.body, scope)
                if signal is not None and signal.kind != "continue":
                    return signal if signal.kind == "return" else None
        except GivenUpError as error:
            return _give_up(run, error, loop, node, scope, before)
    return run.execute(node.orelse, scope)


def _go_round_once(
    run: "Interpreter", node: ast.For | ast.While, scope: Scope, before: dict[str, Any], told: str
) -> None:
    """Walks a loop of which it is not known how often it goes round once, on trial."""
    built, _ = _try(run, node.body, scope)
    if built:
        run.findings.add(node.lineno, f"{told} It went once.")
    else:
        run.loops.forget(scope, before, node.lineno)


def _give_up(
    run: "Interpreter",
    error: GivenUpError,
    loop: Loop,
    node: ast.For | ast.While,
    scope: Scope,
    before: dict[str, Any],
) -> Signal | None:
    """Goes on behind a loop that has built nothing for too long; a loop around it may be the one that is given up."""
    if error.loop is not loop:
        raise error
    run.loops.forget(scope, before, node.lineno)
    if isinstance(node, ast.While) and is_endless(node):
        return Signal("return", Unknown(REASON, node.lineno)) if run.depth else end_walk()
    return None

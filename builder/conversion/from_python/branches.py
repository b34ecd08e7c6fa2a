"""Branches and loops, also those whose condition or number of rounds only a run could tell.

Where it is not known whether something happens, it is walked on trial: if no layer comes of it, it has nothing to do
with a model and nobody is told; else the walk counts, and a note says what was assumed.
"""

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.conversion.from_python.assignment import assign
from builder.conversion.from_python.containers import items_of
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
    if isinstance(items, Unknown):
        assign(run, node.target, items, scope)
        built, _ = _try(run, node.body, scope)
        if built:
            run.findings.add(node.lineno, f"How often this loop goes round is not known: {items.reason}. It went once.")
        return None
    for item in items:
        run.budget.spend()
        assign(run, node.target, item, scope)
        signal = run.execute(node.body, scope)
        if signal is not None and signal.kind != "continue":
            return signal if signal.kind == "return" else None
    return run.execute(node.orelse, scope)


def execute_while(run: "Interpreter", node: ast.While, scope: Scope) -> Signal | None:
    while True:
        run.budget.spend()
        known = truth(run.evaluate(node.test, scope))
        if isinstance(known, Unknown):
            built, _ = _try(run, node.body, scope)
            if built:
                run.findings.add(node.lineno, "How often this loop goes round is not known here. It went once.")
            return None
        if not known:
            return run.execute(node.orelse, scope)
        signal = run.execute(node.body, scope)
        if signal is not None and signal.kind != "continue":
            return signal if signal.kind == "return" else None

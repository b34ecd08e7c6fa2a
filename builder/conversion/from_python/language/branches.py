"""Branches and loops, also those whose condition or number of rounds only a run could tell.

Where it is not known whether something happens, it is walked on trial: if no layer comes of it, it has nothing to do
with a model and nobody is told; else the walk counts, and what it changed is in doubt.
"""

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.assignment import assign
from builder.conversion.from_python.language.containers import items_of
from builder.conversion.from_python.language.doubt import Doubt
from builder.conversion.from_python.language.loops import (
    REASON,
    GivenUpError,
    LoopWalk,
    assigned_in,
    end_walk,
    is_endless,
)
from builder.conversion.from_python.language.operators import truth
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.signals import Signal
from builder.conversion.from_python.language.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def execute_if(run: "Interpreter", node: ast.If, scope: Scope) -> Signal | None:
    known = truth(run.evaluate(node.test, scope))
    if not isinstance(known, Unknown):
        return run.execute(node.body if known else node.orelse, scope)
    return execute_either(run, (node.body, node.orelse), known, node.test, scope)


def execute_either(
    run: "Interpreter", branches: Sequence[Sequence[ast.stmt]], unknown: Unknown, test: ast.expr, scope: Scope
) -> Signal | None:
    """Walks the first branch that builds a layer; what it changes is in doubt, as are values that the ways differ in.

    Args:
        test: the expression on which it depends which branch is taken.
    """
    doubt = Doubt.of_condition(test, unknown)
    before = run.snapshot(scope)
    ways = []
    for branch in branches:
        built, signal = _try(run, branch, scope)
        if built:
            before.doubt_branch(doubt)
            return _doubted(run, signal, doubt)
        ways.append(before.restore())
    before.take_ways(ways, doubt)
    return None


def _doubted(run: "Interpreter", signal: Signal | None, doubt: Doubt) -> Signal | None:
    """Returns what breaks a doubtful branch off, what it returns in doubt as well where its type has a say in that."""
    in_doubt = None if signal is None else run.methods_of(signal.value).in_doubt
    return signal if signal is None or in_doubt is None else replace(signal, value=in_doubt(run, signal.value, doubt))


def _try(run: "Interpreter", statements: Sequence[ast.stmt], scope: Scope) -> tuple[bool, Signal | None]:
    """Returns whether a layer or a model came of the statements, and what broke them off."""
    built, mark = run.built, run.notes.mark
    signal = run.execute(statements, scope)
    if run.built == built:
        run.notes.take_back(mark)
        return False, signal
    return True, signal


def execute_for(run: "Interpreter", node: ast.For, scope: Scope) -> Signal | None:
    items = items_of(run, run.evaluate(node.iter, scope), node.lineno)
    before = assigned_in(node, scope)
    with run.loops.walk(run) as loop:
        if isinstance(items, Unknown):
            assign(run, node.target, items, scope)
            _go_round_once(run, node, scope, before, items)
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
                    _go_round_once(run, node, scope, before, known)
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
    run: "Interpreter", node: ast.For | ast.While, scope: Scope, before: dict[str, Any], unknown: Unknown
) -> None:
    """Walks a loop of which it is not known how often it goes round once, on trial."""
    state = run.snapshot(scope)
    built, _ = _try(run, node.body, scope)
    if not built:
        run.loops.forget(scope, before, node.lineno)
        return
    reason = f"how often this loop goes round is not known: {unknown.reason}"
    run.notes.add(node.lineno, f"{reason[:1].upper()}{reason[1:]}. It went once.")
    state.doubt_loop(Doubt.of_loop(node, replace(unknown, reason=reason, origin=None)))


def _give_up(
    run: "Interpreter",
    error: GivenUpError,
    loop: LoopWalk,
    node: ast.For | ast.While,
    scope: Scope,
    before: dict[str, Any],
) -> Signal | None:
    """Goes on behind a loop that has built nothing for too long; a loop around it may be the one that is given up."""
    if error.loop is not loop:
        raise error
    run.loops.forget(scope, before, node.lineno)
    run.doubt_since(scope, loop.mark, Doubt.of_loop(node, Unknown(REASON, node.lineno)))
    if isinstance(node, ast.While) and is_endless(node):
        return Signal("return", Unknown(REASON, node.lineno)) if run.depth else end_walk()
    return None

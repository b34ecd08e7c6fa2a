"""Modules that import one another: none when they are loaded; those that do for types or later are told of."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from builder.network.order import reach
from tests.test_layering import BUILDER, ROOT, modules

ROOM = "builder.conversion.from_python."
INTERPRETERS = {
    f"{ROOM}language.interpreter": (f"{ROOM}language.",),
    f"{ROOM}keras.interpreter": (f"{ROOM}keras.", f"{ROOM}data."),
}
"""Each is handed to all that it calls in its rooms, and is named alone for them."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(BUILDER.parent).with_suffix("").parts).removesuffix(".__init__")


def statements(node: ast.AST, *, when_loaded: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yields the imports in a module; ``when_loaded`` leaves out those for types and those inside functions."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import() | ast.ImportFrom():
                yield child
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.FunctionDef() | ast.AsyncFunctionDef() if when_loaded:
                pass
            case _:
                yield from statements(child, when_loaded=when_loaded)


@cache
def known() -> frozenset[str]:
    return frozenset(map(name_of, modules()))


def imports_of(path: Path, *, when_loaded: bool) -> set[str]:
    """Returns the modules of the house that a module imports, itself left out."""
    found: set[str] = set()
    for statement in statements(ast.parse(path.read_text(encoding="utf-8")), when_loaded=when_loaded):
        if isinstance(statement, ast.Import):
            found.update(alias.name for alias in statement.names)
        elif statement.module:
            names = [f"{statement.module}.{alias.name}" for alias in statement.names]
            found.update(name if name in known() else statement.module for name in names)
    return found & known() - {name_of(path)}


@cache
def circles(*, when_loaded: bool) -> frozenset[frozenset[str]]:
    """Returns the largest sets of modules each of which leads to every other."""
    imported = {name_of(path): imports_of(path, when_loaded=when_loaded) for path in modules()}
    reached = {name: reach(imported[name], imported.__getitem__) for name in imported}
    on_circles = [name for name in imported if name in reached[name]]
    return frozenset(frozenset(one for one in reached[name] if name in reached[one]) for name in on_circles)


def test_no_modules_import_one_another_when_they_are_loaded():
    assert circles(when_loaded=True) == frozenset()


def test_the_circles_that_remain_are_those_that_the_architecture_tells_of():
    section = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("\n### Circles\n")[2].partition("\n#")[0]
    told = {frozenset(re.findall(r"`(builder\.[\w.]+)`", line)) for line in section.splitlines() if line[:2] == "- "}
    found = {one.intersection(INTERPRETERS) or one for one in circles(when_loaded=False)}
    assert found == told


@pytest.mark.parametrize("interpreter", INTERPRETERS)
def test_an_interpreter_is_on_a_circle_with_its_own_rooms_alone(interpreter: str):
    (around,) = (one for one in circles(when_loaded=False) if interpreter in one)
    assert [name for name in around if not name.startswith(INTERPRETERS[interpreter])] == []

"""``import`` and ``from ... import``: names are bound to names of modules; no module is ever imported."""

import ast
from typing import TYPE_CHECKING

from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.values import Module

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def import_modules(run: "Interpreter", node: ast.Import, scope: Scope) -> None:
    for alias in node.names:
        if alias.asname is None:
            root = alias.name.partition(".")[0]
            scope.assign(root, Module(root))
        else:
            scope.assign(alias.asname, Module(alias.name))


def import_names(run: "Interpreter", node: ast.ImportFrom, scope: Scope) -> None:
    module = "." * node.level + (node.module or "")
    for alias in node.names:
        if alias.name == "*":
            scope.module.stars.append(module)
        else:
            scope.assign(alias.asname or alias.name, run.resolve(module, alias.name, node.lineno))

"""Every example in a docstring is run; modules that import Keras are left to those who asked for it."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("keras", "tensorflow")


def modules_with_examples() -> list[object]:
    found: list[object] = []
    for path in sorted((ROOT / "builder").rglob("*.py")):
        source = path.read_text()
        if ">>> " in source and "node_modules" not in path.parts:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            marks = [pytest.mark.keras] if imports_keras(ast.parse(source)) else []
            found.append(pytest.param(name, marks=marks))
    return found


def imports_keras(tree: ast.Module) -> bool:
    names = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
    return any(name.split(".")[0] in HEAVY for name in names)


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_in_docstrings_hold(name: str):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0

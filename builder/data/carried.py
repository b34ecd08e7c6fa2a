"""The source of the functions that make data sets: exported scripts carry it along, and readers know it again."""

import ast
from functools import lru_cache
from pathlib import Path

_MODULE = Path(__file__).parent / "sources" / "makers.py"


@lru_cache(maxsize=1)
def carried_functions() -> dict[str, str]:
    """Returns the source of every function by its name; read, not imported, for its module needs NumPy."""
    text = _MODULE.read_text(encoding="utf-8")
    functions = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    return {node.name: ast.get_source_segment(text, node) or "" for node in functions}

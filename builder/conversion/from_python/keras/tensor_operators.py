"""What Python's operators and brackets make of tensors: nodes of operations."""

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.catalog.index_text import IndexTextError, index_text
from builder.conversion.from_python.keras.graph import Link, Tensor
from builder.conversion.from_python.keras.unread import over_tensor, unread_tensor
from builder.conversion.from_python.language.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "ops.add",
    ast.Sub: "ops.subtract",
    ast.Mult: "ops.multiply",
    ast.Div: "ops.true_divide",
    ast.FloorDiv: "ops.floor_divide",
    ast.Mod: "ops.mod",
    ast.Pow: "ops.power",
    ast.MatMult: "ops.matmul",
    ast.BitAnd: "ops.logical_and",
    ast.BitOr: "ops.logical_or",
    ast.BitXor: "ops.logical_xor",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "ops.equal",
    ast.NotEq: "ops.not_equal",
    ast.Lt: "ops.less",
    ast.LtE: "ops.less_equal",
    ast.Gt: "ops.greater",
    ast.GtE: "ops.greater_equal",
}


def combine_tensors(run: "KerasInterpreter", kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    """Returns the node of a binary operator of which at least one side is a tensor."""
    return _two(run, _ARITHMETIC.get(kind), left, right, line)


def compare_tensors(run: "KerasInterpreter", kind: type[ast.cmpop], left: Any, right: Any, line: int) -> Any:
    """Returns the node of a comparison of which at least one side is a tensor."""
    if kind in (ast.Is, ast.IsNot):
        return NotImplemented
    return _two(run, _COMPARISONS.get(kind), left, right, line)


def negate_tensor(run: "KerasInterpreter", kind: type[ast.unaryop], value: Tensor, line: int) -> Any:
    """Returns the node of ``-x`` or ``~x``."""
    if kind is ast.UAdd:
        return value
    from builder.conversion.from_python.keras.operations import add_operation

    name = {ast.USub: "ops.negative", ast.Invert: "ops.logical_not"}[kind]
    return add_operation(run, load_catalog().operations[name], [Link(value)], {}, line)


def _two(run: "KerasInterpreter", name: str | None, left: Any, right: Any, line: int) -> Any:
    from builder.conversion.from_python.keras.operations import add_operation

    if name is None:
        return Unknown("it comes from an operator that tensors do not have", line)
    entry = load_catalog().operations[name]
    links: list[Link] = []
    constants: dict[str, Any] = {}
    for port, value in zip(entry.inputs, (left, right), strict=True):
        if isinstance(value, Tensor):
            links.append(Link(value, port.argument))
        elif isinstance(value, (int, float)) and port.number:
            constants[port.name] = value
        else:
            links.append(Link(unread_tensor(run, value, line), port.argument))
    return add_operation(run, entry, links, constants, line)


def index_tensor(run: "KerasInterpreter", value: Tensor, key: Any, node: ast.Subscript) -> Any:
    """Returns the node of ``x[key]``."""
    from builder.conversion.from_python.keras.operations import add_operation

    unknown = next((part for part in _parts(key) if isinstance(part, Unknown)), None)
    text = ""
    if unknown is None:
        try:
            text = index_text(key)
        except IndexTextError as error:
            unknown = Unknown(str(error).rstrip("."), node.lineno)
    if unknown is not None:
        code = ast.Subscript(ast.Name("tensor"), node.slice)
        reason = replace(unknown, reason=f"what stands in its brackets is not known: {unknown.reason}")
        return over_tensor(run, value, code, reason, node.lineno, "index")
    entry = load_catalog().operations["ops.getitem"]
    return add_operation(run, entry, [Link(value)], {"key": text}, node.lineno)


def _parts(key: Any) -> list[Any]:
    """Returns what stands in brackets, slices by their ends."""
    parts = list(key) if isinstance(key, (tuple, list)) else [key]
    slices = [part for part in parts if isinstance(part, slice)]
    return [*parts, *(end for part in slices for end in (part.start, part.stop, part.step))]

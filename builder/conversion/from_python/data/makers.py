"""Functions that our own scripts carry along: those that make Layerloom's own data sets, known by their whole body."""

import ast
from functools import lru_cache
from typing import Any

from builder.conversion.from_python.data.arrays import changed
from builder.conversion.from_python.data.functions import not_worked_out
from builder.conversion.from_python.data.loaders import called, loaded_array
from builder.conversion.from_python.data.origin import Origin, Rows
from builder.conversion.from_python.language.values import Arguments, Array, Native, Unknown
from builder.data import DataOptionError, describe
from builder.data.carried import carried_functions

_SETS = {
    "make_xor": "xor",
    "make_spirals": "spirals",
    "make_sine": "sine",
    "make_token_order": "token_order",
    "make_token_reverse": "token_reverse",
}
"""Function -> the data set that it makes; its arguments are options of the set."""
PAIRS = "make_digit_pairs"
ENLARGE = "enlarge"
_NAMES = frozenset({*_SETS, PAIRS, ENLARGE})
"""Only for a function of such a name is the file opened that has ours."""


def maker_of(node: ast.FunctionDef) -> Native | None:
    """Returns what a function of the source does if it is one of ours, unchanged; else None."""
    names = _names_of_ours().get(node.name) if node.name in _NAMES else None
    if names is None or _text(node) != names[0]:
        return None
    return Native(node.name, lambda run, arguments: _call(node.name, names[1], arguments))


@lru_cache(maxsize=1)
def _names_of_ours() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Returns for each function the text of its body and the names of its arguments."""
    bodies = (ast.parse(source).body[0] for source in carried_functions().values())
    return {
        node.name: (_text(node), tuple(one.arg for one in node.args.args))
        for node in bodies
        if isinstance(node, ast.FunctionDef)
    }


def _text(node: ast.FunctionDef) -> str:
    """Returns what a function does as text: its arguments and statements, without imports and what is only said."""
    kept = [
        statement
        for statement in node.body
        if not isinstance(statement, (ast.Import, ast.ImportFrom))
        and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
    ]
    names = ", ".join(one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))
    return "\n".join([names, *(ast.unparse(statement) for statement in kept)])


def _call(name: str, names: tuple[str, ...], arguments: Arguments) -> Any:
    given = arguments.bound(*names)
    if name == ENLARGE:
        return _enlarged(given, arguments)
    if name == PAIRS:
        return _pairs(given, arguments)
    if any(not isinstance(value, (int, float)) for value in given.values()):
        return not_worked_out(arguments)
    try:
        info = describe(_SETS[name], given)
    except DataOptionError:
        return Unknown(f'it comes from "{name}" with arguments that it does not take', arguments.line)
    loaded = called(name, given, arguments.line)
    rows = Rows.between(0, info.samples)
    feature, target = info.inputs[0], info.targets[0]
    return (
        loaded_array(loaded, "data", rows, feature.shape, feature.dtype),
        loaded_array(loaded, "target", rows, target.shape, target.dtype),
    )


def _enlarged(given: dict[str, Any], arguments: Arguments) -> Any:
    images, size = given.get("images"), given.get("size")
    if not isinstance(images, Array) or not isinstance(size, int):
        return not_worked_out(arguments)
    shape = (*images.shape[:1], size, size)
    return changed(images, ENLARGE, size, given.get("maximum"), line=arguments.line, shape=shape)


def _pairs(given: dict[str, Any], arguments: Arguments) -> Any:
    """Returns left and right images and whether they show the same, of digits that nothing else was done with."""
    images, digits, samples, seed = (given.get(name) for name in ("images", "digits", "samples", "seed"))
    if not isinstance(images, Array) or not isinstance(digits, Array) or not isinstance(samples, int):
        return not_worked_out(arguments)
    origins = (images.origin, digits.origin)
    if not all(isinstance(origin, Origin) for origin in origins) or digits.origin.steps:
        return Unknown("it is made of data that are not known", arguments.line)
    made = {"samples": samples, "seed": seed, "of": images.origin, "by": digits.origin}
    loaded = called(PAIRS, made, arguments.line)
    rows = Rows.between(0, samples)
    sides = [loaded_array(loaded, side, rows, tuple(images.shape[1:]), images.dtype) for side in ("left", "right")]
    return (*sides, loaded_array(loaded, "target", rows, (1,), "int32"))

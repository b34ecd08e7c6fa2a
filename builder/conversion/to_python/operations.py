"""Operations as Python expressions: with operators where people use them, else as calls of ``keras.ops``."""

import keyword
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from builder.catalog.index_text import index_text, parse_index
from builder.catalog.specs import ArgumentSpec, LayerEntry
from builder.conversion.plan import number_of_parts
from builder.conversion.to_python.layout import Expression, Joined, call, sequence
from builder.conversion.to_python.values import is_default, value_of
from builder.network.record import Config

Feeds = Sequence[tuple[str | None, bool, Sequence[str]]]
"""For each argument that tensors flow into its name (None: the first), whether it takes a list, and the variables."""

_OPERATORS = {
    "ops.add": "+",
    "ops.subtract": "-",
    "ops.multiply": "*",
    "ops.true_divide": "/",
    "ops.floor_divide": "//",
    "ops.mod": "%",
    "ops.power": "**",
    "ops.matmul": "@",
    "ops.greater": ">",
    "ops.greater_equal": ">=",
    "ops.less": "<",
    "ops.less_equal": "<=",
}
"""Operators of symbolic tensors; ``==`` is none of them, and ``&`` says less than ``ops.logical_and``."""

_COMPARISONS = frozenset({">", ">=", "<", "<="})
"""Python turns ``2 > x`` into ``x < 2``: another operation."""

_NAMED = frozenset({"axis", "axes", "k", "num_classes", "q", "kth"})
"""Required arguments that people name: bare numbers in their place would say too little."""


def write_operation(entry: LayerEntry, config: Config, feeds: Feeds) -> Expression:
    """Returns the expression that computes the operation.

    Args:
        config: its constants, and the numbers in the place of tensors.
    """
    tensors: dict[str, Expression] = {}
    first = entry.inputs[0].name
    for argument, is_list, variables in feeds:
        tensors[argument or first] = sequence(tuple(variables)) if is_list else variables[0]
    for port in entry.inputs:
        number = config.get(port.name) if port.number else None
        if port.name not in tensors and number is not None:
            tensors[port.name] = value_of(entry.arguments_by_name[port.name], number)
    return _with_operator(entry, config, tensors) or _as_call(entry, config, tensors, feeds)


def part_targets(entry: LayerEntry, config: Config, variables: Mapping[int, str]) -> list[str]:
    """Returns what stands left of the equals sign where an operation gives a list of tensors, as split does.

    Args:
        variables: output number -> variable, of the parts that are used.
    """
    count = number_of_parts(entry, config)
    names = [variables.get(number, "_") for number in range(max(variables, default=-1) + 1 if count is None else count)]
    if count is None:
        return [*names, "*_"]
    return names if len(names) > 1 else [f"({', '.join(names)},)"]


def _with_operator(entry: LayerEntry, config: Config, tensors: Mapping[str, Expression]) -> Expression | None:
    if entry.class_name == "ops.getitem":
        return Joined((tensors["x"], f"[{_index(config['key'])}]"))
    if entry.class_name == "ops.negative":
        return Joined(("-", tensors["x"]))
    operator = _OPERATORS.get(entry.class_name)
    if operator is None:
        return None
    is_number = {name for name in tensors if config.get(name) is not None}
    if operator in _COMPARISONS and "x1" in is_number:
        return None
    left = tensors["x1"]
    if operator == "**" and "x1" in is_number and str(left).startswith("-"):
        left = Joined(("(", left, ")"))
    return Joined((left, f" {operator} ", tensors["x2"]))


def _as_call(entry: LayerEntry, config: Config, tensors: Mapping[str, Expression], feeds: Feeds) -> Joined:
    """Returns the call of the function: tensors and short constants unnamed as long as nothing is left out."""
    ports = {port.name: port for port in entry.inputs}
    unnamed: list[Expression] = []
    named: list[Expression] = []
    may_be_unnamed = True
    for name in entry.names_in_order:
        port = ports.get(name)
        if port is not None and port.spread:
            unnamed.extend(variable for argument, _, variables in feeds if argument is None for variable in variables)
        elif port is not None:
            may_be_unnamed = may_be_unnamed and name in tensors and not port.optional
            if may_be_unnamed:
                unnamed.append(tensors[name])
            elif name in tensors:
                named.append(Joined((f"{name}=", tensors[name])))
        else:
            spec = entry.arguments_by_name[name]
            is_given = name in config and (spec.required or not is_default(spec, config[name]))
            may_be_unnamed = may_be_unnamed and is_given and spec.required and name not in _NAMED
            if may_be_unnamed:
                unnamed.append(value_of(spec, config[name]))
            elif is_given:
                named.extend(_keywords(spec, config[name]))
    return call(entry.class_name, *unnamed, *named)


def _keywords(spec: ArgumentSpec, value: JsonValue) -> list[Expression]:
    """Returns the argument by name; lengths of axes are arguments of their own, as in ``rearrange(..., h=2)``."""
    if spec.name != "axes_lengths" or not isinstance(value, dict):
        return [Joined((f"{spec.name}=", value_of(spec, value)))]
    if all(name.isidentifier() and not keyword.iskeyword(name) for name in value):
        return [Joined((f"{name}=", value_of(spec, length))) for name, length in value.items()]
    return [Joined(("**", value_of(spec, value)))]


def _index(key: JsonValue) -> str:
    """Returns the index as it is written; only what was read as an index becomes code."""
    return index_text(parse_index(str(key)))

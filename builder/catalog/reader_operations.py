"""The functions of ``keras.ops`` as entries of the catalogue.

The rule: a function becomes a node if it makes one Keras ``Operation`` out of tensors that flow into it, and all else
that it takes are plain values. What ``Operation.call`` takes are tensors; what its constructor takes are constants.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import keras
from keras.src.ops.operation import Operation

from builder.catalog.docstrings import arguments_of, description_of, summary_of
from builder.catalog.overlay import Row, operation_rows
from builder.catalog.reader_arguments import parameters_of, read_arguments
from builder.catalog.reader_numbers import ports_for_numbers
from builder.catalog.specs import ArgumentSpec, InputPort, LayerEntry, OutputPort

FAMILY = "operations"

_TAKES_FUNCTIONS = frozenset({"f", "fun", "function", "body", "body_fun", "branches", "true_fn", "pyfunc"})
"""Names of parameters that are functions: nothing that a document can hold."""

LEFT_OUT = frozenset(
    {
        "ops.arange",  # this one and the next four make tensors out of numbers alone
        "ops.full",
        "ops.geomspace",
        "ops.linspace",
        "ops.logspace",
        "ops.meshgrid",  # mixes the examples of a batch
        "ops.array",  # copies of `convert_to_tensor`
        "ops.nonzero",  # this one and the next give tensors whose size depends on the numbers in them
        "ops.unique",
        "ops.view",  # reads the same bytes as another type
        "ops.unravel_index",  # gives a tuple as long as its argument
        "ops.ndim",  # this one and the next are known before anything flows
        "ops.size",
        "ops.image.extract_patches_3d",  # `extract_patches` with three sizes
    }
)
"""Functions that the rule would let in, but that make no sense in a network."""

_LEFT_OUT_ARGUMENTS = frozenset({"sparse", "ragged"})
_NAMES = {"get_item": "ops.getitem"}


def read_operations() -> dict[str, LayerEntry]:
    """Returns the operations by name, "ops.mean" or "ops.image.resize", in the order of names."""
    entries = {}
    for function, (name, aliases) in public_functions().items():
        operation = operation_of(function)
        names = {parameter.name for parameter in parameters_of(function)}
        if operation is not None and name not in LEFT_OUT and not names & _TAKES_FUNCTIONS:
            entries[name] = _read_operation(name, aliases, function, operation)
    return dict(sorted(entries.items()))


@lru_cache(maxsize=1)
def public_functions() -> dict[Callable[..., Any], tuple[str, tuple[str, ...]]]:
    """Returns each function of ``keras.ops`` once: -> the name that its own code bears, and the others.

    One that only calls another (``abs``) is another name of that one.
    """
    names: dict[Callable[..., Any], list[str]] = {}
    for name, function in _exported(keras.ops, "ops"):
        names.setdefault(_shorthand_of(function) or function, []).append(name)
    found = {}
    for function, exported in names.items():
        own = sorted((name for name in exported if name.endswith(f".{function.__name__}")), key=len)
        public = _NAMES.get(function.__name__, own[0])
        found[function] = (public, tuple(sorted(set(exported) - {public})))
    return found


def operation_of(function: Callable[..., Any]) -> type | None:
    """Returns the one Operation class that the function makes for symbolic tensors, None where it makes none."""
    module = inspect.getmodule(function)
    made = {
        found
        for call in _calls(function)
        if inspect.isclass(found := getattr(module, call, None)) and issubclass(found, Operation)
    }
    return made.pop() if len(made) == 1 else None


def _exported(module: Any, prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, value in sorted(vars(module).items()):
        if inspect.isfunction(value):
            yield f"{prefix}.{name}", value
        elif inspect.ismodule(value) and prefix == "ops":
            yield from _exported(value, f"{prefix}.{name}")


def _calls(function: Callable[..., Any]) -> list[str]:
    """Returns the plain names that the source of the function calls."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]


def _shorthand_of(function: Callable[..., Any]) -> Callable[..., Any] | None:
    """Returns the function that this one is another name of: all that it does is to call that one."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    body = definition.body[1:] if isinstance(definition, ast.FunctionDef) else []
    if len(body) != 1 or not isinstance(body[0], ast.Return):
        return None
    value = body[0].value
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
        return None
    other = getattr(inspect.getmodule(function), value.func.id, None)
    same = inspect.isfunction(other) and str(inspect.signature(other)) == str(inspect.signature(function))
    return other if same else None


def _read_operation(name: str, aliases: tuple[str, ...], function: Callable[..., Any], operation: type) -> LayerEntry:
    rows = operation_rows()
    row = rows["operations"].get(name, {})
    text = inspect.getdoc(function)
    constants = frozenset(row.get("constants", ()))
    tensors = [found.name for found in _parameters(operation, "call") if found.name not in constants]
    parameters = [found for found in _parameters(function) if found.name not in _LEFT_OUT_ARGUMENTS]
    names = [found.name for found in parameters]
    ports = [found for found in parameters if found.name in tensors]
    others = [found for found in parameters if found not in ports]
    numbers = ports_for_numbers(function, [port.name for port in ports if port.default is port.empty])
    inputs = tuple(
        _port(port, place, {"number": port.name in numbers} | row.get("inputs", {}).get(port.name, {}))
        for place, port in enumerate(ports)
    )
    argument_rows = _argument_rows(row.get("arguments", {}), parameters, texts := arguments_of(text))
    return LayerEntry(
        class_name=name,
        aliases=aliases,
        operation=operation.__name__,
        summary=row.get("summary") or summary_of(text),
        description=description_of(text),
        family=FAMILY,
        inputs=inputs,
        arguments=_numbers(inputs, argument_rows) + read_arguments(others, texts=texts, rows=argument_rows),
        outputs=tuple(OutputPort(**port) for port in row.get("outputs", [{"name": "output"}])),
        outputs_from=row.get("outputs_from", ""),
        ranks=row.get("ranks"),
        order=tuple(names) if names != [found.name for found in (*ports, *others)] else (),
    )


def _parameters(owner: Any, method: str = "") -> list[inspect.Parameter]:
    """Returns the parameters, ``*operands`` and ``**axes_lengths`` among them, without ``self`` and ``**kwargs``."""
    signature = inspect.signature(getattr(owner, method) if method else owner)
    return [
        found.replace(kind=found.KEYWORD_ONLY, default=None) if found.kind is found.VAR_KEYWORD else found
        for found in signature.parameters.values()
        if found.name not in ("self", "kwargs")
    ]


def _argument_rows(
    own: Mapping[str, Row], parameters: list[inspect.Parameter], texts: Mapping[str, str]
) -> dict[str, Row]:
    """Returns the overlay's rows by argument, those of the operation before those that all operations share.

    Keras's axis is often the batch or all of them by default, where a network wants the last one.
    """
    rows: dict[str, Row] = {}
    for parameter in parameters:
        row: Row = {}
        if parameter.name == "axis":
            several = re.search(r"\b(axes|tuple)\b", texts.get("axis", "")) is not None
            row = {"kind": "integers", "scalar": True} if several else {"kind": "integer"}
            row |= {"headline": "axis {}"} | ({"nullable": True} if parameter.default is None else {})
            row |= {"suggestion": -1} if parameter.default in (None, 0) else {}
        row = {**row, **operation_rows()["arguments"].get(parameter.name, {}), **own.get(parameter.name, {})}
        if row:
            rows[parameter.name] = row
    return rows


def _port(parameter: inspect.Parameter, place: int, row: Row) -> InputPort:
    variadic = parameter.kind is parameter.VAR_POSITIONAL or parameter.name == "xs"
    fields: dict[str, Any] = {
        "name": parameter.name,
        "argument": parameter.name if place else None,
        "variadic": variadic,
        "spread": parameter.kind is parameter.VAR_POSITIONAL,
        "optional": parameter.default is not parameter.empty,
        "at_most": None if variadic else 1,
    }
    return InputPort(**fields | dict(row))


def _numbers(inputs: tuple[InputPort, ...], rows: Mapping[str, Row]) -> tuple[ArgumentSpec, ...]:
    """Returns an argument for each port that takes a plain number as well, for where no tensor flows into it."""
    shared: dict[str, Any] = {"kind": "number", "nullable": True, "headline": "{}"}
    return tuple(
        ArgumentSpec(
            name=port.name,
            help=f"What stands in the place of {port.name} where no tensor flows into it.",
            **shared | dict(rows.get(port.name, {})),
        )
        for port in inputs
        if port.number
    )

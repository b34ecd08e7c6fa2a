"""Helper functions for stretches of statements that repeat: ``def residual_block(inputs, filters, name):``."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from builder.conversion.to_python.grammar import Stretch, find_stretches
from builder.conversion.to_python.helper_names import helper_name
from builder.conversion.to_python.names import RESERVED, identifier
from builder.conversion.to_python.repeats import choose_functions, is_shorter
from builder.conversion.to_python.steps import NAME, Argument, CallStatement, Place, Slot
from builder.conversion.to_python.unify import Variable, same_key, unify

MOST_PARAMETERS = 6
_Rows = list[tuple[Stretch, list[CallStatement]]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a helper: one that has a default need not be given."""

    variable: Variable
    default: Any = None
    has_default: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Helper:
    """A function that takes tensors and values and returns one tensor; its body is that of its first call."""

    name: str
    inputs: tuple[Place, ...]
    parameters: tuple[Parameter, ...]
    body: list[CallStatement]
    writes: str
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class HelperToken:
    """What makes calls of one helper alike."""

    helper: Helper


def with_helpers(
    steps: Sequence[CallStatement], results: set[str], taken: set[str]
) -> tuple[list[CallStatement], list[Helper]]:
    """Returns the steps with calls of helpers in the place of what repeats, and the helpers, inner ones first.

    Args:
        results: the nodes whose tensors are used beyond these steps.
        taken: names of functions in use, to which those of the helpers are added.
    """
    stretches = find_stretches(steps, results)
    functions = choose_functions(stretches)
    if not functions:
        return list(steps), []
    writer = _HelperWriter(functions, taken)
    for kind in sorted(functions):
        writer.write(kind, stretches)
    return [step for stretch in stretches for step in writer.steps_of(stretch)], writer.helpers


class _HelperWriter:
    def __init__(self, functions: dict[int, bool], taken: set[str]) -> None:
        self.helpers: list[Helper] = []
        self._functions = functions
        self._taken = taken
        self._calls: dict[Stretch, CallStatement] = {}

    def write(self, kind: int, stretches: Iterable[Stretch]) -> None:
        """Makes helpers out of the stretches of one kind; those inside them must have been made before."""
        rows = [(stretch, self._body(stretch)) for stretch in self._occurrences(kind, stretches)]
        groups: dict[Hashable, _Rows] = {}
        for row in rows:
            groups.setdefault(tuple((step.token, NAME in step.values) for step in row[1]), []).append(row)
        for group in groups.values():
            self._write_group(group)

    def steps_of(self, stretch: Stretch) -> list[CallStatement]:
        """Returns the stretch as statements: one call where it is a helper's."""
        call = self._calls.get(stretch)
        return [call] if call is not None else self._body(stretch, flat=False)

    def _body(self, stretch: Stretch, *, flat: bool | None = None) -> list[CallStatement]:
        if stretch.step is not None:
            return [stretch.step]
        if self._functions.get(stretch.kind) if flat is None else flat:
            return [leaf.step for leaf in stretch.leaves() if leaf.step is not None]
        return [step for part in stretch.parts or () for step in self.steps_of(part)]

    def _occurrences(self, kind: int, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
        for stretch in stretches:
            if stretch.kind == kind:
                yield stretch
            elif stretch.parts is not None and not self._functions.get(stretch.kind):
                yield from self._occurrences(kind, stretch.parts)

    def _write_group(self, rows: _Rows, *, is_whole: bool = True) -> None:
        if not is_shorter(len(rows[0][1]), len(rows)):
            return
        taken = set(RESERVED | {"inputs", "skip", "extra"} | self._taken)
        unified = unify([steps for _, steps in rows], taken, numbers=False)
        if unified is not None and sum(v.root == "argument" for v in unified[1]) <= MOST_PARAMETERS:
            self._define(rows, *unified, taken)
        elif is_whole:
            for group in _by_kind_of_values(rows):
                self._write_group(group, is_whole=False)

    def _define(self, rows: _Rows, body: list[CallStatement], variables: list[Variable], taken: set[str]) -> None:
        first = rows[0][0]
        name = identifier(helper_name(body, first.reads), self._taken)
        parameters = parameters_of(variables)
        helper = Helper(name, first.reads, parameters, body, first.writes, frozenset(taken))
        self.helpers.append(helper)
        for number, (stretch, steps) in enumerate(rows):
            arguments: tuple[Argument, ...] = tuple((None, False, (place,)) for place in stretch.reads)
            values: dict[Slot, Any] = {
                (variable.root, variable.name): str(variable.values[number])
                if variable.root == "number"
                else variable.values[number]
                for variable in (parameter.variable for parameter in parameters)
            }
            node_ids = tuple(node_id for step in steps for node_id in step.node_ids)
            self._calls[stretch] = CallStatement(HelperToken(helper), arguments, stretch.writes, values, node_ids)


def _by_kind_of_values(rows: _Rows) -> list[_Rows]:
    """Splits the rows so that texts, truths and absent values are the same in each part; numbers may still differ."""
    groups: dict[Hashable, _Rows] = {}
    for stretch, steps in rows:
        key = tuple(
            (number, slot, None if type(value) is int else same_key(value))
            for number, step in enumerate(steps)
            for slot, value in sorted(step.values.items(), key=str)
            if slot[0] not in ("name", "number")
        )
        groups.setdefault(key, []).append((stretch, steps))
    return list(groups.values())


def parameters_of(variables: list[Variable]) -> tuple[Parameter, ...]:
    """Gives a default to what is the same in most calls; what has none comes first, names before defaults."""
    parameters = [_parameter(variable) for variable in variables]
    return tuple(sorted(parameters, key=lambda p: (p.has_default, p.variable.root != "argument")))


def _parameter(variable: Variable) -> Parameter:
    if variable.root != "argument" or variable.spec.required:
        return Parameter(variable)
    counts = Counter(same_key(value) for value in variable.values)
    key, count = counts.most_common(1)[0]
    if 2 * count <= len(variable.values):
        return Parameter(variable)
    default = next(value for value in variable.values if same_key(value) == key)
    return Parameter(variable, default, has_default=True)

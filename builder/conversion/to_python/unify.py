"""What differs between statements that are otherwise alike, and what a parameter for each difference would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.catalog.minimal import minimal_value
from builder.catalog.specs import ArgumentSpec
from builder.conversion.to_python.name_patterns import find_patterns
from builder.conversion.to_python.names import identifier
from builder.conversion.to_python.steps import ANYTHING, CallStatement, Slot, Symbol, spec_of, with_values

NAME_ROOTS = ("name", "number")
"""Roots of the slots that hold names of layers, or the numbers in them."""

MULTIPLES = range(2, 9)
_ABSENT = object()
Row = Sequence[CallStatement]
_Key = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Variable:
    """A parameter of a helper or a variable of a loop, with the value that it has in each row.

    ``root`` is "name" for a piece of a name, "number" for an integer in one, and "argument" for other values.
    """

    name: str
    spec: ArgumentSpec
    values: tuple[Any, ...]
    root: str = "argument"


def unify(rows: Sequence[Row], taken: set[str], *, numbers: bool) -> tuple[list[CallStatement], list[Variable]] | None:
    """Returns the first row with variables in the place of what differs, and the variables; None where names are
    too irregular for that.

    Args:
        rows: statements that agree in their tokens, one row for each time that they occur.
        taken: identifiers in use, to which those of the variables are added.
        numbers: whether names should rather differ by a number than by a prefix, as in a loop.
    """
    named: dict[tuple[int, Slot], list[str]] = {}
    plain: dict[tuple[int, Slot], list[Any]] = {}
    for number, same in enumerate(zip(*rows, strict=True)):
        for slot in dict.fromkeys(slot for step in same for slot in step.values):
            found = [step.values.get(slot, _ABSENT) for step in same]
            if _all_same(found):
                continue
            if slot[0] in NAME_ROOTS and _ABSENT not in found:
                named[number, slot] = found
            else:
                plain[number, slot] = [_given(step, slot, value) for step, value in zip(same, found, strict=True)]
    variables: list[Variable] = []
    filled: dict[tuple[int, Slot], Any] = {}
    if named:
        patterns = find_patterns(list(named.values()), numbers=numbers)
        if patterns is None:
            return None
        for hint, values in patterns.variables:
            is_number = all(isinstance(value, int) for value in values)
            name = identifier(hint if numbers or not is_number else "number", taken)
            variables.append(Variable(name, ANYTHING, values, "number" if is_number else "name"))
        braces = [f"{{{variable.name}}}" for variable in variables]
        for (number, slot), pattern in zip(named, patterns.templates, strict=True):
            text = "".join(part if isinstance(part, str) else braces[part] for part in pattern)
            if slot[0] == "number" and not _is_one_number(pattern, variables):
                return None
            filled[number, slot] = text
    variables = _plain_variables(rows[0], plain, filled, taken) + variables
    steps = list(rows[0])
    for (number, slot), value in filled.items():
        steps[number] = with_values(steps[number], steps[number].values | {slot: value})
    return steps, variables


def _plain_variables(
    row: Row, plain: dict[tuple[int, Slot], list[Any]], filled: dict[tuple[int, Slot], Any], taken: set[str]
) -> list[Variable]:
    """Returns a variable for each way in which values differ, and fills their places with them."""
    keys = {place: (_hint(place[1]), tuple(same_key(value) for value in values)) for place, values in plain.items()}
    places = {key: place for place, key in reversed(keys.items())}
    texts: dict[_Key, tuple[int, _Key]] = {}
    for key in sorted(places, key=lambda key: _size(plain[places[key]])):
        bases = {base: plain[places[base]] for base in texts if base[0] == key[0] and texts[base][0] == 1}
        texts[key] = _multiple_of(plain[places[key]], bases) or (1, key)
    names: dict[_Key, str] = {}
    variables: list[Variable] = []
    for key in dict.fromkeys(texts[key][1] for key in keys.values()):
        number, slot = places[key]
        spec = spec_of(row[number], slot) if slot[0] != "argument" else ANYTHING
        names[key] = identifier(key[0], taken)
        variables.append(Variable(names[key], spec, tuple(plain[number, slot])))
    for place, key in keys.items():
        times, base = texts[key]
        filled[place] = Symbol(names[base] if times == 1 else f"{times} * {names[base]}")
    return variables


def _hint(slot: Slot) -> str:
    name = next((str(part) for part in reversed(slot) if isinstance(part, str)), "value")
    return "constant" if name in ("x1", "x2") else name  # a number in an operation, in the place of a tensor


def _size(values: list[Any]) -> float:
    """Small whole numbers come first, so that larger ones are found to be their multiples."""
    return float(values[0]) if all(type(value) is int for value in values) else 0.0


def _multiple_of(values: list[Any], bases: dict[_Key, list[Any]]) -> tuple[int, _Key] | None:
    """Returns how many times which of the others the values are."""
    if not all(type(value) is int and value > 0 for value in values):
        return None
    for base, small in bases.items():
        if all(type(value) is int and value > 0 for value in small):
            times: int = values[0] // small[0]
            if times in MULTIPLES and all(value == times * one for value, one in zip(values, small, strict=True)):
                return times, base
    return None


def _given(step: CallStatement, slot: Slot, value: Any) -> Any:
    """Returns the value, or Keras's default where there is none."""
    if value is not _ABSENT:
        return value
    spec = spec_of(step, slot)
    return minimal_value(spec, spec.default)


def _is_one_number(pattern: Sequence[str | int], variables: list[Variable]) -> bool:
    return len(pattern) == 1 and isinstance(pattern[0], int) and variables[pattern[0]].root == "number"


def _all_same(values: list[Any]) -> bool:
    first = values[0]
    return all(value is first or (type(value) is type(first) and value == first) for value in values)


def same_key(value: Any) -> Any:
    """Returns what equal values of one type have in common."""
    return repr(value) if isinstance(value, list | dict) else (type(value), value)

"""What the names of repeated layers have in common: "conv2_block1_bn", "conv2_block2_bn" -> f"{name}_bn"."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_VARIABLES = 2
_TOKEN = re.compile(r"\{\w+\}|[A-Za-z]+|\d+|_")
_COUNTERS = ("i", "j")

Values = tuple[str, ...]
Template = list[str | int]
"""Pieces of text, and numbers of variables between them."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Variables, each with what to call it and its values (integers where all are), and a template for each name."""

    variables: list[tuple[str, tuple[str | int, ...]]]
    templates: list[Template]


def find_patterns(names: Sequence[Sequence[str]], *, numbers: bool) -> Patterns | None:
    """Returns how the names can be written with few variables, or None.

    Args:
        names: for each layer its name in each of the rows.
        numbers: whether to look for counters in the names before prefixes.

    >>> find_patterns([["left_conv", "right_conv"], ["left_bn", "right_bn"]], numbers=False)
    Patterns(variables=[('name', ('left', 'right'))], templates=[[0, '_conv'], [0, '_bn']])
    """
    attempts: list[Callable[[Sequence[Sequence[str]]], Patterns | None]] = [_before, _after, _around, _by_token]
    if numbers:
        attempts.insert(0, _counted)
    else:
        attempts.append(_by_two)
    return next((found for attempt in attempts if (found := attempt(names))), None)


def _counted(names: Sequence[Sequence[str]]) -> Patterns | None:
    """As :func:`_by_token`, if every variable is a number that counts up."""
    found = _by_token(names)
    if found is None or not all(is_counter(values) for _, values in found.variables):
        return None
    return found


def is_counter(values: Sequence[object]) -> bool:
    """Says whether the values are integers at equal steps."""
    if not all(type(value) is int for value in values) or len(values) < 2:
        return False
    numbers = [value for value in values if isinstance(value, int)]
    step = numbers[1] - numbers[0]
    return step > 0 and numbers == list(range(numbers[0], numbers[0] + step * len(numbers), step))


def _before(names: Sequence[Sequence[str]]) -> Patterns | None:
    """One variable, and after it what is the same in every row."""
    return _one_variable(names, lambda row: ("", _common_end(row)))


def _after(names: Sequence[Sequence[str]]) -> Patterns | None:
    return _one_variable(names, lambda row: (_common_start(row), ""))


def _around(names: Sequence[Sequence[str]]) -> Patterns | None:
    return _one_variable(names, lambda row: (_common_start(row), _common_end(row)))


def _one_variable(
    names: Sequence[Sequence[str]], ends_of: Callable[[Sequence[str]], tuple[str, str]]
) -> Patterns | None:
    values: Values | None = None
    templates: list[Template] = []
    for row in names:
        start, end = ends_of(row)
        if any(len(name) <= len(start) + len(end) for name in row):
            return None
        middle = tuple(name[len(start) : len(name) - len(end)] for name in row)
        if values is None:
            values = middle
        if middle != values:
            return None
        templates.append([part for part in (start, 0, end) if part != ""])
    return _patterns([values or ()], templates)


def _by_two(names: Sequence[Sequence[str]]) -> Patterns | None:
    """One variable for as many names as possible, and another for the rest."""
    forms = [_forms(row) for row in names]
    variables: list[Values] = []
    for _ in range(MOST_VARIABLES):
        open_forms = [form for form in forms if not form.keys() & set(variables)]
        counts = Counter(values for form in open_forms for values in form)
        if counts:
            variables.append(counts.most_common(1)[0][0])
    templates: list[Template] = []
    for form in forms:
        number = next((number for number, values in enumerate(variables) if values in form), None)
        if number is None:
            return None
        start, end = form[variables[number]]
        templates.append([part for part in (start, number, end) if part != ""])
    return _patterns(variables, templates)


def _forms(row: Sequence[str]) -> dict[Values, tuple[str, str]]:
    """Returns what could vary in the names of one layer, each with what stands before and after it."""
    start, end = _common_start(row), _common_end(row)
    forms: dict[Values, tuple[str, str]] = {}
    for before, after in (("", end), (start, ""), (start, end), ("", "")):
        if all(len(name) > len(before) + len(after) for name in row):
            values = tuple(name[len(before) : len(name) - len(after)] for name in row)
            forms.setdefault(values, (before, after))
    return forms


def _common_start(row: Sequence[str]) -> str:
    common = _prefix(row)
    return common[: common.rfind("_") + 1]


def _common_end(row: Sequence[str]) -> str:
    common = _prefix([name[::-1] for name in row])[::-1]
    place = common.find("_")
    return common[place:] if place >= 0 else ""


def _prefix(texts: Sequence[str]) -> str:
    """Returns what all the texts begin with."""
    first, last = min(texts), max(texts)
    return first[: next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _by_token(names: Sequence[Sequence[str]]) -> Patterns | None:
    """A variable for each piece (word, number) that differs; pieces side by side make one."""
    variables: dict[Values, int] = {}
    templates: list[Template] = []
    for row in names:
        split = [_TOKEN.findall(name) for name in row]
        if len({len(tokens) for tokens in split}) != 1:
            return None
        template: Template = []
        open_piece: Values | None = None
        for tokens in (*zip(*split, strict=True), None):
            if tokens is not None and any(token != tokens[0] for token in tokens):
                open_piece = tuple(map("".join, zip(open_piece, tokens, strict=True))) if open_piece else tokens
                continue
            if open_piece is not None:
                template.append(variables.setdefault(open_piece, len(variables)))
                open_piece = None
            if tokens is not None:
                template.append(tokens[0])
        templates.append(template)
    return _patterns(list(variables), templates) if len(variables) <= MOST_VARIABLES else None


def _patterns(variables: list[Values], templates: list[Template]) -> Patterns | None:
    if any("{" in value for values in variables for value in values):
        return None
    found: list[tuple[str, tuple[str | int, ...]]] = []
    counters = iter(_COUNTERS)
    for values in variables:
        if all(value.isdigit() and str(int(value)) == value for value in values):
            found.append((next(counters), tuple(int(value) for value in values)))
        else:
            found.append(("letter" if all(len(value) == 1 for value in values) else "name", values))
    return Patterns(found, templates)

"""Texts made of values: f-strings, ``%``, ``str.format`` and the methods of strings, none longer than its limit."""

import re
from collections.abc import Callable
from string import Formatter
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.budget import MAX_TEXT, Budget, checked_size, refuse
from builder.conversion.from_python.language.values import PLAIN, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_SPEC = re.compile(r"(.?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(\.\d{1,2})?[a-zA-Z%]?")
_PERCENT = re.compile(r"%(?:\((\w{1,60})\))?[-+ #0]{0,4}\d{0,3}(?:\.\d{1,2})?[diouxXeEfFgGsrc%]")
_FIELD = re.compile(r"\w{0,60}")
_DEEPEST = 8


def text_of(value: Any, budget: Budget, *, quoted: bool = False, depth: int = 0) -> str | Unknown:
    """Returns ``str(value)`` of plain values, or ``repr`` with ``quoted``; an ``Unknown`` for any other."""
    budget.spend()
    if isinstance(value, PLAIN):
        return repr(value) if quoted or not isinstance(value, str) else value
    if isinstance(value, Unknown):
        return value
    if isinstance(value, (list, tuple)) and depth < _DEEPEST:
        budget.spend(len(value))
        parts: list[str] = []
        for item in value:
            part = text_of(item, budget, quoted=True, depth=depth + 1)
            if isinstance(part, Unknown):
                return part
            parts.append(part)
        text = ", ".join(parts)
        if len(text) > MAX_TEXT:
            refuse("its text is longer than a model needs")
        if isinstance(value, list):
            return f"[{text}]"
        return f"({text},)" if len(value) == 1 else f"({text})"
    return Unknown("it is a text made of something other than numbers and texts")


def formatted(value: Any, spec: str, conversion: int, budget: Budget) -> str | Unknown:
    """Returns one field of an f-string or of ``str.format``."""
    if conversion in (ord("r"), ord("s"), ord("a")):
        value = text_of(value, budget, quoted=conversion != ord("s"))
    if not spec:
        return text_of(value, budget)
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, (int, float, str)) or _SPEC.fullmatch(spec) is None:
        return Unknown(f'it is a text with a field formatted by "{spec[:20]}"')
    try:
        return format(value, spec)
    except (ValueError, OverflowError):
        return Unknown(f'it is a text with a field formatted by "{spec[:20]}"')


def percent(template: str, given: Any, budget: Budget) -> str | Unknown:
    """Returns ``template % given``."""
    pieces = [match.group(0) for match in _PERCENT.finditer(template)]
    if template.count("%") != sum(piece.count("%") for piece in pieces):
        return Unknown("it is a text whose % fields are not understood")
    values: Any
    if isinstance(given, dict):
        values = {key: _scalar(item, budget) for key, item in given.items()}
        unknown = next((item for item in values.values() if isinstance(item, Unknown)), None)
    else:
        values = tuple(_scalar(item, budget) for item in (given if isinstance(given, tuple) else (given,)))
        unknown = next((item for item in values if isinstance(item, Unknown)), None)
    if unknown is not None:
        return unknown
    try:
        text: str = template % values
    except (TypeError, ValueError, KeyError, OverflowError):
        return Unknown("it is a text whose % fields do not fit their values")
    checked_size(text)
    return text


def _scalar(value: Any, budget: Budget) -> Any:
    return value if isinstance(value, PLAIN) else text_of(value, budget)


def format_text(run: "Interpreter", template: str, *given: Any, **named: Any) -> str | Unknown:
    """Returns ``template.format(...)``; a field is a name or a number, never an attribute or an item of one."""
    made: list[str] = []
    place = 0
    try:
        for literal, name, spec, conversion in Formatter().parse(template):
            made.append(literal)
            if name is None:
                continue
            if _FIELD.fullmatch(name) is None or "{" in (spec or ""):
                return Unknown(f'it is a text with the field "{name[:40]}"')
            if not name:
                name, place = str(place), place + 1
            found = given[int(name)] if name.isdecimal() and len(name) < 4 else named[name]
            part = formatted(found, spec or "", ord(conversion) if conversion else -1, run.budget)
            if isinstance(part, Unknown):
                return part
            made.append(part)
    except (ValueError, IndexError, KeyError):
        return Unknown("it is a text whose fields do not fit their values")
    text = "".join(made)
    checked_size(text)
    return text


def joined(run: "Interpreter", separator: str, items: Any) -> str | Unknown:
    if isinstance(items, dict):
        items = list(items)
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
        return Unknown("it is a text joined of things that are no texts")
    if sum(len(item) + len(separator) for item in items) > MAX_TEXT:
        refuse("its text is longer than a model needs")
    run.budget.spend(len(items) // 10)
    return separator.join(items)


def _replaced(run: "Interpreter", text: str, old: str, new: str) -> str:
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        refuse("its text is longer than a model needs")
    return text.replace(old, new)


def _filled(run: "Interpreter", text: str, width: int) -> str:
    if width > MAX_TEXT:
        refuse("its text is longer than a model needs")
    return text.zfill(width)


def _simple(method: Any) -> Callable[..., Any]:
    def call(run: "Interpreter", text: str, *given: Any) -> Any:
        if not all(isinstance(item, (str, int, type(None))) for item in given):
            return Unknown("it comes from a method of a text that is not followed")
        run.budget.spend(1 + len(text) // 100)
        return method(text, *given)

    return call


TEXT_METHODS: dict[str, Callable[..., Any]] = {
    "format": format_text,
    "join": joined,
    "replace": _replaced,
    "zfill": _filled,
    **{
        name: _simple(method)
        for name, method in {
            "capitalize": str.capitalize,
            "count": str.count,
            "endswith": str.endswith,
            "find": str.find,
            "isalpha": str.isalpha,
            "isdigit": str.isdigit,
            "lower": str.lower,
            "lstrip": str.lstrip,
            "removeprefix": str.removeprefix,
            "removesuffix": str.removesuffix,
            "rpartition": str.rpartition,
            "partition": str.partition,
            "rsplit": str.rsplit,
            "rstrip": str.rstrip,
            "split": str.split,
            "splitlines": str.splitlines,
            "startswith": str.startswith,
            "strip": str.strip,
            "title": str.title,
            "upper": str.upper,
        }.items()
    },
}

"""Lays out Python expressions in lines of at most 88 columns, as ruff and black do, so that formatting changes nothing.

An expression is plain text, a bracketed group of expressions, or a run of both side by side. A group that does not fit
on its line is opened: its items go on a line of their own, and where that is too long as well, on one line each.
"""

import unicodedata
from dataclasses import dataclass

WIDTH = 88
INDENT = 4


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Items between brackets. A call's items may share one line when it is opened, a list's (``one_each``) may not."""

    opening: str
    items: tuple["Expression", ...]
    closing: str
    one_each: bool = False
    always_open: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Expressions side by side, such as a callee and its arguments."""

    parts: tuple["Expression", ...]


Expression = str | Bracketed | Joined


def call(callee: Expression, *arguments: Expression) -> Joined:
    """Returns the expression that calls ``callee``."""
    return Joined((callee, Bracketed("(", arguments, ")")))


def sequence(items: tuple[Expression, ...], *, brackets: str = "[]", always_open: bool = False) -> Bracketed:
    """Returns a list, or a tuple where ``brackets`` are round."""
    opening, closing = brackets[0], brackets[1]
    if brackets == "()" and len(items) == 1 and not always_open:
        return Bracketed(opening, (Joined((items[0], ",")),), closing, one_each=True)
    return Bracketed(opening, items, closing, one_each=True, always_open=always_open)


def lay_out(expression: Expression, *, indent: int, tail: str = "") -> list[str]:
    """Returns the lines of one statement, or of one item in brackets with the comma after it as ``tail``.

    >>> lay_out(call("layers.Dense", "10"), indent=4)
    ['    layers.Dense(10)']
    """
    writer = _Writer(indent)
    writer.write(expression, indent, rest=tail)
    writer.lines[-1] += tail
    return writer.lines


class _Writer:
    def __init__(self, indent: int) -> None:
        self.lines = [" " * indent]

    def write(self, expression: Expression, indent: int, rest: str) -> None:
        """Writes the expression; ``rest`` is what must follow on its last line before that can be broken again."""
        match expression:
            case str():
                self.lines[-1] += expression
            case Joined(parts):
                for place, part in enumerate(parts):
                    self.write(part, indent, _until_break(parts[place + 1 :], rest))
            case Bracketed():
                self._write_group(expression, indent, rest)

    def _write_group(self, group: Bracketed, indent: int, rest: str) -> None:
        if not group.items or (not _is_open(group) and self._fits(flat(group) + rest)):
            self.lines[-1] += flat(group)
            return
        self.lines[-1] += group.opening
        inner = indent + INDENT
        together = ", ".join(flat(item) for item in group.items)
        if not group.one_each and not _is_open(group) and inner + _width(together) <= WIDTH:
            self.lines.append(" " * inner + together)
        else:
            for item in group.items:
                self.lines.append(" " * inner)
                # A tuple of one has its comma already.
                comma = "" if isinstance(item, Joined) and item.parts[-1] == "," else ","
                self.write(item, inner, comma)
                self.lines[-1] += comma
        self.lines.append(" " * indent + group.closing)

    def _fits(self, text: str) -> bool:
        return _width(self.lines[-1]) + _width(text) <= WIDTH


def flat(expression: Expression) -> str:
    """Returns the expression on one line."""
    match expression:
        case str():
            return expression
        case Joined(parts):
            return "".join(flat(part) for part in parts)
        case Bracketed(opening, items, closing):
            return opening + ", ".join(flat(item) for item in items) + closing


def _is_open(expression: Expression) -> bool:
    match expression:
        case str():
            return False
        case Joined(parts):
            return any(_is_open(part) for part in parts)
        case Bracketed(items=items):
            return expression.always_open or any(_is_open(item) for item in items)


def _until_break(parts: tuple[Expression, ...], rest: str) -> str:
    """Returns the text up to the first bracket that could be opened, or all of it and ``rest``."""
    text = ""
    for part in parts:
        if isinstance(part, Joined):
            inner = _until_break(part.parts, "\n")
            text += inner.removesuffix("\n")
            if not inner.endswith("\n"):
                return text
        elif isinstance(part, Bracketed) and part.items:
            return text + part.opening
        else:
            text += flat(part)
    return text + rest


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

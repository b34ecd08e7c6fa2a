"""Keras docstrings taken apart: the summary, the description, and what is said of each argument."""

import inspect
import re

_SECTION = re.compile(r"^(\s*)(Args|Arguments|Call arguments):\s*$")
_ENTRY = re.compile(r"^\*{0,2}(\w+(?:\s*,\s*\w+)*)\s*(?:\([^)]*\))?\s*:(?:\s+(.*)|)$")
_END_OF_DESCRIPTION = re.compile(
    r"^\s*(?:(?:Args|Arguments|Call arguments|Returns?|Raises|Inputs?|Outputs?|Output|Usage|Reference(?:s|\(s\))?"
    r"|Formula|Examples?|For example|Example usage|Standalone usage|(?:Input|Output) shapes?|Attributes|Notes?|Paper)"
    r"(?:\s.*)?:|>>>|```)"
)
_LINK = re.compile(r"\[([^\]]*)\]\s*\([^)\s]*\)|\(([^)]*)\)\[https?:[^\]]*\]")
_BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")


def summary_of(text: str | None) -> str:
    """Returns the first paragraph as one plain sentence ending in a full stop.

    >>> summary_of("Just your regular\\ndensely-connected layer\\n\\nMore.")
    'Just your regular densely-connected layer.'
    """
    paragraph = inspect.cleandoc(text or "").split("\n\n")[0]
    sentence = re.split(r"(?<=[.!?])\s", prose(paragraph), maxsplit=1)[0].rstrip(": ")
    return sentence if sentence.endswith((".", "!", "?")) or not sentence else sentence + "."


def description_of(text: str | None) -> str:
    """Returns the paragraphs between the summary and the first section such as ``Args:`` or ``Example:``."""
    lines = inspect.cleandoc(text or "").splitlines()
    end = next((number for number, line in enumerate(lines) if _END_OF_DESCRIPTION.match(line)), len(lines))
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines[:end]))[1:]
    kept = [prose(paragraph) for paragraph in paragraphs]
    return "\n\n".join(paragraph for paragraph in kept if paragraph and not paragraph.startswith("**Note:**"))


def arguments_of(text: str | None, *, section: str = "Args") -> dict[str, str]:
    """Returns what the docstring says of each argument, as prose, in its order.

    Args:
        section: ``Args`` (which Keras sometimes spells ``Arguments``) or ``Call arguments``.

    >>> arguments_of("Dense.\\n\\nArgs:\\n    units: Positive integer,\\n        the size.\\n    use_bias: Boolean.")
    {'units': 'Positive integer, the size.', 'use_bias': 'Boolean.'}
    """
    wanted = {"Args", "Arguments"} if section == "Args" else {section}
    found: dict[str, str] = {}
    for block in _blocks(inspect.cleandoc(text or "").splitlines(), wanted):
        for names, body in _entries(block):
            for name in names:
                found.setdefault(name, prose("\n".join(body)))
    return found


def prose(text: str) -> str:
    """Returns the text without links and line breaks, save one before each bullet; backticks stay.

    >>> prose("See [the\\npaper](https://x.org) of\\n`x`.")
    'See the paper of `x`.'
    """
    lines: list[str] = []
    for line in _LINK.sub(lambda match: match[1] or match[2] or "", text).splitlines():
        bullet = _BULLET.match(line)
        if bullet and lines:
            lines.append("- " + line[bullet.end() :].strip())
        elif lines:
            lines[-1] = f"{lines[-1]} {line.strip()}".strip()
        else:
            lines.append(line.strip())
    return "\n".join(re.sub(r"\s+", " ", line) for line in lines).strip()


def _blocks(lines: list[str], wanted: set[str]) -> list[list[str]]:
    """Returns the lines below each wanted section heading, which ends where the indentation falls back."""
    blocks: list[list[str]] = []
    heading_indent: int | None = None
    for line in lines:
        heading = _SECTION.match(line)
        if heading:
            heading_indent = len(heading[1]) if heading[2] in wanted else None
            if heading_indent is not None:
                blocks.append([])
        elif heading_indent is not None and line.strip():
            if _indent(line) <= heading_indent:
                heading_indent = None
            else:
                blocks[-1].append(line)
    return blocks


def _entries(block: list[str]) -> list[tuple[list[str], list[str]]]:
    """Returns (names, lines) for each ``name: text`` of a section; deeper lines belong to the entry above them."""
    if not block:
        return []
    base = _indent(block[0])
    entries: list[tuple[list[str], list[str]]] = []
    for line in block:
        entry = _ENTRY.match(line.strip()) if _indent(line) <= base else None
        if entry:
            entries.append((re.split(r"\s*,\s*", entry[1]), [entry[2] or ""]))
        elif entries:
            entries[-1][1].append(line)
    return entries


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

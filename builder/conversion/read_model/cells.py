"""The Python in the code cells of a notebook, as IPython takes it out of them; each line stays where it is.

IPython's own ``core.inputtransformer2`` is the authority, and a test holds this against it. What only IPython or a
shell could run becomes ``pass``, or a call of ``get_ipython`` where its result is given a name.
"""

import re
from collections.abc import Iterator

_RUN = re.compile(r"%%(time|capture|prun)\b")
"""Magics that run the cell below them among the notebook's own names."""
_TIMED = re.compile(r"(\s*)%(?:time|prun)[ \t]+(?=[\w(\[*])")
"""Magics that run the statement behind them likewise."""
_INDENT = re.compile(r"[ \t]+")
_PROMPTS = (
    (re.compile(r">>>( |$)"), re.compile(r"(>>>|\.\.\.)( |$)")),
    (re.compile(r"In \[\d+\]:\s?"), re.compile(r"In \[\d+\]:\s?|\s*\.{3,}:\s?")),
)
"""How the first line, and how any line, of a session begins that was copied with its prompts."""
_COMMAND = re.compile(r"(\s*)(?:[!%?,;/]|[%\w.*\[\]]+\?{1,2}\s*$)")
_ASSIGNED = re.compile(r"(\s*[\w.,*\[\]'\" \t]+?)\s*=\s*(?:!|%\w)")
_AUTOMATIC = re.compile(r"(?:pip|conda|cd|ls|ll|pwd|mkdir|cat|rm|cp|mv|matplotlib|load_ext)(?:\s+[^\s=(\[].*)?$")
"""A cell of one line that IPython runs as a command without its sign."""
_TOKEN = re.compile(r"#.*|'''|\"\"\"|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[\[{(]|[\])}]|\\$")
_CLOSED = {quote: re.compile(rf"(?:[^\\]|\\.)*?{quote}") for quote in ("'''", '"""')}


def python_lines(cell: str) -> list[str]:
    """Returns the Python in a cell, line for line; blank lines where the cell is in another language."""
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while True:
        first = next((place for place, line in enumerate(lines) if line.strip()), None)
        if first is None:
            return [""] * len(lines)
        lines = [*lines[:first], *_without_prompts(_without_indent(lines[first:]))]
        if not lines[first].startswith("%%"):
            break
        if not _RUN.match(lines[first]):
            return [""] * len(lines)
        lines[first] = ""
    if len(lines) - first == 1 and _AUTOMATIC.match(lines[first]):
        return [""] * len(lines)
    return list(_without_commands(lines))


def _without_indent(lines: list[str]) -> list[str]:
    """Returns the lines without the indentation that the first of them has."""
    found = _INDENT.match(lines[0])
    if found is None:
        return lines
    return [line.removeprefix(found[0]) for line in lines]


def _without_prompts(lines: list[str]) -> list[str]:
    for first, any_line in _PROMPTS:
        if first.match(lines[0]):
            return [any_line.sub("", line, count=1) if any_line.match(line) else line for line in lines]
    return lines


def _without_commands(lines: list[str]) -> Iterator[str]:
    """Yields the lines; those with which a command begins or goes on hold what stands for it in Python."""
    state = _State()
    command = False
    for number, line in enumerate(lines):
        if command:
            command = line.endswith("\\") and number < len(lines) - 1
            yield ""
            continue
        if state.is_inside:
            state.read(line)
            yield line
            continue
        timed = _TIMED.match(line)
        if timed:
            line = timed[1] + line[timed.end() :]
        given = _ASSIGNED.match(line)
        stands_in = f"{given[1]} = get_ipython().getoutput()" if given else None
        if stands_in is None and (found := _COMMAND.match(line)):
            stands_in = f"{found[1]}pass"
        if stands_in is None:
            state.read(line)
            yield line
        else:
            command = line.endswith("\\")
            yield stands_in


class _State:
    """Whether a line begins inside a text, inside brackets, or goes on with the one before it."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._goes_on = False

    @property
    def is_inside(self) -> bool:
        return bool(self._quote or self._depth or self._goes_on)

    def read(self, line: str) -> None:
        self._goes_on = False
        place = 0
        if self._quote:
            end = _CLOSED[self._quote].match(line)
            if end is None:
                return
            place, self._quote = end.end(), ""
        while token := _TOKEN.search(line, place):
            place, text = token.end(), token[0]
            if text in _CLOSED:
                end = _CLOSED[text].match(line, place)
                if end is None:
                    self._quote = text
                    return
                place = end.end()
            elif text == "\\":
                self._goes_on = True
            elif text in "([{":
                self._depth += 1
            elif text in ")]}":
                self._depth = max(0, self._depth - 1)

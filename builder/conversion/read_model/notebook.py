"""The code of a Jupyter notebook as one Python source, and each of its lines by cell; nothing is executed."""

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.conversion.errors import RefusedModelError
from builder.conversion.read_model.cells import python_lines
from builder.network import Graph, Network, Node
from builder.network.notes import Note
from builder.network.unread import LONGEST_REASON, is_unread, unread_of

MAX_CELLS = 5_000
MAX_CODE = 1_000_000


_OTHER_LINE = re.compile(r"\(line (\d+)\)")


@dataclass(frozen=True, slots=True)
class NotebookCode:
    """All code cells one after another; ``cells`` says of each line of ``source`` which cell and line it was."""

    source: str
    cells: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...] = ()

    def place(self, note: Note) -> Note:
        """Returns the note with its line told by cell, as people find it in a notebook."""
        text = self._in_cells(note.text)
        where = self._found(note.line) if note.line is not None else ""
        return Note(None, f"{where.capitalize()}: {text}" if where else text, note.mistake)

    def _found(self, line: int) -> str:
        if not 1 <= line <= len(self.cells):
            return f"line {line}"
        return "cell {}, line {}".format(*self.cells[line - 1])

    def _in_cells(self, text: str) -> str:
        return _OTHER_LINE.sub(lambda found: f"({self._found(int(found[1]))})", text)

    def placed(self, network: Network) -> Network:
        """Returns the network with the lines of what was not understood told by cell."""
        blocks = {key: block.model_copy(update={"nodes": self._nodes(block)}) for key, block in network.blocks.items()}
        return network.model_copy(update={"nodes": self._nodes(network), "blocks": blocks})

    def _nodes(self, graph: Graph) -> tuple[Node, ...]:
        return tuple(self._placed(node) if is_unread(node) and not node.shares else node for node in graph.nodes)

    def _placed(self, node: Node) -> Node:
        unread = unread_of(node)
        if unread.line is None or not 1 <= unread.line <= len(self.cells):
            return node
        cell, line = self.cells[unread.line - 1]
        found = {"cell": cell, "line": line, "reason": self._in_cells(unread.reason)[:LONGEST_REASON]}
        return node.model_copy(update={"config": unread.model_copy(update=found).to_config()})


def notebook_code(document: Mapping[str, Any]) -> NotebookCode:
    """Returns the code of a notebook, in the format of Jupyter 4 or its older one.

    Lines for the shell or for IPython stand for nothing; a cell that is no Python is left out.

    Raises:
        RefusedModelError: the document is no notebook.
    """
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    notes: list[Note] = []
    for number, cell in enumerate(_code_cells(document), start=1):
        code = python_lines(cell)
        mistake = _mistake("\n".join(code))
        if mistake is not None:
            line, text = mistake
            notes.append(Note(None, f"Cell {number}, line {line}: {text}. The cell was left out.", mistake=True))
            continue
        lines.extend(code)
        places.extend((number, line) for line in range(1, len(code) + 1))
    return NotebookCode("\n".join(lines) + "\n", tuple(places), tuple(notes))


def _code_cells(document: Mapping[str, Any]) -> list[str]:
    sheets = document.get("worksheets")
    cells = document.get("cells")
    if cells is None and isinstance(sheets, list):
        cells = [cell for sheet in sheets if isinstance(sheet, Mapping) for cell in sheet.get("cells") or ()]
    if not isinstance(cells, list):
        raise RefusedModelError('This is no Jupyter notebook: it has no list of "cells".')
    found = []
    for cell in cells:
        if isinstance(cell, Mapping) and cell.get("cell_type") == "code":
            source = cell.get("source", cell.get("input", ""))
            parts = source if isinstance(source, list) else [source]
            if not all(isinstance(part, str) for part in parts):
                raise RefusedModelError("A code cell of this notebook holds something that is no text.")
            found.append("".join(parts))
    if len(found) > MAX_CELLS or sum(map(len, found)) > MAX_CODE:
        raise RefusedModelError(
            f"This notebook has {len(found):,} code cells with {sum(map(len, found)):,} characters; at most "
            f"{MAX_CELLS:,} cells with {MAX_CODE:,} characters are read."
        )
    return found


def _mistake(code: str) -> tuple[int, str] | None:
    """Returns line and reason where a cell is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except (ValueError, RecursionError, MemoryError) as error:
        return 1, str(error) or "this is nested too deep"
    return None

"""What stands where in a drawing: rows of boxes with the lines between them, in one column or several."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.conversion.diagram.levels import Tensor, columns_of, forward_edges, levels_of
from builder.conversion.diagram.places import places_in_rows
from builder.conversion.diagram.rows import Rows, ordered
from builder.network import Graph
from builder.network.topology import topological_order

BEND_WIDTH = 10.0
BOX_GAP, BEND_GAP = 34.0, 20.0
"""The space between two boxes of a row, and between anything and a bend."""

TALLEST = 22
"""Rows up to which a drawing stays in one column."""

ROW_HEIGHT = 92.0
"""About what a row takes, line below it included."""

SHAPE = 1.1
"""Width of a drawing in columns as a share of its height, about, were every row as wide as most are."""


@dataclass(frozen=True, slots=True)
class LineSegment:
    """A piece of a line, from one row to the next; its ends are ids of nodes or keys of bends."""

    tensor: Tensor
    source: str
    target: str
    argument: str | None = None


@dataclass(slots=True)
class Column:
    """The rows of one column, each left to right, with the middle of everything from the column's left edge.

    ``bends`` are the places where long lines pass a row. ``entry`` is the key of the bend above the first row at which
    the line from the column before arrives.
    """

    rows: Rows
    links: list[LineSegment]
    bends: dict[str, Tensor]
    entry: str | None = None
    middles: dict[str, float] = field(default_factory=dict)
    width: float = 0.0


def lay_out(graph: Graph, widths: Mapping[str, float]) -> list[Column]:
    """Returns the columns of a drawing of the graph; ``widths`` are those of the boxes by node id."""
    if not graph.nodes:
        return []
    levels = levels_of(graph)
    ranges = columns_of(graph, levels, _wanted_columns(levels, widths))
    columns = []
    for number, rows in enumerate(ranges):
        column = _column(graph, levels, rows, first=number == 0)
        _place(column, widths)
        columns.append(column)
    return columns


def _wanted_columns(levels: Mapping[str, int], widths: Mapping[str, float]) -> int:
    """Returns how many columns make a drawing almost as wide as it is tall."""
    height = max(levels.values(), default=-1) + 1
    if height <= TALLEST:
        return 1
    in_row: dict[int, float] = {}
    for node_id, row in levels.items():
        in_row[row] = in_row.get(row, 0.0) + widths[node_id] + BOX_GAP
    usual = sorted(in_row.values())[len(in_row) * 3 // 4] + 4 * BEND_GAP
    return max(1, round(math.sqrt(SHAPE * height * ROW_HEIGHT / usual)))


def _column(graph: Graph, levels: Mapping[str, int], rows: range, *, first: bool) -> Column:
    """Returns the column with its lines cut into links, lines of one tensor sharing their way as long as they can."""
    column, own = Column([[] for _ in rows], [], {}), rows
    for node_id in (*topological_order(graph), *graph.nodes_by_id):
        if levels[node_id] in rows and node_id not in column.rows[levels[node_id] - rows.start]:
            column.rows[levels[node_id] - rows.start].append(node_id)
    drawn: set[tuple[str, str]] = set()

    def bend_at(tensor: Tensor, row: int) -> str:
        key = f"|{tensor[0]}|{tensor[1]}|{row}"
        if key not in column.bends:
            column.bends[key] = tensor
            column.rows[row - rows.start].append(key)
        return key

    def link(tensor: Tensor, source: str, target: str, argument: str | None = None) -> None:
        if (source, target) not in drawn:
            drawn.add((source, target))
            column.links.append(LineSegment(tensor, source, target, argument))

    def line(tensor: Tensor, start: str, row: int, target: str, argument: str | None) -> None:
        last = start
        for passed in range(row + 1, levels[target]):
            bend = bend_at(tensor, passed)
            link(tensor, last, bend)
            last = bend
        link(tensor, last, target, argument)

    arriving = [
        edge
        for edge in graph.edges
        if levels.get(edge.target, -1) in rows and levels.get(edge.source, rows.start) < rows.start
    ]
    if not first and arriving:
        tensor = (arriving[0].source, arriving[0].output)
        column.entry = "|entry"
        column.bends[column.entry] = tensor
        column.rows.insert(0, [column.entry])
        rows = range(rows.start - 1, rows.stop)
        for edge in arriving:
            line(tensor, column.entry, rows.start, edge.target, edge.argument)
    for edge in forward_edges(graph, levels, own):
        line((edge.source, edge.output), edge.source, levels[edge.source], edge.target, edge.argument)
    return column


def _place(column: Column, widths: Mapping[str, float]) -> None:
    """Orders the rows and gives everything its middle."""
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for link in column.links:
        above.setdefault(link.target, []).append(link.source)
        below.setdefault(link.source, []).append(link.target)

    def width(item: str) -> float:
        return BEND_WIDTH if item in column.bends else widths[item]

    def apart(left: str, right: str) -> float:
        gap = BEND_GAP if left in column.bends or right in column.bends else BOX_GAP
        return (width(left) + width(right)) / 2 + gap

    column.rows = ordered(column.rows, above, below)
    middles = places_in_rows(column.rows, above, below, bends=frozenset(column.bends), apart=apart)
    leftmost = min(middle - width(item) / 2 for item, middle in middles.items())
    column.middles = {item: middle - leftmost for item, middle in middles.items()}
    column.width = max(middle + width(item) / 2 for item, middle in column.middles.items())

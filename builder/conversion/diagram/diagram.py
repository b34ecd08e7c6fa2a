"""Draws a network for papers and slides: layers from top to bottom, tall networks in columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.conversion.diagram.boxes import Box, boxes_of
from builder.conversion.diagram.colours import MUTED, OTHER_RANK, RANKS
from builder.conversion.diagram.layout import Column, LineSegment, lay_out
from builder.conversion.diagram.levels import Tensor
from builder.conversion.diagram.svg import (
    ARROW,
    CHIP_HEIGHT,
    LABEL_SIZE,
    arrow_head,
    box,
    chip,
    chip_width,
    cornered,
    document,
    line,
    text,
)
from builder.conversion.diagram.text import text_width
from builder.engine.report import Report
from builder.engine.words import size_words
from builder.network import Network
from builder.network.topology import output_endpoints

MARGIN = 24.0
GUTTER = 64.0
"""Between two columns; the line from one to the next runs in it."""

STRAIGHT, CURVED = 18.0, 40.0
"""Room below the chips where all lines go straight down, and where some do not."""

CHIP_ROOM = 24.0
LEGEND_ROOM = 34.0


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing as SVG, and its size."""

    svg: str
    width: float
    height: float


def draw_diagram(network: Network, report: Report | None = None, *, transparent: bool = False) -> Diagram:
    """Draws the network.

    Args:
        report: what checking said of it; with it every tensor's size stands at its line, in its rank's colour, and the
            parameters stand in the boxes.
        transparent: leave out the white ground.
    """
    return _Drawing(network, report).drawn(transparent=transparent)


class _Drawing:
    def __init__(self, network: Network, report: Report | None) -> None:
        self._network = network
        self._report = report
        self._boxes: Mapping[str, Box] = boxes_of(network, report)
        self._columns = lay_out(network, {node_id: one.width for node_id, one in self._boxes.items()})
        self._ends = {(endpoint.node, endpoint.output) for endpoint in output_endpoints(network)}
        self._lines: list[str] = []
        self._marks: list[str] = []
        self._ranks: dict[str, str] = {}

    def drawn(self, *, transparent: bool) -> Diagram:
        left, bottom = MARGIN, 0.0
        leaving: tuple[float, float] | None = None
        for column in self._columns:
            tops, end = self._rows(column, MARGIN + (GUTTER / 2 if len(self._columns) > 1 else 0))
            self._links(column, tops, left)
            if leaving is not None and column.entry is not None:
                self._bridge(column, leaving, left, tops[0])
            leaving = self._end_of(column, tops, left)
            left += column.width + GUTTER
            bottom = max(bottom, end)
        width = max(left - GUTTER, MARGIN) + MARGIN
        height = max(bottom, MARGIN) + MARGIN + (GUTTER / 2 if len(self._columns) > 1 else 0)
        if self._report is not None and self._ranks:
            width = max(width, self._legend(MARGIN, height + 6) + MARGIN)
            height += LEGEND_ROOM
        title = self._network.name
        return Diagram(
            document([*self._lines, *self._marks], width, height, title=title, transparent=transparent), width, height
        )

    def _rows(self, column: Column, top: float) -> tuple[list[tuple[float, float]], float]:
        """Returns top and bottom of each row, and where the last ends, stubs of outputs included."""
        bent = self._bent_rows(column)
        found: list[tuple[float, float]] = []
        for number, row in enumerate(column.rows):
            height = max((self._boxes[item].height for item in row if item in self._boxes), default=0.0)
            found.append((top, top + height))
            has_box = any(item in self._boxes for item in row)
            top += height + (CHIP_ROOM if self._report is not None and has_box else 6.0)
            top += min(STRAIGHT + max(CURVED - STRAIGHT, bent[number] * 0.07), 84.0) if bent[number] else STRAIGHT
        return found, top

    def _bent_rows(self, column: Column) -> list[float]:
        """Returns how far sideways a line goes below each row, at most."""
        row_of = {item: number for number, row in enumerate(column.rows) for item in row}
        bent = [0.0] * len(column.rows)
        for link in column.links:
            start = self._leaves_at(column, link)
            gap = abs(start - column.middles[link.target] - self._entry_offset(column, link))
            if gap > 0.5:
                bent[row_of[link.source]] = max(bent[row_of[link.source]], gap)
        return bent

    def _links(self, column: Column, tops: list[tuple[float, float]], left: float) -> None:
        row_of = {item: number for number, row in enumerate(column.rows) for item in row}
        for item, number in row_of.items():
            if item in self._boxes:
                self._box(column, item, left, *tops[number])
            elif item != column.entry:
                colour = self._colour(column.bends[item])
                x = left + column.middles[item]
                self._lines.append(line([(x, tops[number][0]), (x, tops[number][1])], colour))
        for link in column.links:
            self._link(column, link, left, tops[row_of[link.source]], tops[row_of[link.target]])

    def _box(self, column: Column, node_id: str, left: float, top: float, bottom: float) -> None:
        drawn = self._boxes[node_id]
        middle = left + column.middles[node_id]
        self._marks.append(box(drawn, middle - drawn.width / 2, (top + bottom - drawn.height) / 2))
        end = (top + bottom + drawn.height) / 2
        for tensor in self._outputs(node_id):
            x = middle + self._output_offset(tensor)
            colour = self._colour(tensor)
            if tensor in self._ends:
                stop = end + (CHIP_ROOM if self._report is not None else 6) + STRAIGHT - 6
                self._lines.append(line([(x, end), (x, stop)], colour))
                self._marks.append(arrow_head(x, stop + ARROW - 1, colour))
            if (words := self._size(tensor)) is not None:
                self._marks.append(chip(words, x, end + 3 + CHIP_HEIGHT / 2 + 1, colour))

    def _link(
        self, column: Column, link: LineSegment, left: float, above: tuple[float, float], below: tuple[float, float]
    ) -> None:
        colour = self._colour(link.tensor)
        x = left + self._leaves_at(column, link)
        points = [(x, above[1])]
        if link.source in self._boxes:
            drawn = self._boxes[link.source]
            points = [(x, (above[0] + above[1] + drawn.height) / 2)]
        room = (
            CHIP_ROOM if self._report is not None and any(i in self._boxes for i in _row(column, link.source)) else 6.0
        )
        points.append((x, above[1] + room - 2))
        end = left + column.middles[link.target] + self._entry_offset(column, link)
        if link.target in self._boxes:
            drawn = self._boxes[link.target]
            stop = (below[0] + below[1] - drawn.height) / 2
            points += [(end, below[0] - ARROW), (end, stop - ARROW + 1)]
            self._marks.append(arrow_head(end, stop, colour))
            if link.argument:
                self._marks.append(text(link.argument, end + 6, stop - 5, LABEL_SIZE, MUTED))
        else:
            points.append((end, below[0]))
        self._lines.append(line(points, colour))

    def _bridge(self, column: Column, leaving: tuple[float, float], left: float, row: tuple[float, float]) -> None:
        """Draws the line from the foot of the column before to the head of this one."""
        x, y = leaving
        entry = str(column.entry)
        end = left + column.middles[entry]
        gutter = left - GUTTER / 2
        foot, head = y + 10, row[0] - GUTTER / 4
        points = [(x, y - 12), (x, foot), (gutter, foot), (gutter, head), (end, head), (end, row[0] + 6)]
        self._lines.append(cornered(points, self._colour(column.bends[entry])))

    def _end_of(self, column: Column, tops: list[tuple[float, float]], left: float) -> tuple[float, float]:
        """Returns where the line to the next column leaves the last row."""
        nodes = [item for item in column.rows[-1] if item in self._boxes]
        feeding = [item for item in nodes if self._network.edges_out_of.get(item)] or nodes
        tensors = self._outputs(feeding[0])
        x = left + column.middles[feeding[0]] + (self._output_offset(tensors[0]) if tensors else 0)
        bottom = tops[-1][1] + (CHIP_ROOM if self._report is not None else 6) + 4
        drawn = self._boxes[feeding[0]]
        if column is not self._columns[-1] and tensors:
            end = (tops[-1][0] + tops[-1][1] + drawn.height) / 2
            self._lines.append(line([(x, end), (x, bottom)], self._colour(tensors[0])))
        return x, bottom

    def _outputs(self, node_id: str) -> list[Tensor]:
        """Returns the tensors of a node that go anywhere, first output first."""
        used = {(edge.source, edge.output) for edge in self._network.edges_out_of.get(node_id, ())}
        used |= {tensor for tensor in self._ends if tensor[0] == node_id}
        return sorted(used, key=lambda tensor: tensor[1])

    def _output_offset(self, tensor: Tensor) -> float:
        """Returns how far from the middle of its box a tensor leaves: several stand side by side."""
        outputs = self._outputs(tensor[0])
        if len(outputs) < 2:
            return 0.0
        step = max(chip_width(self._size(one) or "") for one in outputs) + 8
        return (outputs.index(tensor) - (len(outputs) - 1) / 2) * step if tensor in outputs else 0.0

    def _leaves_at(self, column: Column, link: LineSegment) -> float:
        return column.middles[link.source] + (self._output_offset(link.tensor) if link.source in self._boxes else 0.0)

    def _entry_offset(self, column: Column, link: LineSegment) -> float:
        """Returns how far from the middle of its box a line arrives: named arguments stand side by side."""
        if link.target not in self._boxes:
            return 0.0
        links = [one for one in column.links if one.target == link.target]
        if len(links) < 2 or not any(one.argument for one in links):
            return 0.0
        links.sort(key=lambda one: column.middles[one.source])
        step = max(text_width(one.argument or "", LABEL_SIZE) for one in links) + 16
        return (links.index(link) - (len(links) - 1) / 2) * step

    def _size(self, tensor: Tensor) -> str | None:
        tensors = self._report.tensors.get(tensor[0], ()) if self._report is not None else ()
        return (size_words(tensors[tensor[1]].shape) or "number") if tensor[1] < len(tensors) else None

    def _colour(self, tensor: Tensor) -> str:
        tensors = self._report.tensors.get(tensor[0], ()) if self._report is not None else ()
        if tensor[1] >= len(tensors):
            return OTHER_RANK[1]
        name, colour = RANKS.get(len(tensors[tensor[1]].shape), OTHER_RANK)
        self._ranks[name] = colour
        return colour

    def _legend(self, x: float, y: float) -> float:
        """Draws what the colours of the lines mean and returns where it ends."""
        order = [name for name, _ in (*RANKS.values(), OTHER_RANK)]
        for name in sorted(self._ranks, key=order.index):
            self._marks.append(f'<circle cx="{x + 4:.1f}" cy="{y:.1f}" r="4" fill="{self._ranks[name]}"/>')
            self._marks.append(text(name, x + 14, y + 4, 11.5, MUTED))
            x += 14 + text_width(name, 11.5) + 18
        return x - 18


def _row(column: Column, item: str) -> list[str]:
    return next(row for row in column.rows if item in row)

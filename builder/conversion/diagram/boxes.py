"""What a drawing says of each layer: its title, class, arguments and parameters, measured."""

from dataclasses import dataclass

from builder.catalog import load_catalog
from builder.catalog.headline import headline
from builder.conversion.diagram.colours import FAMILY_COLOURS, OTHER_COLOUR
from builder.conversion.diagram.text import fitted, text_width
from builder.engine.report import Report
from builder.engine.words import counted
from builder.network import BLOCK, Network, Node

TITLE, SMALL = 14.0, 12.0
"""Font sizes."""

PADDING = 14.0
NARROWEST, WIDEST = 150.0, 330.0
TALL, LOW = 52.0, 36.0
"""Heights of a box with two lines and with one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A layer's box: the bar's colour, and its two lines, each with what stands at the left and at the right."""

    colour: str
    title: str
    class_name: str
    told: str
    parameters: str
    width: float
    height: float
    is_block: bool = False


def boxes_of(network: Network, report: Report | None) -> dict[str, Box]:
    """Returns the box of each node; all are as wide as the widest needs, within limits."""
    raw = {node.id: _told(network, node, report) for node in network.nodes}
    needed = max((_width(*lines[1:]) for lines in raw.values()), default=NARROWEST)
    width = min(max(needed, NARROWEST), WIDEST)
    return {node.id: _box(raw[node.id], width, is_block=node.class_name == BLOCK) for node in network.nodes}


def _told(network: Network, node: Node, report: Report | None) -> tuple[str, str, str, str, str]:
    entry = load_catalog().node_entries.get(node.class_name)
    told = headline(entry, network.owner(node).config) if entry else ""
    class_name = node.class_name
    if node.class_name == BLOCK and node.block in network.blocks:
        told = counted(len(network.blocks[node.block].nodes), "layer")
    if node.shares:
        told = f"shares {network.owner(node).title}"
    count = report.parameters.get(node.id, 0) if report else 0
    colour = FAMILY_COLOURS.get(entry.family, OTHER_COLOUR) if entry else OTHER_COLOUR
    return colour, " ".join(node.title.split()), class_name, told, f"{count:,}" if count else ""


def _width(title: str, class_name: str, told: str, parameters: str) -> float:
    first = text_width(title, TITLE, bold=True) + text_width(class_name, SMALL) + 14
    second = text_width(told, SMALL) + text_width(parameters, SMALL) + (14 if told and parameters else 0)
    return max(first, second) + 2 * PADDING + 4


def _box(lines: tuple[str, str, str, str, str], width: float, *, is_block: bool) -> Box:
    colour, title, class_name, told, parameters = lines
    room = width - 2 * PADDING - 4
    class_room = room - min(text_width(title, TITLE, bold=True), room * 0.5) - 10
    class_name = fitted(class_name, SMALL, class_room)
    title = fitted(title, TITLE, room - text_width(class_name, SMALL) - 10, bold=True)
    told = fitted(told, SMALL, room - (text_width(parameters, SMALL) + 10 if parameters else 0))
    height = TALL if told or parameters else LOW
    return Box(colour, title, class_name, told, parameters, width, height, is_block)

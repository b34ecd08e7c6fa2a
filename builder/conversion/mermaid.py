"""A network as a Mermaid flowchart: text that GitHub, GitLab and many wikis draw."""

import re

from builder.catalog import load_catalog
from builder.catalog.headline import headline
from builder.conversion.diagram.colours import FAMILY_COLOURS, OTHER_COLOUR
from builder.engine.report import Report
from builder.engine.words import counted, size_words
from builder.network import BLOCK, INPUT, Network, Node
from builder.network.topology import sound_edges


def to_mermaid(network: Network, report: Report | None = None) -> str:
    """Returns the flowchart, every layer in its family's colour; a report adds the sizes of the tensors.

    Labels are escaped letter by letter, so that no text in them means anything to Mermaid.
    """
    numbers = {node.id: f"n{place}" for place, node in enumerate(network.nodes)}
    lines = ["flowchart TD"]
    families: dict[str, list[str]] = {}
    for node in network.nodes:
        key = numbers[node.id]
        lines.append(f"    {key}{_shape(node, _label(network, node))}")
        families.setdefault(_family(node), []).append(key)
    for edge in sound_edges(network):
        tensors = report.tensors.get(edge.source, ()) if report else ()
        size = size_words(tensors[edge.output].shape) if edge.output < len(tensors) else ""
        told = " ".join(part for part in (edge.argument or "", size) if part)
        arrow = f'-->|"{escaped(told)}"|' if told else "-->"
        lines.append(f"    {numbers[edge.source]} {arrow} {numbers[edge.target]}")
    for family, keys in families.items():
        colour = FAMILY_COLOURS.get(family, OTHER_COLOUR)
        lines.append(f"    classDef {family} fill:#ffffff,stroke:{colour},stroke-width:2px,color:#1f2328")
        lines.append(f"    class {','.join(keys)} {family}")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Returns the text with everything that Mermaid or HTML could read as a sign written as a character code.

    >>> escaped('a "b" <i>')
    'a #34;b#34; #60;i#62;'
    """
    return re.sub(r"[^\w .,:/+×·?=()-]", lambda found: f"#{ord(found.group())};", " ".join(text.split()))


def _label(network: Network, node: Node) -> str:
    owner = network.owner(node)
    entry = load_catalog().node_entries.get(node.class_name)
    if node.class_name == BLOCK and node.block in network.blocks:
        kind = f"block of {counted(len(network.blocks[node.block].nodes), 'layer')}"
    else:
        kind = node.class_name
    told = headline(entry, owner.config) if entry else ""
    second = " · ".join(part for part in (kind, told) if part)
    return f"{escaped(node.title)}<br/>{escaped(second)}"


def _shape(node: Node, label: str) -> str:
    if node.class_name == INPUT:
        return f'(["{label}"])'
    return f'[["{label}"]]' if node.class_name == BLOCK else f'["{label}"]'


def _family(node: Node) -> str:
    entry = load_catalog().node_entries.get(node.class_name)
    return entry.family if entry else "other"

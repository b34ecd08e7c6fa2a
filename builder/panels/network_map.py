"""A read-only map of a network, drawn by agraph; a click tells which layer it was."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit_agraph import Config, Edge, agraph
from streamlit_agraph import Node as Box

from builder.catalog import load_catalog
from builder.catalog.headline import headline
from builder.engine import Report
from builder.engine.words import counted, size_words
from builder.network import INPUT, Network, Node
from builder.network.layout import places_of
from builder.network.unread import source_name
from builder.panels.frame import plain

FAMILY_COLOURS: Mapping[str, str] = {
    "core": "#4c6ef5",
    "convolutional": "#9c36b5",
    "pooling": "#c2255c",
    "recurrent": "#e8590c",
    "attention": "#0c8599",
    "merging": "#b08900",
    "reshaping": "#495057",
    "normalization": "#2b8a3e",
    "regularization": "#5c940d",
    "activation": "#1971c2",
}
OTHER_COLOUR = "#868e96"

LEGIBLE = 0.7
"""How far a map may shrink before its text is too small to read."""

BOX_HEIGHT = 80
TALLEST = 960


def draw_map(network: Network, *, at_least: int) -> str | None:
    """Draws the network and returns the id of the layer that was clicked last, or None.

    Args:
        at_least: the height in pixels, more where the network is too deep to be read at it.
    """
    dark = st.context.theme.type == "dark"
    nodes, edges = map_of(network, dark=dark)
    config = Config(height=height_of(nodes, at_least), directed=True, physics=False, groups={})
    config.width = "100%"  # the constructor takes pixels only
    clicked = agraph(nodes=nodes, edges=edges, config=config)
    return clicked if isinstance(clicked, str) else None


def height_of(boxes: Sequence[Box], at_least: int) -> int:
    """Returns the pixels at which the map of a deep network can still be read, within bounds."""
    depths = [box.y for box in boxes] or [0.0]
    needed = LEGIBLE * (max(depths) - min(depths) + BOX_HEIGHT)
    return int(min(max(at_least, needed), TALLEST))


def map_of(network: Network, *, dark: bool) -> tuple[list[Box], list[Edge]]:
    """Returns the boxes and arrows of the map. Titles stay blank: agraph opens one as an address on a double click."""
    catalog = load_catalog()
    fill, text, line = ("#1a2028", "#e6e9ee", "#9aa5b1") if dark else ("#ffffff", "#1f2328", "#57606a")
    places = places_of(network)
    nodes = []
    for node in network.nodes:
        entry = catalog.node_entries.get(node.class_name)
        colour = FAMILY_COLOURS.get(entry.family if entry else "", OTHER_COLOUR)
        owner = network.owner(node)
        told = headline(entry, owner.config) if entry else layers_inside(network, node)
        label = f"{node.title}\n{kind_of(network, node)}" + (f" · {told}" if told else "")
        x, y = places[node.id]
        nodes.append(
            Box(
                id=node.id,
                title=" ",
                label=label,
                shape="box",
                x=x,
                y=y,
                color={"background": fill, "border": colour, "highlight": {"background": fill, "border": colour}},
                font={"color": text, "size": 15, "face": "sans-serif"},
                borderWidth=2,
                margin=10,
                widthConstraint={"minimum": 150, "maximum": 230},
            )
        )
    edges = [
        Edge(
            source=edge.source,
            target=edge.target,
            color=line,
            smooth={"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.5},
        )
        for edge in network.edges
    ]
    return nodes, edges


def kind_of(network: Network, node: Node) -> str:
    """Returns what a node is, in a word or two: its class, or the name of the block that it stands for."""
    block = network.blocks.get(node.block or "")
    return source_name(node) if block is None else block.name


def layers_inside(network: Network, node: Node) -> str:
    """Returns "3 layers inside" for a block, Inputs not counted, and nothing for a layer."""
    block = network.blocks.get(node.block or "")
    if block is None:
        return ""
    count = sum(inner.class_name != INPUT for inner in block.nodes)
    return f"{counted(count, 'layer')} inside"


def draw_layer_details(network: Network, report: Report | None, node_id: str | None) -> None:
    """Draws what one layer is: class, sentence, arguments given, what goes in and out, parameters."""
    node = network.nodes_by_id.get(node_id or "")
    if node is None:
        st.caption("Click a layer on the map to read about it.")
        return
    entry = load_catalog().node_entries.get(node.class_name)
    st.markdown(f"**{plain(node.title)}** · {plain(kind_of(network, node))}")
    if entry is not None or node.block is not None:
        st.caption(plain(entry.summary if entry else f"A block: {layers_inside(network, node)}."))
    st.dataframe(facts_of(network, report, node.id), hide_index=True, width="stretch", alt=f"About {node.title}")


def facts_of(network: Network, report: Report | None, node_id: str) -> list[dict[str, Any]]:
    """Returns the rows of the table about a layer, as text."""
    node = network.nodes_by_id[node_id]
    rows = {name: str(value) for name, value in network.owner(node).config.items()}
    if node.shares:
        rows["shares the weights of"] = network.owner(node).title
    if report is not None:
        sources = [edge.source for edge in network.edges_into.get(node_id, ())]
        arriving = [size_words(report.tensors[source][0].shape) for source in sources if report.tensors.get(source)]
        leaving = [size_words(tensor.shape) for tensor in report.tensors.get(node_id, ())]
        rows |= {"input": ", ".join(arriving)} if arriving else {}
        rows |= {"output": ", ".join(leaving)} if leaving else {}
        rows["parameters"] = f"{report.parameters.get(node_id, 0):,}"
    return [{"what": name, "value": value} for name, value in rows.items()]

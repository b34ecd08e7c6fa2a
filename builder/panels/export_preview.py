"""A look at what is exported before it is: the code and the drawing, with what may be chosen about them."""

from dataclasses import replace

import streamlit as st

from builder.conversion.diagram.diagram import Diagram, draw_diagram
from builder.conversion.errors import IncompleteRecipeError
from builder.conversion.exports.exports import ExportOptions
from builder.conversion.exports.text import text_of
from builder.conversion.mermaid import to_mermaid
from builder.engine import Report
from builder.engine.words import counted
from builder.network import Network
from builder.panels.frame import plain
from builder.panels.network_map import draw_layer_details, draw_map

VIEWS = ("Code", "Map", "Diagram", "Mermaid", "Document")

HEIGHT = 620

LARGE = 400
"""Layers above which a drawing is not shown on the page, only handed out."""


def draw_preview(network: Network, report: Report, kept_layers: int) -> ExportOptions:
    """Draws the chosen view with its options, and returns all options.

    Args:
        kept_layers: in how many layers the project's trainings begin with kept weights.
    """
    view = st.segmented_control("Preview", VIEWS, default=VIEWS[0], label_visibility="collapsed") or VIEWS[0]
    options = replace(_options(view), kept_layers=kept_layers)
    known = report if options.shapes else None
    match view:
        case "Map":
            draw_layer_details(network, report, draw_map(network, at_least=HEIGHT))
        case "Diagram":
            _draw_drawing(network, known)
        case "Mermaid":
            st.code(to_mermaid(network, known), language=None, height=HEIGHT)
        case "Document":
            st.code(network.to_json(), language="json", height=HEIGHT)
        case _:
            _draw_code(network, report, options)
    return options


def _draw_code(network: Network, report: Report, options: ExportOptions) -> None:
    try:
        source = text_of(network, "python", options, report).decode()
    except IncompleteRecipeError as error:
        st.info(plain(str(error)))
        return
    st.code(source, language="python", height=HEIGHT)


def _options(view: str) -> ExportOptions:
    """Draws the options of the view; those of the others keep what was chosen there."""
    if view in ("Diagram", "Mermaid"):
        with st.container(horizontal=True):
            _toggle("Sizes of tensors", "shapes", True)
            if view == "Diagram":
                _toggle("Transparent ground", "transparent", False)
    elif view == "Code":
        with st.container(horizontal=True):
            _toggle("Data and training", "whole", False)
            _toggle("Comments", "comments", False)
    return ExportOptions(
        whole=_chosen("whole", False),
        comments=_chosen("comments", False),
        shapes=_chosen("shapes", True),
        transparent=_chosen("transparent", False),
    )


def _toggle(label: str, name: str, default: bool) -> None:
    """Draws a switch whose value outlives the views in which it is not drawn."""
    st.session_state[f"export_{name}"] = st.toggle(label, _chosen(name, default), key=f"export-switch-{name}")


def _chosen(name: str, default: bool) -> bool:
    return bool(st.session_state.get(f"export_{name}", default))


def _draw_drawing(network: Network, report: Report | None) -> None:
    if len(network.nodes) > LARGE:
        st.info(f"A drawing of {counted(len(network.nodes), 'layer')} is for zooming: download the SVG.")
        return
    diagram = _drawn(network.to_json(), network, report)
    with st.container(height=HEIGHT, border=True, horizontal_alignment="center", key="export-drawing"):
        st.image(
            diagram.svg,
            width=round(diagram.width) if diagram.width < 700 else "stretch",
            alt=f"Diagram of {network.name}: {counted(len(network.nodes), 'layer')} from top to bottom",
        )


@st.cache_data(max_entries=32, show_spinner=False)
def _drawn(document: str, _network: Network, _report: Report | None) -> Diagram:
    return draw_diagram(_network, _report)

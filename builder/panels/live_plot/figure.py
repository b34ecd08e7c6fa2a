"""A Plotly figure that takes new data in place."""

import json

import plotly.graph_objects as go
import streamlit as st

from builder.canvas.protocol import component_key

_mount = st.components.v2.component("builder.plot", js="plot.js", isolate_styles=False)


def draw_live(figure: go.Figure, *, key: str, label: str) -> None:
    """Draws the figure; drawn again under the same key, its curves move and nothing else does.

    Args:
        label: what the figure shows, for those who do not see it.
    """
    _mount(key=component_key(key), data={"figure": json.loads(figure.to_json()), "label": label})

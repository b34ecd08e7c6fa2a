"""The Streamlit face of the canvas: one component, mounted with a reply, heard through one trigger."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_mount = st.components.v2.component("builder.canvas", js="index.js", css="index.css", isolate_styles=False)


def heard(key: str) -> object:
    """Returns the request that the canvas ``key`` sent in this run, as it came, or None. Ask before drawing."""
    state = st.session_state.get(key)
    return None if state is None else state.get("request")


def draw_canvas(reply: Mapping[str, Any], token: str, *, key: str) -> None:
    """Draws the canvas, or hands the one already drawn its reply and the token of its pass for the direct line."""
    _mount(key=key, data={**reply, "pass": token}, on_request_change=_nothing)


def _nothing() -> None:
    """Streamlit passes on only events that have a callback; requests are read with :func:`heard`."""

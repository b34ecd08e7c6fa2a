"""Build: the canvas, with nothing between it and the window."""

import streamlit as st

from builder.canvas.component import draw_canvas, heard
from builder.canvas.protocol import Request, RequestError, key_of, read_request
from builder.panels.session import canvas_pass, go, required_workspace
from builder.workspace.workspace import Workspace


def canvas(workspace: Workspace) -> None:
    """Draws the canvas of the project; what it asked for by its trigger is answered before it is drawn again.

    It is no fragment: a server that was started anew knows none of a page that stayed open, and would not answer it.
    """
    key = key_of(workspace.project_id)
    request, line = read(key), canvas_pass(workspace)
    if request is not None:
        line.have = request.have
    reply = workspace.answer(request, line.have)
    draw_canvas(reply, line.token, key=key)
    if request is not None and request.command is not None and not reply["waits"]:
        go({"train": "train", "examples": "home"}[request.command.name])


def read(key: str) -> Request | None:
    value = heard(key)
    if value is None:
        return None
    try:
        return read_request(value)
    except RequestError as error:
        st.toast(str(error))
        return None


canvas(required_workspace())

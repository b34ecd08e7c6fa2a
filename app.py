"""Layerloom's server. Start it with ``make run``, or ``streamlit run app.py``.

Each visit runs ``builder/panels/site.py``. Keras starts beside the server, to be warm when it is
needed.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from builder.panels.canvas_line import CANVAS_ROUTE, answer_canvas
from builder.panels.live_plot.library import PLOTLY_ROUTE, plotly_file
from builder.panels.services import services


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Starts engine and warm worker with the server, and ends the engine with it."""
    running = services()
    yield
    running.close()


async def plotly(_request: Request) -> FileResponse:
    """Sends Plotly's JavaScript, which the curves of a training are drawn with."""
    return FileResponse(plotly_file(), headers={"Cache-Control": "max-age=86400"})


routes = [Route(PLOTLY_ROUTE, plotly), Route(CANVAS_ROUTE, answer_canvas, methods=["POST"])]
app = st.App("builder/panels/site.py", lifespan=lifespan, routes=routes)

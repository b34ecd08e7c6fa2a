"""What the server answers beside Streamlit's pages, below ``/layerloom``."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from builder.panels.live_plot.library import plotly_file
from builder.workspace.canvas_line import answer_canvas, tell_news


async def plotly(_request: Request) -> FileResponse:
    """Sends Plotly's JavaScript, which the curves of a training are drawn with; ``plot.js`` asks for it."""
    return FileResponse(plotly_file(), headers={"Cache-Control": "max-age=86400"})


application = Starlette(
    routes=[
        Route("/plotly.min.js", plotly),
        Route("/canvas", answer_canvas, methods=["POST"]),
        Route("/canvas", tell_news, methods=["GET"]),
    ],
)

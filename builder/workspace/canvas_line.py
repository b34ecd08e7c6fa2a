"""The canvas's direct line to its project: requests by HTTP, which spares them a rerun of the page.

A trigger costs a whole round trip through Streamlit, about 90 ms on the machine where this was measured; this line
costs a few. The page gives its canvas a pass, which names the project and dies with the session; without one, or where
the line is down, the canvas uses its trigger.
"""

import json
import secrets
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from builder.canvas.protocol import Have, RequestError, read_request
from builder.network import BuilderError
from builder.workspace.services import services

LONGEST = 20_000_000
"""Bytes of one request."""


@dataclass(eq=False)
class Pass:
    """Lets one session's canvas ask about one project, and remembers what that canvas last said it has."""

    project_id: str
    have: Have | None = None
    token: str = field(default_factory=secrets.token_urlsafe)


_passes: WeakValueDictionary[str, Pass] = WeakValueDictionary()


def grant(project_id: str) -> Pass:
    """Returns a new pass, good for as long as its holder keeps it."""
    made = Pass(project_id)
    _passes[made.token] = made
    return made


async def answer_canvas(request: HttpRequest) -> Response:
    """Answers one request of a canvas, as ``frontend/src/sync/line.ts`` posts it.

    403 without a pass, 413 where it is too long, 400 where it makes no sense, 409 where its project is gone.
    """
    holder = _passes.get(request.headers.get("x-canvas-pass", ""))
    if holder is None:
        return Response(status_code=403)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            return Response(status_code=413)
    try:
        return await run_in_threadpool(_answer, holder, bytes(body))
    except (RequestError, ValueError, RecursionError) as error:
        return Response(str(error), status_code=400)
    except BuilderError as error:
        return Response(str(error), status_code=409)


async def tell_news(request: HttpRequest) -> Response:
    """Answers whether the project has another revision than ``?revision=``; a canvas asks every second.

    403 without a pass, 400 where it makes no sense, 409 where its project is gone.
    """
    holder = _passes.get(request.headers.get("x-canvas-pass", ""))
    if holder is None:
        return Response(status_code=403)
    try:
        revision = int(request.query_params.get("revision", ""))
        workspace = await run_in_threadpool(services().workspaces.open, holder.project_id)
        return JSONResponse({"news": await run_in_threadpool(workspace.is_news, revision)})
    except BuilderError as error:
        return Response(str(error), status_code=409)
    except ValueError as error:
        return Response(str(error), status_code=400)


def _answer(holder: Pass, body: bytes) -> Response:
    """Answers in a thread, where reading and writing much JSON keeps nobody else's request from being received."""
    request = read_request(json.loads(body))
    holder.have = request.have
    return JSONResponse(services().workspaces.open(holder.project_id).answer(request, request.have))

"""Layerloom's server. Start it with ``make run``, or ``streamlit run app.py``.

Each visit runs ``builder/panels/site.py``. The server listens before anything of Layerloom is imported, so that the
browser fetches Streamlit's own files meanwhile; Keras starts last, to be warm when it is needed.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Starts the services beside the server, and ends the engine with it."""
    starting = Thread(target=start_services, name="start-services", daemon=True)
    starting.start()
    yield
    starting.join()
    from builder.workspace.services import close_services

    close_services()


def start_services() -> None:
    """Imports what the first page needs before the first visitor asks, the store and SQLAlchemy last.

    Pages and components are none of it: Streamlit knows those alone that a visit brings.
    """
    gc.disable()  # imports make much and leave nothing to collect: the first page comes a tenth of a second sooner
    try:
        import numpy  # noqa: F401  Streamlit wants it for the logo

        from builder.workspace import canvas_line  # noqa: F401
        from builder.workspace.services import services

        services().store.recent_projects(limit=1)
    finally:
        gc.freeze()
        gc.enable()


async def layerloom(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers what is asked of Layerloom itself rather than of a page."""
    from builder.panels.routes import application

    await application(scope, receive, send)


app = st.App("builder/panels/site.py", lifespan=lifespan, routes=[Mount("/layerloom", layerloom)])

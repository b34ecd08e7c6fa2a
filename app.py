"""Layerloom's server. Start it with ``make run``, or ``streamlit run app.py``.

Each visit runs ``builder/panels/site.py``. Keras starts beside the server, to be warm when it is
needed.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from builder.panels.services import services


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Starts engine and warm worker with the server, and ends the engine with it."""
    running = services()
    yield
    running.close()


app = st.App("builder/panels/site.py", lifespan=lifespan)

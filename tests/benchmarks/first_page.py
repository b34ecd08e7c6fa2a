"""From the start of the server to the first page, beside a Streamlit app of two lines."""

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from tests.benchmarks.rows import Row, median, seconds, within
from tests.benchmarks.serving import APP, browser, server

ROUNDS = 3
TARGET = 2.0
HEADING_SEEN = "() => document.querySelector('h1')?.checkVisibility()"
"""Asked at every frame; Playwright's own waiting for an element looks twice a second by then."""

TRIVIAL = 'import streamlit as st\n\nst.title("Hello")\n'


def measure() -> list[Row]:
    ours: list[float] = []
    trivial: list[float] = []
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "trivial.py"
        script.write_text(TRIVIAL)
        for _ in range(ROUNDS):
            trivial.append(_wait(chromium, script))
            ours.append(_wait(chromium, APP))
    here, beside = median(ours), median(trivial)
    ratio = f"{here / beside:.2f}"
    return [within("server start → Home drawn", here, TARGET, beside=f"{seconds(beside)} trivial app", ratio=ratio)]


def _wait(chromium: Browser, script: Path) -> float:
    """Returns the seconds from starting the process until a heading can be seen, by a browser that knows no cache."""
    page = chromium.new_context().new_page()
    begun = time.perf_counter()
    with server(script) as url:
        page.goto(url, wait_until="commit")
        page.wait_for_function(HEADING_SEEN, polling="raf", timeout=60_000)
        waited = time.perf_counter() - begun
        page.context.close()
    return waited

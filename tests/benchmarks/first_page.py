"""From the start of the server to the first page, beside a Streamlit app of two lines."""

import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from tests.benchmarks.rows import Row, median, seconds, within
from tests.benchmarks.serving import APP, browser, server

ROUNDS = 5
TARGET = 2.0
HEADING_SEEN = "() => document.querySelector('h1')?.checkVisibility()"
"""Asked at every frame; Playwright's own waiting for an element looks twice a second by then."""

TRIVIAL = 'import streamlit as st\n\nst.title("Hello")\n'


class Waited(NamedTuple):
    """Seconds until a heading can be seen: from the start of the process, and from when the server answered."""

    from_process: float
    from_server: float


def measure() -> list[Row]:
    ours: list[Waited] = []
    trivial: list[Waited] = []
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "trivial.py"
        script.write_text(TRIVIAL)
        for _ in range(ROUNDS):
            trivial.append(_wait(chromium, script))
            ours.append(_wait(chromium, APP))
    return [
        _row("process started → Home drawn", [wait.from_process for wait in ours], [w.from_process for w in trivial]),
        _row("server answers → Home drawn", [wait.from_server for wait in ours], [w.from_server for w in trivial]),
    ]


def _row(what: str, ours: list[float], trivial: list[float]) -> Row:
    here, beside = median(ours), median(trivial)
    return within(what, here, TARGET, beside=f"{seconds(beside)} trivial app", ratio=f"{here / beside:.2f}")


def _wait(chromium: Browser, script: Path) -> Waited:
    """Returns the waits of a browser that knows no cache."""
    page = chromium.new_context().new_page()
    begun = time.perf_counter()
    with server(script) as url:
        answered = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_function(HEADING_SEEN, polling="raf", timeout=60_000)
        seen = time.perf_counter()
        page.context.close()
    return Waited(seen - begun, seen - answered)

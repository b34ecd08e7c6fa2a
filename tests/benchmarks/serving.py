"""Streamlit servers and a Chromium to look at them, for benchmarks of what a person waits for."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from builder.network import Network
from builder.store import Store
from tests.browser.chromium import ARGUMENTS, bring_chromium
from tests.browser.conftest import ROOT, wait_until_up
from tests.machine import free_port

APP = ROOT / "app.py"


@contextmanager
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=bring_chromium(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@contextmanager
def server(script: Path = APP, home: Path | None = None) -> Iterator[str]:
    """Runs a script in Streamlit, with an empty home folder unless one is given; gives its address once it answers."""
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"),
                *("--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"),
            ],
            cwd=ROOT,
            env=os.environ | {"LAYERLOOM_HOME": str(home or scratch)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_up(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def build_page(chromium: Browser, network: Network) -> Iterator[Page]:
    """Opens a network on the Build page of an app of its own; gives the page once it was checked and all is quiet."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        store = Store(f"sqlite:///{home / 'layerloom.db'}", str(home / "artifacts"))
        project = store.create_project(network)
        store.close()
        with server(home=home) as url:
            page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(60_000)
            page.goto(f"{url}/build?project={project.id}")
            expect(page.get_by_role("button", name="no problems")).to_be_visible(timeout=60_000)
            page.wait_for_timeout(5_000)  # the server warms a training process just after it started
            yield page
            page.context.close()

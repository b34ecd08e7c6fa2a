"""A real app for a real Chromium: one server a session, with a home folder of its own."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Error, Page, expect

from builder.network import Network
from builder.network.record import Config
from builder.store import Store
from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.chromium import ARGUMENTS, bring_chromium
from tests.browser.networks import Layer, chain
from tests.machine import free_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0
PATIENCE = 30_000
LOG = "server.log"
LOG_LENGTH = 4_000
"""Characters of the server's log that a failed test shows."""


@dataclass
class Server:
    """A running app; :meth:`restart` ends it as a crash would and starts it again on the same port and home."""

    port: int
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def store(self) -> Store:
        """The app's own store, opened by the test beside it."""
        return Store(f"sqlite:///{self.home / 'layerloom.db'}", str(self.home / "artifacts"))

    def create(self, network: Network) -> str:
        """Keeps a project for a test to open, and returns its id."""
        return self.store.create_project(network).id

    def document(self, project_id: str) -> Network:
        """Returns the document as it is saved now."""
        return self.store.load_project(project_id).network

    def address(self, project_id: str, page: str = "build") -> str:
        return f"{self.url}/{page}?project={project_id}"

    @property
    def log(self) -> str:
        """What the app has printed since it was first started."""
        return (self.home / LOG).read_text(errors="replace")

    def restart(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process = launch(self.port, self.home)


def launch(port: int, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    with (home / LOG).open("ab") as log:
        process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env=os.environ | {"LAYERLOOM_HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    wait_until_up(port, process)
    return process


def wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The app ended at once, with code {process.returncode}.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"The app did not answer within {START_SECONDS:g} s.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to a test's failure what its page showed and what the server said last: a machine far away keeps neither."""
    report = yield
    values: dict[str, object] = getattr(item, "funcargs", {})
    if report.when == "call" and report.failed:
        if isinstance(page := values.get("page"), Page):
            report.sections.append(("What the page showed", _text_of(page)))
        if isinstance(server := values.get("server"), Server):
            report.sections.append(("What the server said last", server.log[-LOG_LENGTH:]))
    return report


def _text_of(page: Page) -> str:
    try:
        return page.locator("body").inner_text(timeout=5_000)
    except Error as error:
        return f"It cannot be read: {error.message}"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": bring_chromium(), "args": list(ARGUMENTS), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    return {"viewport": {"width": 1440, "height": 900}, "accept_downloads": True}


@pytest.fixture(autouse=True)
def patience(page: Page) -> None:
    """Gives a loaded machine time; nothing here measures speed."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home, port = tmp_path_factory.mktemp("home"), free_port()
    running = Server(port, home, launch(port, home))
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)
    for run in running.store.active_runs():  # trainings outlive their server, but not this test
        if run.pid is not None:
            with suppress(psutil.NoSuchProcess):
                psutil.Process(run.pid).kill()
    running.store.close()


@dataclass
class Drawn:
    """A project that is open on the Build page."""

    project_id: str
    canvas: CanvasPage
    server: Server

    @property
    def document(self) -> Network:
        return self.server.document(self.project_id)

    def expect_config(self, node_id: str, config: Config) -> None:
        """Waits until the layer's saved arguments are these."""
        eventually(lambda: self.document.nodes_by_id[node_id].config, config)

    def edges(self) -> set[tuple[str, str]]:
        return {(edge.source, edge.target) for edge in self.document.edges}


Draw = Callable[[Network], Drawn]


@pytest.fixture
def draw(page: Page, server: Server) -> Draw:
    """Opens a network on the Build page and waits until Keras has looked at it."""

    def open_on_build(network: Network) -> Drawn:
        project_id = server.create(network)
        page.goto(server.address(project_id))
        expect(page.get_by_role("button", name="Add Dense", exact=True)).to_be_visible(timeout=60_000)
        expect(page.locator(".react-flow__node")).to_have_count(len(network.nodes))
        expect(page.get_by_text("checking…", exact=True)).to_have_count(0, timeout=60_000)
        return Drawn(project_id, CanvasPage(page), server)

    return open_on_build


def opened(draw: Draw, *layers: Layer) -> tuple[Drawn, CanvasPage]:
    """Draws the layers and selects the last one."""
    drawn = draw(chain(*layers))
    drawn.canvas.select(layers[-1][0], layers[-1][1])
    return drawn, drawn.canvas

"""Pages run by Streamlit's own test runner, over a store of their own and a real engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from builder.network import Network
from builder.workspace.services import close_services, services

SITE = Path(__file__).parents[2] / "builder" / "panels" / "site.py"
SECONDS = 60

OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Points the services of this process at a folder that goes away."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(folder))
        close_services()
        services().engine.start()
        yield folder
        close_services()


@pytest.fixture
def open_page() -> OpenPage:
    """Returns a function that runs a page of the app, with a project open in it, a new one or one that is there."""

    def run(page: str, network: Network | None = None, project: str | None = None) -> AppTest:
        test = AppTest.from_file(SITE, default_timeout=SECONDS)
        if network is not None:
            project = services().store.create_project(network).id
        if project is not None:
            test.query_params["project"] = project
        test.run()
        if page != "home":
            test.switch_page(f"../../pages/{page}.py").run()
        return test

    return run

"""What holds for every test: a home of their own, and the switch for those that take too long for every change."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the tests marked full too, and draw more examples")


def pytest_configure(config: pytest.Config) -> None:
    """Draws the same examples at every run, so that a change is judged by what it changes; --full searches on."""
    settings.load_profile("searching" if config.getoption("--full") else "steady")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the tests marked ``full`` out, unless they are asked for."""
    if config.getoption("--full"):
        return
    left_out = [item for item in items if item.get_closest_marker("full")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("full")]


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the projects of whoever runs the tests out of them, and theirs out of the tests' way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(tmp_path_factory.mktemp("layerloom-home")))
        for name in ("LAYERLOOM_DATABASE_URL", "LAYERLOOM_ARTIFACTS_URL"):
            patch.delenv(name, raising=False)
        yield

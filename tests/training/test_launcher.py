"""What a launcher knows of the processes that it started. Each is given a run that is not there, and ends at once."""

import pytest

from builder.store import Store
from builder.training import launcher as room
from builder.training.launcher import Launcher

pytestmark = pytest.mark.keras


def test_launcher_remembers_the_last_that_ended_and_no_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "REMEMBERED", 2)
    monkeypatch.setattr(room, "NEXT_SPARE_SECONDS", 3_600.0)
    launcher = Launcher()
    started = []
    for _ in range(4):
        started.append(launcher.launch(store, "r_0123456789abcdef"))
        assert launcher.exit_code(started[-1], patience=60.0) not in (None, 0)
    launcher.close()
    assert launcher.exit_code(started[0]) is None and launcher.memory_kills_since(started[0]) is None
    assert all(launcher.exit_code(pid) not in (None, 0) for pid in started[1:])
    assert len(launcher._children) == 3

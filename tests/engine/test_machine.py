import psutil
import pytest

from builder.engine.cgroups import memory_kills, memory_limits
from builder.engine.machine import LEAST, fitting_slots, machine_memory, slots, worker_memory
from builder.network import BuilderError

GB = 1024**3


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LAYERLOOM_SLOTS", "LAYERLOOM_WORKER_MEMORY"):
        monkeypatch.delenv(name, raising=False)


def test_machine_has_what_its_container_has_at_most() -> None:
    assert 0 < machine_memory() <= psutil.virtual_memory().total
    assert machine_memory() == min([psutil.virtual_memory().total, *memory_limits()])


@pytest.mark.parametrize(
    ("memory", "cores", "at_once"),
    [(8 * GB, 8, 3), (8 * GB, 2, 2), (2 * GB, 8, 1), (256 * GB, 64, 32), (64 * GB, 64, 25)],
)
def test_cores_and_memory_say_how_many_train_at_once(memory: int, cores: int, at_once: int) -> None:
    assert fitting_slots(memory, cores, LEAST) == at_once


def test_all_trainings_at_their_limits_leave_room() -> None:
    assert 0 < worker_memory() * slots() <= 0.8 * machine_memory()


def test_settings_are_heeded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "1000 TB")
    assert (worker_memory(), slots()) == (1000 * 1024**4, 1)
    monkeypatch.setenv("LAYERLOOM_SLOTS", "7")
    assert (worker_memory(), slots()) == (1000 * 1024**4, 7)
    monkeypatch.delenv("LAYERLOOM_WORKER_MEMORY")
    assert worker_memory() == int(0.8 * machine_memory() / 7)


@pytest.mark.parametrize("text", ["much", "-1", "0", "5 PB", "GB"])
def test_setting_that_is_no_amount_is_told(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", text)
    with pytest.raises(BuilderError, match=f'LAYERLOOM_WORKER_MEMORY is "{text}"'):
        worker_memory()


def test_limits_and_kills_of_every_group_around_are_read(tmp_path) -> None:
    groups, root = tmp_path / "groups", tmp_path / "root"
    groups.write_text("0::/system.slice/loom.service\n")
    inner = root / "system.slice" / "loom.service"
    inner.mkdir(parents=True)
    (inner / "memory.max").write_text("max\n")
    (inner.parent / "memory.max").write_text(f"{3 * GB}\n")
    (inner / "memory.events").write_text("low 0\nhigh 0\nmax 12\noom 2\noom_kill 1\noom_group_kill 0\n")
    assert memory_limits(root=root, groups=groups) == [3 * GB]
    assert memory_kills(root=root, groups=groups) == 1


def test_older_groups_are_read_too_also_where_a_container_hides_its_path(tmp_path) -> None:
    groups, root = tmp_path / "groups", tmp_path / "root"
    groups.write_text("9:name=systemd:/\n4:memory:/docker/0123\n0::/\n")
    (root / "memory").mkdir(parents=True)
    (root / "memory" / "memory.limit_in_bytes").write_text(f"{2 * GB}\n")
    (root / "memory" / "memory.oom_control").write_text("oom_kill_disable 0\nunder_oom 0\noom_kill 5\n")
    assert memory_limits(root=root, groups=groups) == [2 * GB]
    assert memory_kills(root=root, groups=groups) == 5


def test_machine_without_groups_has_no_limit_of_one(tmp_path) -> None:
    assert memory_limits(root=tmp_path, groups=tmp_path / "none") == []
    assert memory_kills(root=tmp_path, groups=tmp_path / "none") is None

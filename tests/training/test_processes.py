import os
import subprocess
import sys

from builder.training.processes import is_alive, machine_started, process_started


def test_living_process_is_known_by_id_and_start_time() -> None:
    started = process_started(os.getpid())
    assert started is not None
    assert is_alive(os.getpid(), started)
    assert not is_alive(os.getpid(), started - 60), "another process had this id a minute ago"


def test_process_that_ended_is_dead_even_before_its_parent_hears_of_it() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    started = process_started(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead now, and left unreaped
    assert not is_alive(child.pid, started)
    child.communicate()
    assert not is_alive(child.pid, started)


def test_machine_was_started_before_this_process() -> None:
    assert 0 < machine_started() < (process_started(os.getpid()) or 0)

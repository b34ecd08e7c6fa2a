import os
import subprocess
import sys

import pytest

from builder.training.processes import death_in_words, is_alive, process_started


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


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (-9, "The training process was killed (signal 9), most often because memory ran out."),
        (-11, "The training process was ended by signal 11 (SIGSEGV)."),
        (-99, "The training process was ended by signal 99 (99)."),
        (1, "The training process ended by itself (exit code 1) before the training was over."),
        (None, "The training process ended without a word: it was killed, or the machine was restarted."),
    ],
)
def test_death_is_told_in_words(code: int | None, words: str) -> None:
    assert death_in_words(code) == words

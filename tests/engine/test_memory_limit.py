"""Processes held to a limit, for real: each test runs one that takes more than it may."""

import subprocess
import sys

import pytest

from builder.engine.memory_limit import OVER_LIMIT, limit_words, memory_limit

LIMITED = """
import sys, time
from builder.engine.memory_limit import limit_memory, limit_words
def record():
    print(limit_words("test"), flush=True)
    {recording}
limit_memory(300 * 1024**2, record)
"""


def run(then: str, recording: str = "") -> subprocess.CompletedProcess[str]:
    program = LIMITED.format(recording=recording) + then
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


def test_process_that_grows_beyond_its_limit_says_so_and_ends() -> None:
    # In steps, with time to be looked at between them, up to more than may be reserved.
    done = run("import time\nkept = []\nfor _ in range(100): kept.append(b'x' * 5_000_000); time.sleep(0.02)")
    told = "The test was ended, because it needs more than the 300.0 MB of memory that it may take here.\n"
    assert (done.returncode, done.stdout) == (OVER_LIMIT, told), done.stderr


def test_reason_that_cannot_be_written_down_keeps_no_process_alive() -> None:
    done = run("import time\nkept = b'x' * 350_000_000\ntime.sleep(30)", recording="time.sleep(30)")
    assert done.returncode == OVER_LIMIT, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the watch alone holds a process")
def test_single_allocation_beyond_the_limit_is_refused_at_once() -> None:
    done = run("try: bytearray(10**12)\nexcept MemoryError: print('refused')")
    assert (done.returncode, done.stdout) == (0, "refused\n"), done.stderr


def test_process_within_its_limit_is_left_alone() -> None:
    done = run("import time\nkept = b'x' * 50_000_000\ntime.sleep(0.3)\nprint('done')")
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_process_without_a_limit_names_none() -> None:
    assert memory_limit() is None
    assert limit_words("export") == "The export was ended, because it needs more memory than it may take here."

"""The engine process is killed, kept too long and asked by many at once; nothing here is imitated."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from builder.conversion.errors import InvalidNetworkError
from builder.conversion.keras_file import keras_file
from builder.engine import EngineError, EngineProcess, check
from builder.network import BuilderError
from tests.engine.drawing import chain, input_of

pytestmark = pytest.mark.keras


@pytest.fixture(scope="module")
def engine():
    process = EngineProcess()
    process.start()
    yield process
    process.close()


def test_report_of_the_engine_is_the_report_of_this_process(engine):
    network = chain(input_of(28, 28, 1), ("flat", "Flatten", {}), ("hidden", "Dense", {"units": 10}))
    assert engine.ready
    assert engine.check(network) == check(network)


def test_killed_process_is_replaced_and_the_call_answered(engine):
    restarts, killed = engine.restarts, engine.process_id
    threading.Timer(0.5, os.kill, (killed, signal.SIGKILL)).start()
    engine.call(time.sleep, 1.5)
    assert engine.restarts == restarts + 1
    assert engine.process_id != killed


def test_process_that_died_between_calls_is_replaced(engine):
    os.kill(engine.process_id, signal.SIGKILL)
    assert engine.call(abs, -3) == 3


def test_successor_of_a_killed_process_starts_before_anybody_asks(engine):
    killed = engine.process_id
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: engine.ready and engine.process_id != killed)


def test_spare_takes_over_within_five_seconds_and_is_replaced(monkeypatch):
    monkeypatch.setattr("builder.engine.process.SPARE_SECONDS", 0.0)
    engine = EngineProcess(has_spare=True)
    try:
        engine.start()
        for units in (11, 12):
            wait_until(lambda: engine._spare is not None and engine._spare.is_ready)
            spare = engine._spare.pid
            began = time.monotonic()
            os.kill(engine.process_id, signal.SIGKILL)
            assert engine.check(chain(input_of(8), ("d", "Dense", {"units": units}))).total_parameters == 9 * units
            assert time.monotonic() - began < 5.0
            assert engine.process_id == spare
        assert engine.restarts == 2
        wait_until(lambda: engine._spare is not None)
        left = [engine.process_id, engine._spare.pid]
    finally:
        engine.close()
    assert not any(psutil.pid_exists(pid) for pid in left)


def wait_until(claim, seconds=120):
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, "It did not come true in time."
        time.sleep(0.02)


def test_question_that_kills_twice_is_given_up(engine):
    with pytest.raises(EngineError, match="stopped twice"):
        engine.call(os.abort)
    assert engine.call(abs, -3) == 3


def test_call_that_takes_too_long_is_cut_short(engine):
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"no answer within 0\.2 s"):
        engine.call(time.sleep, 60, timeout=0.2)
    assert time.monotonic() - began < 30
    assert engine.call(abs, -3) == 3


def test_check_that_takes_too_long_is_cut_short(engine):
    layers = [(f"d{units}", "Dense", {"units": units}) for units in range(1, 30)]
    with pytest.raises(EngineError, match="Checking took longer"):
        engine.check(chain(input_of(8), *layers), timeout=0.0)


def test_exception_of_the_function_is_raised_here(engine):
    with pytest.raises(ValueError, match="invalid literal"):
        engine.call(int, "three")


def test_invalid_network_comes_back_from_the_engine_with_its_problems(engine):
    with pytest.raises(InvalidNetworkError) as caught:
        engine.call(keras_file, chain(input_of(8), ("conv", "Conv2D", {"filters": 1, "kernel_size": 3})))
    assert [problem.code for problem in caught.value.problems] == ["wrong_rank"]


def test_answer_that_cannot_travel_is_told_and_the_engine_lives_on(engine):
    process = engine.process_id
    with pytest.raises(BuilderError, match="cannot send its answer"):
        engine.call(threading.Lock)
    assert engine.call(os.getpid) == process


def test_threads_get_their_own_answers(engine):
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda number: engine.call(abs, -number), range(200))) == list(range(200))


def test_closed_engine_says_so():
    engine = EngineProcess()
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.call(abs, -3)


def test_process_dies_with_its_parent_even_while_it_works():
    script = """
import os, threading, time
from builder.conversion.errors import InvalidNetworkError
from builder.conversion.keras_file import keras_file
from builder.engine import EngineProcess

engine = EngineProcess()
engine.start()
threading.Thread(target=engine.call, args=(time.sleep, 600), kwargs={"timeout": 600}, daemon=True).start()
time.sleep(0.5)
print(engine.process_id, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    child = int(done.stdout)
    end = time.monotonic() + 20
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end, "the engine outlives its parent"
        time.sleep(0.05)

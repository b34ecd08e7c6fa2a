"""From the click on Train to the first point, and from Stop to stopped, by way of a real worker."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from builder.network import DataBinding, Network, Recipe
from builder.panels.examples import examples
from builder.store import Store
from builder.training import start_run, stop_run, warm_worker
from tests.benchmarks.networks import sixty_layers
from tests.benchmarks.rows import Row, median, within

ROUNDS = 3
START_TARGET = 2.0
DEEP_START_TARGET = 3.0
STOP_TARGET = 1.0


def measure() -> list[Row]:
    small = examples()["03_small_convnet"]
    starts, stops = _start_and_stop(small.model_copy(update={"recipe": _endless(small.recipe)}))
    deep = sixty_layers()
    learning = _endless(Recipe(data=DataBinding(dataset="digits28")))
    deep_starts, _ = _start_and_stop(deep.model_copy(update={"recipe": learning}))
    return [
        within("click on Train → first point (small convnet)", median(starts), START_TARGET),
        within("click on Train → first point (60 layers)", median(deep_starts), DEEP_START_TARGET),
        within("Stop → stopped, with its weights kept", median(stops), STOP_TARGET),
    ]


def _endless(recipe: Recipe) -> Recipe:
    return recipe.model_copy(update={"epochs": 100_000})


def _start_and_stop(network: Network) -> tuple[list[float], list[float]]:
    """Returns how long the first point took to come, and the end after a wish to stop, several times."""
    starts: list[float] = []
    stops: list[float] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Store(f"sqlite:///{Path(folder) / 'layerloom.db'}", str(Path(folder) / "artifacts"))
        project = store.create_project(network)
        for number in range(ROUNDS):
            warm_worker()
            _wait_until_warm()
            begun = time.perf_counter()
            run = start_run(store, project.id, network, f"click {number}")
            starts.append(_wait_until(lambda run_id=run.id: bool(store.metrics_since(run_id)), begun))
            time.sleep(1.0)
            begun = time.perf_counter()
            stop_run(store, run.id)
            stops.append(_wait_until(lambda run_id=run.id: not store.load_run(run_id).is_active, begun))
        store.close()
    return starts, stops


def _wait_until_warm() -> None:
    """Waits until the spare worker has nothing more to do."""
    worked = -1.0
    while (now := sum(_busy(child) for child in psutil.Process().children())) != worked:
        worked = now
        time.sleep(1.5)


def _busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return round(times.user + times.system, 1)


def _wait_until(claim: Callable[[], bool], begun: float, seconds: float = 60.0) -> float:
    """Returns how long after ``begun`` the claim came true."""
    while not claim():
        if time.perf_counter() - begun > seconds:
            raise TimeoutError(f"It did not come true within {seconds:g} s.")
        time.sleep(0.005)
    return time.perf_counter() - begun

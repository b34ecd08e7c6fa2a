import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from builder.network import Network
from builder.store import MetricPoint, Progress, Run, Store, UnknownRunError

POINT = MetricPoint(step=1, epoch=1, scope="batch", split="train", name="loss", value=0.5, time=12.25)


@pytest.fixture
def run(store: Store, network: Network) -> Run:
    return store.create_run(store.create_project(network).id, network, "click-1")


def without_ids(points: tuple[MetricPoint, ...]) -> list[MetricPoint]:
    return [replace(point, id=0) for point in points]


def test_points_come_back_as_they_were_written(store: Store, run: Run) -> None:
    points = [POINT, replace(POINT, step=2, scope="epoch", split="validation", name="accuracy", value=1e-300)]
    store.append_metrics(run.id, points)
    assert without_ids(store.metrics_since(run.id)) == points


def test_polling_from_the_last_id_sees_every_point_once(store: Store, run: Run) -> None:
    seen: list[MetricPoint] = []
    for step in range(5):
        store.append_metrics(run.id, [replace(POINT, step=step), replace(POINT, step=step, name="accuracy")])
        seen += store.metrics_since(run.id, after_id=seen[-1].id if seen else 0, limit=2)
    assert [(point.step, point.name) for point in seen] == [(s, n) for s in range(5) for n in ("loss", "accuracy")]
    assert store.metrics_since(run.id, after_id=seen[-1].id) == ()


def test_points_of_other_runs_stay_apart(store: Store, run: Run, network: Network) -> None:
    other = store.create_run(run.project_id, network, "click-2")
    store.append_metrics(run.id, [POINT])
    store.append_metrics(other.id, [replace(POINT, value=0.25)])
    assert [point.value for point in store.metrics_since(other.id)] == [0.25]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_value_that_is_not_finite_comes_back_as_nan(store: Store, run: Run, value: float) -> None:
    store.append_metrics(run.id, [replace(POINT, value=value)])
    assert math.isnan(store.metrics_since(run.id)[0].value)


def test_progress_is_written_with_the_points(store: Store, run: Run) -> None:
    progress = Progress(2, 3, 10, 45, 55, samples_per_second=1234.5, seconds_left=6.5)
    store.append_metrics(run.id, [POINT], progress)
    assert store.load_run(run.id).progress == progress


def test_points_for_a_deleted_run_are_refused(store: Store, run: Run) -> None:
    store.delete_project(run.project_id)
    with pytest.raises(UnknownRunError):
        store.append_metrics(run.id, [POINT])


def test_threads_that_append_while_another_saves_lose_nothing(store: Store, network: Network) -> None:
    project = store.create_project(network)
    runs = [store.create_run(project.id, network, f"click-{number}") for number in range(6)]

    def append(run: Run) -> None:
        for step in range(20):
            store.append_metrics(run.id, [replace(POINT, step=step)], Progress(step=step))

    with ThreadPoolExecutor(7) as pool:
        waiting = [pool.submit(append, run) for run in runs]
        revision = 1
        for _ in range(20):
            revision = store.save_project(project.id, network, revision)
        for one in waiting:
            one.result()

    assert revision == 21
    assert [[point.step for point in store.metrics_since(run.id)] for run in runs] == [list(range(20))] * 6


APPEND_FROM_ANOTHER_PROCESS = """
import sys
from builder.store import MetricPoint, Store
store = Store(sys.argv[1], sys.argv[2])
for step in range(25):
    store.append_metrics(sys.argv[3], [MetricPoint(step, 1, "batch", "train", "loss", 0.5, 0.0)])
"""


def test_processes_that_append_at_once_lose_nothing(store: Store, network: Network) -> None:
    project = store.create_project(network)
    runs = [store.create_run(project.id, network, f"click-{number}") for number in range(3)]
    command = [sys.executable, "-c", APPEND_FROM_ANOTHER_PROCESS, store.url, store.artifacts_url]
    workers = [subprocess.Popen([*command, run.id]) for run in runs]
    assert [worker.wait(timeout=30) for worker in workers] == [0, 0, 0]
    assert [len(store.metrics_since(run.id)) for run in runs] == [25, 25, 25]

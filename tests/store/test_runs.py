from dataclasses import replace

import pytest

from builder.network import Network
from builder.store import (
    ACTIVE,
    ENDED,
    STATUSES,
    MetricPoint,
    Progress,
    Resumption,
    Run,
    RunTakenError,
    Store,
    UnknownRunError,
)

WORKER = {"attempt": 1, "pid": 4321, "process_started": 1000.5, "host": "here"}


@pytest.fixture
def run(store: Store, network: Network) -> Run:
    return store.create_run(store.create_project(network).id, network, "click-1")


def test_every_status_is_active_or_ended() -> None:
    assert set(STATUSES) == ACTIVE | ENDED
    assert not ACTIVE & ENDED


def test_one_click_makes_one_run(store: Store, network: Network) -> None:
    project = store.create_project(network)
    run = store.create_run(project.id, network, "click-1")
    assert store.create_run(project.id, network, "click-1") == run
    assert store.create_run(project.id, network, "click-2").id != run.id
    assert len(store.runs_of(project.id)) == 2
    assert store.create_run(store.create_project(network).id, network, "click-1").id != run.id


def test_run_keeps_the_snapshot_while_the_project_moves_on(store: Store, network: Network) -> None:
    project = store.create_project(network)
    run = store.create_run(project.id, network, "click-1")
    store.save_project(project.id, Network(name="Changed"), 1)
    assert store.load_run_network(run.id) == network
    assert (run.project_revision, run.status, run.progress.epochs) == (1, "queued", 3)


def test_latest_run_is_the_last_begun(store: Store, network: Network) -> None:
    project = store.create_project(network)
    assert store.latest_run(project.id) is None
    runs = [store.create_run(project.id, network, f"click-{number}") for number in range(3)]
    assert store.latest_run(project.id) == runs[-1]
    assert store.runs_of(project.id) == tuple(reversed(runs))
    assert store.active_runs() == tuple(runs)


@pytest.mark.parametrize("run_id", ["r_0123456789abcdef", "../secret", ""])
def test_unknown_run_is_refused(store: Store, run_id: str) -> None:
    for ask in (store.load_run, store.load_run_network, store.run_status, store.beat, store.request_stop):
        with pytest.raises(UnknownRunError):
            ask(run_id)


def test_only_one_worker_claims_a_run(store: Store, run: Run) -> None:
    assert store.claim_run(run.id, **WORKER)
    assert not store.claim_run(run.id, **WORKER)
    claimed = store.load_run(run.id)
    assert (claimed.status, claimed.pid, claimed.process_started, claimed.host) == ("running", 4321, 1000.5, "here")
    assert claimed.heartbeat is not None and claimed.started is not None


def test_stop_before_the_worker_comes_leaves_nothing_to_claim(store: Store, run: Run) -> None:
    assert store.request_stop(run.id).status == "stopped"
    assert not store.claim_run(run.id, **WORKER)


def test_stop_of_a_running_run_waits_for_the_worker(store: Store, run: Run) -> None:
    store.claim_run(run.id, **WORKER)
    assert store.request_stop(run.id).status == "stopping"
    assert store.beat(run.id) == "stopping"
    assert store.finish_run(run.id, "stopped", "Stopped in epoch 2.")
    assert store.request_stop(run.id).status == "stopped"


def test_ended_run_is_not_ended_twice(store: Store, run: Run) -> None:
    store.claim_run(run.id, **WORKER)
    assert store.finish_run(run.id, "finished", "Done.", results={"train/loss": 0.5}, best_epoch=2)
    assert not store.finish_run(run.id, "lost", "The process vanished.")
    ended = store.load_run(run.id)
    assert (ended.status, ended.message, ended.results, ended.best_epoch) == (
        "finished",
        "Done.",
        {"train/loss": 0.5},
        2,
    )
    assert ended.ended is not None and not ended.is_active


def test_run_thought_lost_runs_again_at_its_next_heartbeat(store: Store, run: Run) -> None:
    store.claim_run(run.id, **WORKER)
    store.finish_run(run.id, "lost", "No sign of life.")
    assert store.beat(run.id) == "running"
    revived = store.load_run(run.id)
    assert (revived.message, revived.ended) == ("", None)


def test_run_whose_process_is_gone_is_queued_again_once_however_many_notice(store: Store, run: Run) -> None:
    store.claim_run(run.id, **WORKER)
    store.append_metrics(run.id, [], Progress(epoch=2, epochs=3, batch=4, batches=9, step=13, seconds_left=5.0))
    told = {"attempt": 1, "interruption": "The training process was killed."}
    assert store.queue_again(run.id, **told)
    assert not store.queue_again(run.id, **told)
    queued = store.load_run(run.id)
    assert (queued.status, queued.attempts, queued.interruption) == ("queued", 2, told["interruption"])
    assert (queued.pid, queued.heartbeat, queued.resumed_after) == (None, None, None)
    assert queued.progress == Progress(epoch=2, epochs=3, batch=4, batches=9, step=13)


@pytest.mark.parametrize("status", ["stopping", "finished", "stopped"])
def test_run_that_is_to_end_is_not_queued_again(store: Store, run: Run, status: str) -> None:
    store.claim_run(run.id, **WORKER)
    if status == "stopping":
        store.request_stop(run.id)
    else:
        store.finish_run(run.id, status, "")
    assert not store.queue_again(run.id, attempt=1, interruption="Killed.")
    assert store.run_status(run.id) == status


def point(step: int, epoch: int, scope: str, split: str = "train", value: float = 0.5) -> MetricPoint:
    return MetricPoint(step, epoch, scope, split, "loss", value, 0.0)


def test_next_process_takes_the_run_up_after_an_epoch_with_its_points(store: Store, run: Run) -> None:
    store.claim_run(run.id, **WORKER)
    first = [point(4, 1, "batch"), point(9, 1, "epoch"), point(9, 1, "epoch", "validation")]
    second = [point(18, 2, "epoch", value=0.25), point(18, 2, "epoch", "validation", 0.25)]
    beyond = [point(20, 3, "batch"), point(18, 2, "epoch", "test")]
    store.append_metrics(run.id, [*first, *beyond], Progress(epoch=3, epochs=3, batch=2, batches=9, step=20))
    begun = store.load_run(run.id).started
    store.queue_again(run.id, attempt=1, interruption="Killed.")
    assert not store.claim_run(run.id, **WORKER), "the process that was thought dead comes too late"

    place = Resumption(epoch=2, step=18, points=(*first[1:], *second))
    assert store.claim_run(run.id, **{**WORKER, "attempt": 2}, place=place)
    taken_up = store.load_run(run.id)
    assert (taken_up.status, taken_up.resumed_after, taken_up.started) == ("running", 2, begun)
    assert taken_up.progress == Progress(epoch=2, epochs=3, batch=9, batches=9, step=18)
    assert [replace(found, id=0) for found in store.metrics_since(run.id)] == [*first, *second]


def test_process_whose_run_was_taken_up_by_another_is_not_listened_to(store: Store, run: Run) -> None:
    store.claim_run(run.id, **WORKER)
    store.queue_again(run.id, attempt=1, interruption="No sign of life.")
    with pytest.raises(RunTakenError):
        store.beat(run.id, attempt=1)
    with pytest.raises(RunTakenError):
        store.append_metrics(run.id, [point(1, 1, "batch")], Progress(step=1), attempt=1)
    assert not store.finish_run(run.id, "finished", "Done.", attempt=1)
    assert store.load_run(run.id).status == "queued"
    assert store.metrics_since(run.id) == ()


def test_stop_of_a_run_that_waits_to_go_on_says_so(store: Store, run: Run) -> None:
    store.queue_again(run.id, attempt=1, interruption="Killed.")
    assert store.request_stop(run.id).message == "Stopped before it went on."


def test_first_process_that_is_noted_stands(store: Store, run: Run) -> None:
    process = {"process_started": 1.0, "host": "here"}
    store.note_process(run.id, pid=1, **process)
    store.note_process(run.id, pid=2, **process)
    noted = store.load_run(run.id)
    assert noted.pid == 1 and noted.heartbeat is not None
    store.claim_run(run.id, **WORKER)
    store.note_process(run.id, pid=3, **process)
    assert store.load_run(run.id).pid == WORKER["pid"]


def test_share_done_counts_whole_epochs_and_batches() -> None:
    assert Progress().share == 0.0
    assert Progress(epoch=1, epochs=2, batch=0, batches=4).share == 0.0
    assert Progress(epoch=2, epochs=2, batch=4, batches=4).share == 1.0

import pytest

from builder.network import Network
from builder.store import ACTIVE, ENDED, STATUSES, Progress, Run, Store, UnknownRunError

WORKER = {"pid": 4321, "process_started": 1000.5, "host": "here"}


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


def test_share_done_counts_whole_epochs_and_batches() -> None:
    assert Progress().share == 0.0
    assert Progress(epoch=1, epochs=2, batch=0, batches=4).share == 0.0
    assert Progress(epoch=2, epochs=2, batch=4, batches=4).share == 1.0

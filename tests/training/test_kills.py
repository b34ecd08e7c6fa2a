"""Workers killed with signal 9 at many moments: each run ends as one that nobody killed, to the last bit.

Three moments at every change; with ``--full`` 20, every named one and others drawn by chance, and two double kills.
"""

from collections.abc import Iterator

import pytest

from builder.store import Store
from builder.training import start_run, warm_worker, watch
from builder.training.processes import process_started
from builder.training.recovery import interruption_in_words
from tests.training.kills import (
    NAMED,
    Moment,
    Trained,
    at_random,
    deterministic_workers,
    end,
    kill_worker,
    learner,
    train_undisturbed,
    wait_for,
)

pytestmark = [pytest.mark.keras, pytest.mark.slow]

SAMPLED = ("starting", "second checkpoint", "measuring")

BY_CHANCE = 9

KILLS = [
    *(pytest.param(name, marks=[] if name in SAMPLED else [pytest.mark.full]) for name in NAMED),
    *(pytest.param(f"chance {number}", marks=pytest.mark.full) for number in range(BY_CHANCE)),
]


@pytest.fixture(autouse=True, scope="module")
def spare() -> Iterator[None]:
    """Begins with a warm process, as the server does."""
    with deterministic_workers():
        warm_worker()
        yield


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """What the training comes to that nobody kills."""
    return train_undisturbed(tmp_path_factory.mktemp("undisturbed"))


@pytest.mark.parametrize("moment", KILLS)
def test_run_whose_worker_was_killed_comes_to_the_same(moment: str, store: Store, undisturbed: Trained) -> None:
    comes = NAMED.get(moment) or at_random(int(moment.rpartition(" ")[2]))
    run = start_run(store, store.create_project(learner()).id, learner(), "click")
    wait_for(lambda: comes(store, run))
    killed = kill_worker(store, run)
    end(store)

    assert process_started(killed) is None
    ended = store.load_run(run.id)
    assert ended.attempts == 2, ended.message
    assert interruption_in_words(ended).startswith("The training process was killed (signal 9).")
    assert Trained.of(store, run.id) == undisturbed
    wait_for(lambda: process_started(ended.pid or 0) is None)


@pytest.mark.full
@pytest.mark.parametrize("moments", [("claimed", "starting"), ("third epoch", "second checkpoint")])
def test_run_whose_workers_were_killed_twice_ends_with_its_reason(moments: tuple[str, str], store: Store) -> None:
    run = start_run(store, store.create_project(learner()).id, learner(), "click")
    for attempt, moment in enumerate(moments, 1):
        comes: Moment = NAMED[moment]

        def is_there(attempt: int = attempt, comes: Moment = comes) -> bool:
            watch(store)
            found = store.load_run(run.id)
            return found.attempts == attempt and found.pid is not None and comes(store, run)

        wait_for(is_there)
        kill_worker(store, run)
    end(store)
    lost = store.load_run(run.id)
    assert (lost.status, lost.attempts) == ("lost", 2)
    assert lost.message.startswith("The training process was killed (signal 9).")
    assert not [name for name in store.artifacts(run.id).names() if name.endswith((".part", ".zip"))]

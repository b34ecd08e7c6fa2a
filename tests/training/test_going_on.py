"""A training that goes on from its checkpoint comes to what it would have come to without the interruption."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from builder.catalog import load_catalog
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from builder.store import ArtifactFolder

pytestmark = pytest.mark.keras

EPOCHS = 6

EARLY = ObjectSpec(class_name="EarlyStopping", config={"patience": 2, "restore_best_weights": True})
PLATEAU = ObjectSpec(class_name="ReduceLROnPlateau", config={"patience": 1, "min_delta": 0.3, "cooldown": 1})
AVERAGING = ObjectSpec(class_name="AdamW", config={"learning_rate": 0.01, "use_ema": True, "ema_momentum": 0.6})
WILD = ObjectSpec(class_name="Adam", config={"learning_rate": 0.08})
FALLING = {
    "class_name": "ExponentialDecay",
    "config": {"initial_learning_rate": 0.1, "decay_steps": 30, "decay_rate": 0.5},
}

CASES: dict[str, dict[str, Any]] = {
    "plain": {},
    "early": {"callbacks": [EARLY], "optimizer": WILD, "epochs": 40},
    "plateau": {"callbacks": [PLATEAU]},
    "averaged": {"optimizer": AVERAGING},
    "swapped": {"optimizer": AVERAGING, "callbacks": [ObjectSpec(class_name="SwapEMAWeights")]},
    "swapped by epoch": {
        "optimizer": AVERAGING,
        "callbacks": [ObjectSpec(class_name="SwapEMAWeights", config={"swap_on_epoch": True}), EARLY],
    },
    "schedule": {"optimizer": ObjectSpec(class_name="SGD", config={"learning_rate": FALLING, "momentum": 0.9})},
    "accumulating": {"optimizer": ObjectSpec(class_name="Adam", config={"gradient_accumulation_steps": 8})},
    "batch by batch": {"callbacks": [ObjectSpec(class_name="TerminateOnNaN")]},
    "without validation": {"validation_share": 0.0, "metrics": {"out": [ObjectSpec(class_name="F1Score")]}},
}

SAMPLED = ("early", "plateau", "swapped by epoch", "without validation")
"""What is tried at every change; the rest is for the full run."""


class KilledError(BaseException):
    """Ends a training as a kill does: nobody gets to say a last word."""


@pytest.fixture
def network(make_stack) -> Callable[..., Network]:
    """Makes a network in which much is drawn by chance while it learns."""

    def make(**recipe: Any) -> Network:
        data = DataBinding(dataset="digits", options={"as": "vectors", "one_hot": "metrics" in recipe})
        given = {"data": data, "epochs": EPOCHS, "batch_size": 64, "seed": 4, **recipe}
        return make_stack(
            ("GaussianNoise", {"stddev": 0.1}),
            ("Dense", {"units": 16}),
            ("BatchNormalization", {}),
            ("Dropout", {"rate": 0.3}),
            ("Dense", {"units": 10, "activation": "softmax"}),
            recipe=Recipe.model_validate(given),
        )

    return make


@pytest.fixture(autouse=True)
def every_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.training.worker import backup

    monkeypatch.setattr(backup, "LEAST_SECONDS", 0.0)


def train_until(network: Network, folder: ArtifactFolder, listener: Any, *, killed: Callable[[], bool]) -> None:
    """Trains until ``killed``, which is asked whenever the training asks whether to stop."""
    from builder.training.worker.backup import Backup
    from builder.training.worker.training import train

    class Every(Backup):
        def epoch_is_over(self, take: Any) -> None:
            self.finish()  # these epochs are shorter than the writing
            super().epoch_is_over(take)

    def asked() -> bool:
        if killed():
            raise KilledError
        return False

    listener.wants_stop = asked
    backup = Every(folder)
    with pytest.raises(KilledError):
        train(network, listener=listener, folder=folder, backup=backup)
    backup.finish()


def go_on(network: Network, folder: ArtifactFolder, listener: Any) -> tuple[Any, int]:
    """Returns the outcome of a training that goes on in the folder, and after which epoch it did."""
    from builder.training.worker.backup import Backup
    from builder.training.worker.checkpoint import read_checkpoint
    from builder.training.worker.training import train

    checkpoint = read_checkpoint(folder)
    assert checkpoint is not None
    place = checkpoint.place
    assert [point.epoch for point in place.points if point.name == "loss" and point.split == "train"] == [
        *range(1, place.epoch + 1)
    ]
    return train(network, listener=listener, folder=folder, backup=Backup(folder), checkpoint=checkpoint), place.epoch


def weights_in(folder: ArtifactFolder, name: str) -> list[Any]:
    import keras

    model = keras.models.load_model(folder.local_path(name))  # written by our own worker a moment ago
    return [np.array(value) for value in (*model.get_weights(), *(one.numpy() for one in model.optimizer.variables))]


def assert_same_files(one: ArtifactFolder, other: ArtifactFolder) -> None:
    assert one.read("history.json") == other.read("history.json")
    for name in ("model.keras", "best.keras"):
        for ours, theirs in zip(weights_in(one, name), weights_in(other, name), strict=True):
            np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=[] if case in SAMPLED else [pytest.mark.full]) for case in CASES]
)
def test_training_killed_in_an_epoch_comes_to_the_same(case: str, network, tmp_path, recorder) -> None:
    from builder.training.worker.training import train

    learner = network(**CASES[case])
    whole, broken = ArtifactFolder(str(tmp_path / "whole")), ArtifactFolder(str(tmp_path / "broken"))
    expected = train(learner, listener=recorder, folder=whole)
    assert expected.status == "finished", expected.message

    first = type(recorder)()
    train_until(learner, broken, first, killed=lambda: len(first.values("loss")) == 3)
    second = type(recorder)()
    outcome, after = go_on(learner, broken, second)

    assert after in (2, 3)
    assert outcome == expected
    assert second.values("loss") == recorder.values("loss")[after:]
    assert_same_files(broken, whole)
    steps = [point.step for point in second.points if point.scope == "batch"]
    assert all(step > after * second.progress[0].batches for step in steps)


@pytest.mark.parametrize("case", ["early", pytest.param("swapped by epoch", marks=pytest.mark.full)])
def test_training_killed_after_its_last_epoch_trains_no_more_and_is_measured(
    case: str, network, tmp_path, recorder, monkeypatch
) -> None:
    from builder.training.worker import session
    from builder.training.worker.backup import Backup
    from builder.training.worker.training import train

    learner = network(**CASES[case])
    whole, broken = ArtifactFolder(str(tmp_path / "whole")), ArtifactFolder(str(tmp_path / "broken"))
    expected = train(learner, listener=recorder, folder=whole)

    def die(self: Any) -> None:
        raise KilledError

    class Every(Backup):
        def epoch_is_over(self, take: Any) -> None:
            self.finish()
            super().epoch_is_over(take)
            self.finish()

    with monkeypatch.context() as patch:
        patch.setattr(session.TrainingSession, "_keep_files", die)
        with pytest.raises(KilledError):
            train(learner, listener=type(recorder)(), folder=broken, backup=Every(broken))

    second = type(recorder)()
    outcome, after = go_on(learner, broken, second)
    assert after == len(recorder.values("loss"))
    assert outcome == expected
    assert second.values("loss") == [] and second.values("loss", split="test") == [expected.results["test/loss"]]
    assert_same_files(broken, whole)


def test_training_that_fails_after_it_went_on_keeps_the_epochs_from_before(network, tmp_path, recorder) -> None:
    explodes = {"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [70], "values": [0.1, 1e30]}}
    learner = network(optimizer=ObjectSpec(class_name="SGD", config={"learning_rate": explodes}))
    folder = ArtifactFolder(str(tmp_path / "run"))
    train_until(learner, folder, recorder, killed=lambda: len(recorder.values("loss")) == 3)
    outcome, after = go_on(learner, folder, type(recorder)())
    assert outcome.status == "failed"
    assert outcome.message.startswith(f"The loss became NaN in epoch {after + 1}, batch ")
    assert f"The weights that were kept are those of epoch {after}." in outcome.message
    assert outcome.results["validation/loss"] == recorder.values("loss", split="validation")[after - 1]


def test_stop_right_after_going_on_keeps_what_was_learned_before(network, tmp_path, recorder) -> None:
    folder = ArtifactFolder(str(tmp_path / "run"))
    learner = network(epochs=1_000)
    train_until(learner, folder, recorder, killed=lambda: len(recorder.values("loss")) == 3)
    second = type(recorder)()
    second.stop_after = 0
    outcome, after = go_on(learner, folder, second)
    assert outcome.status == "stopped"
    assert outcome.message.startswith(f"Stopped in epoch {after + 1} of 1000, ")
    assert outcome.results["train/loss"] == recorder.values("loss")[after - 1]


def test_checkpoint_of_another_model_is_refused_in_a_sentence(network, make_digits_network, tmp_path, recorder) -> None:
    folder = ArtifactFolder(str(tmp_path / "run"))
    train_until(network(), folder, recorder, killed=lambda: len(recorder.values("loss")) == 2)
    outcome, _ = go_on(make_digits_network(), folder, type(recorder)())
    assert outcome.status == "failed"
    assert outcome.message.startswith("What was kept of this training before its process ended fits another version")


def test_callbacks_that_are_offered_can_be_kept_and_put_back() -> None:
    import keras

    from builder.training.worker.state import put_callback, take_callback

    offered = load_catalog().callbacks
    tried = {spec.class_name for case in CASES.values() for spec in case.get("callbacks", ())}
    assert tried == set(offered)
    for name in offered:
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
        model.compile(keras.optimizers.SGD(use_ema=True), "mse")
        known, fresh = (getattr(keras.callbacks, name)() for _ in range(2))
        features, targets = np.ones((8, 3)), np.ones((8, 2))
        model.fit(features, targets, validation_data=(features, targets), callbacks=[known], epochs=3, verbose=0)
        put_callback(fresh, take_callback(known))
        own = ("_model", "params")
        ours, theirs = ({key: value for key, value in vars(one).items() if key not in own} for one in (fresh, known))
        assert ours == theirs


def test_short_epochs_are_kept_once_a_second_and_long_ones_each(folder, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.training.worker import backup
    from builder.training.worker.checkpoint import Checkpoint

    monkeypatch.setattr(backup, "LEAST_SECONDS", 1.0)
    clock = itertools.accumulate(itertools.repeat(0.3))
    now = [0.0]
    monkeypatch.setattr(backup.time, "monotonic", lambda: now[0])
    keeper = backup.Backup(folder)
    taken: list[float] = []

    def take() -> Any:
        taken.append(round(now[0], 1))
        return Checkpoint({"loop": {"history": {}}})

    for moment in itertools.islice(clock, 10):
        now[0] = moment
        keeper.epoch_is_over(take)
        keeper.finish()
    for moment in (5.0, 6.5, 7.6):
        now[0] = moment
        keeper.epoch_is_over(take)
        keeper.finish()
    assert taken == [0.3, 1.5, 2.7, 5.0, 6.5, 7.6]

"""Whole trainings in this process, by real Keras on real data."""

import itertools
import json
import math

import pytest

from builder.network import DataBinding, Edge, Endpoint, Network, Node, ObjectSpec, Recipe
from builder.store import ArtifactFolder

pytestmark = pytest.mark.keras

BIG_STEPS = ObjectSpec(class_name="SGD", config={"learning_rate": 1e30})


def history_of(folder: ArtifactFolder) -> dict[str, list[float]]:
    found: dict[str, list[float]] = json.loads(folder.read("history.json"))
    return found


def test_model_trains_on_as_it_was_where_the_best_one_cannot_be_saved(tmp_path, folder) -> None:
    import keras
    import numpy as np

    from builder.training.worker.epoch import Epoch
    from builder.training.worker.weights import WeightKeeper

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    keeper = WeightKeeper(model, folder)
    keeper.take(Epoch(1, {"loss": 0.1}))
    model.set_weights([weights + 1.0 for weights in model.get_weights()])
    before = model.get_weights()
    folder.remove("best.keras")
    (tmp_path / "run" / "best.keras" / "in its place").mkdir(parents=True)
    with pytest.raises(OSError):
        keeper.save_all()
    for ours, theirs in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_training_learns_and_keeps_every_file(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    outcome = train(make_digits_network(epochs=12), listener=recorder, folder=folder)

    assert (outcome.status, outcome.message) == ("finished", "Finished 12 epochs.")
    assert outcome.results["test/sparse_categorical_accuracy"] > 0.8
    assert folder.names() == ("best.keras", "history.json", "model.keras", "scaling.json")
    history = history_of(folder)
    assert history["loss"] == recorder.values("loss") and len(history["loss"]) == 12
    assert history["val_loss"] == recorder.values("loss", split="validation")
    assert outcome.results["validation/loss"] == history["val_loss"][-1]
    assert outcome.best_epoch == 1 + min(range(12), key=history["val_loss"].__getitem__)
    assert history["loss"][-1] < history["loss"][0] / 2


def test_saved_model_predicts_what_was_measured(make_digits_network, recorder, folder) -> None:
    import keras

    from builder.data import load, prepare
    from builder.training.worker.training import train

    outcome = train(make_digits_network(epochs=3), listener=recorder, folder=folder)

    test = prepare(load("digits", {"as": "vectors"}), validation_share=0.2, test_share=0.1, seed=1).test
    model = keras.models.load_model(folder.local_path("model.keras"))  # written by our own worker a moment ago
    (features,), (answers,) = test.inputs.values(), test.targets.values()
    loss, accuracy = model.evaluate(features, answers, verbose=0)
    assert loss == pytest.approx(outcome.results["test/loss"], rel=1e-5)
    assert accuracy == pytest.approx(outcome.results["test/sparse_categorical_accuracy"], rel=1e-5)


def test_loss_is_the_one_that_plain_keras_computes(make_digits_network, recorder, folder) -> None:
    from builder.data import load, prepare
    from builder.training.worker.model import build_compiled
    from builder.training.worker.training import train

    frozen = ObjectSpec(class_name="SGD", config={"learning_rate": 0.0})
    network = make_digits_network(epochs=1, optimizer=frozen)
    train(network, listener=recorder, folder=folder)

    import keras

    keras.utils.set_random_seed(1)
    recipe = network.recipe.model_copy(
        update={"losses": {"out": ObjectSpec(class_name="SparseCategoricalCrossentropy")}}
    )
    model = build_compiled(network, recipe)
    split = prepare(load("digits", {"as": "vectors"}), validation_share=0.2, test_share=0.1, seed=1)
    for part, name in ((split.train, "train"), (split.validation, "validation")):
        (features,), (answers,) = part.inputs.values(), part.targets.values()
        expected = model.evaluate(features, answers, verbose=0, return_dict=True)["loss"]
        assert recorder.values("loss", split=name) == [pytest.approx(expected, rel=1e-5)]


def test_same_seed_gives_the_same_training(make_digits_network, recorder, tmp_path) -> None:
    from builder.training.worker.training import train

    losses = []
    for number, seed in enumerate((1, 1, 2)):
        folder = ArtifactFolder(str(tmp_path / str(number)))
        train(make_digits_network(seed=seed), listener=recorder, folder=folder)
        losses.append(history_of(folder)["val_loss"])
    assert losses[0] == losses[1]
    assert losses[0] != losses[2]


def test_total_loss_of_two_outputs_is_the_mean_of_both(recorder, folder) -> None:
    from builder.training.worker.training import train

    network = Network(
        nodes=(
            Node(id="in", class_name="Input", config={"shape": [64]}),
            Node(id="one", class_name="Dense", config={"units": 10, "activation": "softmax"}),
            Node(id="two", class_name="Dense", config={"units": 10, "activation": "softmax"}),
        ),
        edges=(Edge(id="a", source="in", target="one"), Edge(id="b", source="in", target="two")),
        recipe=Recipe(data=DataBinding(dataset="digits", options={"as": "vectors"}), epochs=2, seed=1, batch_size=647),
    )
    # 1,294 samples are two batches of 647. With a smaller last batch Keras's own figures disagree a little: it weighs
    # batches by their size in the total, but not in the loss of each output.
    outcome = train(network, listener=recorder, folder=folder)

    assert outcome.status == "finished", outcome.message
    for split in ("train", "validation", "test"):
        first, second, total = (outcome.results[f"{split}/{name}"] for name in ("one_loss", "two_loss", "loss"))
        assert total == pytest.approx((first + second) / 2, rel=1e-5)
        assert first != second


def test_weights_of_losses_count_before_the_mean(recorder, folder, make_digits_network) -> None:
    from builder.training.worker.training import train

    frozen = ObjectSpec(class_name="SGD", config={"learning_rate": 0.0})
    train(make_digits_network(epochs=1, optimizer=frozen), listener=recorder, folder=folder)
    train(make_digits_network(epochs=1, optimizer=frozen, loss_weights={"out": 3.0}), listener=recorder, folder=folder)
    plain, tripled = recorder.values("loss")
    assert tripled == pytest.approx(3 * plain, rel=1e-5)


def test_loss_that_becomes_nan_is_told_with_its_batch(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    outcome = train(make_digits_network(optimizer=BIG_STEPS), listener=recorder, folder=folder)

    assert outcome.status == "failed"
    assert outcome.message == (
        "The loss became NaN in epoch 1, batch 2. A smaller learning rate (now 1e+30) or scaled inputs usually help."
    )
    assert folder.names() == ("scaling.json",)


def test_nan_after_good_epochs_keeps_the_weights_of_the_last_good_one(make_digits_network, recorder, folder) -> None:
    import keras
    import numpy as np

    from builder.training.worker.training import train

    explodes = {"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [60], "values": [0.1, 1e30]}}
    optimizer = ObjectSpec(class_name="SGD", config={"learning_rate": explodes})
    outcome = train(make_digits_network(epochs=5, optimizer=optimizer), listener=recorder, folder=folder)

    assert outcome.status == "failed"
    assert "The loss became NaN in epoch 2, batch" in outcome.message
    assert outcome.best_epoch == 1 and math.isfinite(outcome.results["validation/loss"])
    model = keras.models.load_model(folder.local_path("model.keras"))
    assert all(np.isfinite(weights).all() for weights in model.get_weights())


def test_stop_keeps_what_was_learned(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    recorder.stop_after = 12
    outcome = train(make_digits_network(epochs=10_000), listener=recorder, folder=folder)

    assert outcome.status == "stopped"
    assert outcome.message.startswith("Stopped in epoch ") and " of 10000, after batch " in outcome.message
    assert {"model.keras", "best.keras", "history.json"} <= set(folder.names())
    assert outcome.results["train/loss"] == history_of(folder)["loss"][-1]


def test_stop_before_the_first_batch_is_no_failure(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    recorder.stop_after = 0
    outcome = train(make_digits_network(), listener=recorder, folder=folder)
    assert (outcome.status, outcome.message) == ("stopped", "Stopped before the first batch.")


def test_early_stopping_ends_and_goes_back_to_the_best_epoch(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    early = ObjectSpec(class_name="EarlyStopping", config={"patience": 2, "restore_best_weights": True})
    fast = ObjectSpec(class_name="Adam", config={"learning_rate": 0.05})
    network = make_digits_network(epochs=200, optimizer=fast, callbacks=[early])
    outcome = train(network, listener=recorder, folder=folder)

    losses = history_of(folder)["val_loss"]
    assert outcome.status == "finished" and len(losses) < 200
    assert outcome.best_epoch == len(losses) - 2
    assert outcome.message == (
        f"Ended early, after epoch {len(losses)} of 200: val_loss did not get better for 2 epochs. "
        f"The weights are those of epoch {outcome.best_epoch}."
    )
    assert outcome.results["validation/loss"] == min(losses)


def test_learning_rate_is_reduced_on_a_plateau(make_digits_network, recorder, folder) -> None:
    import keras

    from builder.training.worker.training import train

    reduce = ObjectSpec(class_name="ReduceLROnPlateau", config={"monitor": "loss", "patience": 1, "min_delta": 100.0})
    train(make_digits_network(epochs=4, callbacks=[reduce]), listener=recorder, folder=folder)
    model = keras.models.load_model(folder.local_path("model.keras"))
    assert float(model.optimizer.learning_rate) < 0.001


def test_batch_points_come_at_most_five_times_a_second_and_in_order(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    train(make_digits_network(epochs=30), listener=recorder, folder=folder)
    batches = [point for point in recorder.points if (point.scope, point.name) == ("batch", "loss")]
    times = [point.time for point in batches]
    assert len(batches) >= 2
    assert all(later - earlier >= 0.17 for earlier, later in itertools.pairwise(times))
    steps = [point.step for point in recorder.points]
    assert steps == sorted(steps)
    final = recorder.progress[-1]
    assert final.share == 1.0 and final.seconds_left == 0.0 and (final.samples_per_second or 0) > 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"data": None}, "The network has no data to learn from yet. Choose some. These fit it: "),
        ({"data": DataBinding(dataset="digitz")}, 'There is no data set "digitz". Did you mean "digits"?'),
        ({"losses": {"out": ObjectSpec(class_name="Lambda")}}, 'Unknown loss "Lambda".'),
        ({"optimizer": ObjectSpec(class_name="Adamm")}, 'Unknown optimizer "Adamm". Did you mean "Adam"?'),
        ({"callbacks": [ObjectSpec(class_name="ModelCheckpoint")]}, 'Unknown callback "ModelCheckpoint".'),
    ],
)
def test_recipe_that_cannot_work_fails_with_its_sentence(
    make_digits_network, recorder, folder, changes, sentence
) -> None:
    from builder.training.worker.training import train

    outcome = train(make_digits_network(**changes), listener=recorder, folder=folder)
    assert outcome.status == "failed"
    assert outcome.message.startswith(sentence)
    assert recorder.points == []


def test_error_of_keras_is_told_in_one_line_and_logged_whole(make_digits_network, recorder, folder, caplog) -> None:
    from builder.training.worker.training import train

    clipped_twice = ObjectSpec(class_name="Adam", config={"clipnorm": 1.0, "clipvalue": 1.0})
    outcome = train(make_digits_network(optimizer=clipped_twice), listener=recorder, folder=folder)
    assert outcome.status == "failed"
    assert outcome.message.startswith("Keras could not train this network: ")
    assert "\n" not in outcome.message
    assert "Traceback" in caplog.text


ENDINGS = [
    ("digits", {"as": "vectors"}, [64], {"units": 10}),
    ("digits", {"as": "vectors", "one_hot": True}, [64], {"units": 10, "activation": "softmax"}),
    ("digits", {"as": "vectors", "one_hot": True}, [64], {"units": 10, "activation": "sigmoid"}),
    ("moons", {}, [2], {"units": 1, "activation": "sigmoid"}),
    ("moons", {}, [2], {"units": 1}),
    ("moons", {}, [2], {"units": 2, "activation": "softmax"}),
    ("diabetes", {}, [10], {"units": 1}),
]


@pytest.mark.parametrize(("dataset", "options", "shape", "dense"), ENDINGS)
def test_proposed_recipe_trains_every_kind_of_output(
    make_stack, recorder, folder, dataset, options, shape, dense
) -> None:
    from builder.training.worker.training import train

    recipe = Recipe(data=DataBinding(dataset=dataset, options=options), epochs=4)
    network = make_stack(("Dense", {"units": 16, "activation": "relu"}), ("Dense", dense), shape=shape, recipe=recipe)
    outcome = train(network, listener=recorder, folder=folder)
    assert outcome.status == "finished", outcome.message
    losses = recorder.values("loss")
    assert losses[-1] < losses[0]


def measured(folder: ArtifactFolder, name: str, part: str, *, share: float = 0.2) -> float:
    """Returns the loss of a saved model on a part of the digits, by Keras alone."""
    import keras

    from builder.data import load, prepare

    model = keras.models.load_model(folder.local_path(name), compile=False)  # written by our own worker a moment ago
    model.compile(loss="sparse_categorical_crossentropy")
    split = prepare(load("digits", {"as": "vectors"}), validation_share=share, seed=1)
    (features,), (answers,) = (found.values() for found in (getattr(split, part).inputs, getattr(split, part).targets))
    return float(model.evaluate(features, answers, verbose=0))


AVERAGING = ObjectSpec(class_name="SGD", config={"learning_rate": 0.5, "use_ema": True})
WILD = ObjectSpec(class_name="Adam", config={"learning_rate": 0.3})


def early(**config: object) -> ObjectSpec:
    return ObjectSpec.model_validate(
        {"class_name": "EarlyStopping", "config": {"restore_best_weights": True, **config}}
    )


@pytest.mark.filterwarnings("ignore:Early stopping conditioned")
@pytest.mark.parametrize(
    ("optimizer", "callbacks", "says"),
    [
        (WILD, [early(start_from_epoch=3, patience=9)], "The weights are those of epoch"),
        (WILD, [early(monitor="val_nothing", mode="max")], None),
        (AVERAGING, [], "The weights were changed after epoch 5 was judged"),
        (AVERAGING, [ObjectSpec(class_name="SwapEMAWeights")], None),
        (AVERAGING, [ObjectSpec(class_name="SwapEMAWeights", config={"swap_on_epoch": True})], None),
        (AVERAGING, [ObjectSpec(class_name="SwapEMAWeights"), early(patience=9)], "The weights were changed"),
    ],
    ids=["late", "unlogged", "averaged", "swapped", "swapped by epoch", "swapped and restored"],
)
def test_files_hold_what_the_figures_say(make_digits_network, recorder, folder, optimizer, callbacks, says) -> None:
    from builder.training.worker.training import train

    network = make_digits_network(epochs=5, optimizer=optimizer, callbacks=callbacks)
    outcome = train(network, listener=recorder, folder=folder)

    losses = history_of(folder)["val_loss"]
    assert outcome.status == "finished"
    assert outcome.results["validation/loss"] == pytest.approx(measured(folder, "model.keras", "validation"), rel=1e-4)
    assert outcome.results["test/loss"] == pytest.approx(measured(folder, "model.keras", "test"), rel=1e-4)
    assert min(losses) == pytest.approx(measured(folder, "best.keras", "validation"), rel=1e-4)
    assert outcome.best_epoch == 1 + losses.index(min(losses))
    words = outcome.message.removeprefix("Finished 5 epochs.").strip()
    if says == "The weights are those of epoch":
        kept = 4 + losses[3:].index(min(losses[3:]))
        assert words == (f"The weights are those of epoch {kept}." if kept < 5 else "")
        assert outcome.results["validation/loss"] == pytest.approx(losses[kept - 1], rel=1e-4)
    else:
        assert words.startswith(says) if says else words == ""
        assert (outcome.results["validation/loss"] == pytest.approx(losses[-1], rel=1e-4)) == (says is None)


@pytest.mark.parametrize("share", [0.0, 0.2])
def test_weights_that_are_no_numbers_are_never_a_success(make_digits_network, recorder, folder, share) -> None:
    from builder.training.worker.training import train

    # Some pixels are dark in every image, so their gradients are 0, which Adafactor divides by.
    network = make_digits_network(optimizer=ObjectSpec(class_name="Adafactor"), validation_share=share)
    outcome = train(network, listener=recorder, folder=folder)
    assert outcome.status == "failed"
    assert outcome.message.startswith('The weights of "layer_1" became NaN in epoch 1, whatever the loss says.')
    assert folder.names() == ("scaling.json",)


def test_nan_that_a_callback_ends_in_order_is_a_failure_all_the_same(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    network = make_digits_network(optimizer=BIG_STEPS, callbacks=[ObjectSpec(class_name="TerminateOnNaN")])
    outcome = train(network, listener=recorder, folder=folder)
    assert outcome.status == "failed"
    assert outcome.message.startswith("The loss became NaN in epoch 1, batch 2.")


def test_stop_in_the_middle_of_an_epoch_says_whose_figures_are_shown(make_digits_network, recorder, folder) -> None:
    from builder.training.worker.training import train

    recorder.wants_stop = lambda: bool(recorder.values("loss", split="validation"))  # in the second epoch
    outcome = train(make_digits_network(epochs=10), listener=recorder, folder=folder)
    assert outcome.status == "stopped"
    assert outcome.message.startswith("Stopped in epoch 2 of 10, after batch ")
    assert outcome.message.endswith(" The figures are those of epoch 1; the weights have moved on since.")
    assert outcome.results["validation/loss"] == history_of(folder)["val_loss"][-1]


def test_outputs_told_apart_by_keys_learn_each_its_own_target(recorder, folder) -> None:
    from builder.training.worker.training import train

    network = Network(
        nodes=(
            Node(id="in", class_name="Input", config={"shape": [28, 28, 1]}),
            Node(id="flat", class_name="Flatten"),
            Node(id="digit", class_name="Dense", config={"units": 10, "activation": "softmax"}),
            Node(id="parity", class_name="Dense", config={"units": 2, "activation": "softmax"}),
        ),
        edges=tuple(
            Edge(id=f"{one}-{other}", source=one, target=other)
            for one, other in (("in", "flat"), ("flat", "digit"), ("flat", "parity"))
        ),
        outputs=(Endpoint(node="digit"), Endpoint(node="parity")),
        output_keys=("which", "even"),  # Keras goes through a dict by its sorted keys
        recipe=Recipe(data=DataBinding(dataset="digits_two_heads"), epochs=3, seed=1),
    )
    outcome = train(network, listener=recorder, folder=folder)
    assert outcome.status == "finished", outcome.message
    assert outcome.message == "Finished 3 epochs."
    assert outcome.results["test/which_sparse_categorical_accuracy"] > 0.8
    assert outcome.results["test/even_sparse_categorical_accuracy"] > 0.8

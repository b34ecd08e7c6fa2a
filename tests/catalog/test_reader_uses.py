"""What losses and metrics can judge, as committed, is what Keras makes of right and wrong answers now."""

import pytest

from builder.catalog import load_catalog
from builder.catalog.uses import Use

pytestmark = pytest.mark.keras

SAMPLE = [
    ("losses", "CategoricalCrossentropy"),
    ("losses", "Poisson"),
    ("losses", "SparseCategoricalCrossentropy"),
    ("metrics", "Accuracy"),
    ("metrics", "F1Score"),
    ("metrics", "TopKCategoricalAccuracy"),
]
WHOLE = [(section, name) for section in ("losses", "metrics") for name in getattr(load_catalog(), section)]


def derived_equals_committed(section: str, name: str) -> bool:
    from builder.catalog.reader_uses import with_uses

    entry = getattr(load_catalog(), section)[name]
    return with_uses(section, entry.model_copy(update={"uses": None})) == entry


@pytest.mark.parametrize(("section", "name"), SAMPLE)
def test_uses_are_what_keras_makes_of_small_arrays(section: str, name: str) -> None:
    assert derived_equals_committed(section, name), "Run `make catalog` and look at what changed."


@pytest.mark.full
@pytest.mark.parametrize(("section", "name"), [pair for pair in WHOLE if pair not in SAMPLE])
def test_every_use_is_what_keras_makes_of_small_arrays(section: str, name: str) -> None:
    assert derived_equals_committed(section, name), "Run `make catalog` and look at what changed."


def use(section: str, name: str, **states: str) -> Use:
    uses = getattr(load_catalog(), section)[name].uses
    return next(one for one in uses.by_arguments if all(one.when.get(key) == state for key, state in states.items()))


def test_known_facts_come_out() -> None:
    every = ("distribution", "shares", "positive", "rectified", "scores")
    assert use("losses", "MeanSquaredError").fits["rows"] == every
    assert "classes" not in use("losses", "MeanSquaredError").fits
    assert use("losses", "SparseCategoricalCrossentropy", from_logits="on").fits["classes"] == every
    assert use("losses", "BinaryCrossentropy", from_logits="off").fits["unit"] == ("shares",)
    assert use("losses", "Poisson").fits["number"] == ("positive", "rectified")
    assert use("metrics", "Accuracy").fits == {}
    assert "unit" not in use("metrics", "F1Score", threshold="off").fits
    assert use("metrics", "F1Score", threshold="on").fits["unit"] == ("shares",)
    assert use("metrics", "F1Score", threshold="on").several
    assert use("metrics", "MeanIoU", sparse_y_pred="on").fits == {}
    assert use("metrics", "MeanIoU", sparse_y_true="on", sparse_y_pred="off").fits["classes"] == every


def test_links_and_counts_come_out() -> None:
    losses, metrics = load_catalog().losses, load_catalog().metrics
    links = {name: entry.uses.link for name, entry in losses.items() if entry.uses and entry.uses.link}
    assert links == {
        "BinaryCrossentropy": "sigmoid",
        "BinaryFocalCrossentropy": "sigmoid",
        "CategoricalCrossentropy": "softmax",
        "CategoricalFocalCrossentropy": "softmax",
        "SparseCategoricalCrossentropy": "softmax",
    }
    counts = {name: entry.uses.counts for name, entry in metrics.items() if entry.uses and entry.uses.counts}
    assert counts["TopKCategoricalAccuracy"] == {"k": "below"}
    assert counts["Precision"] == {"top_k": "below", "class_id": "below"}
    assert counts["OneHotIoU"] == {"target_class_ids": "below"}

import pytest

from builder.panels.curves import Curves
from builder.store import MetricPoint


def point(step: int, epoch: int, *, scope: str, split: str = "train", value: float = 0.5) -> MetricPoint:
    return MetricPoint(step=step, epoch=epoch, scope=scope, split=split, name="loss", value=value, time=0.0, id=step)


def test_no_points_reach_into_no_epoch():
    assert Curves().epochs_begun == 0
    assert tuple(Curves().figure("loss", 0).layout.xaxis.range) == (0, 1.02)


def test_batches_of_an_epoch_that_was_not_completed_count_as_one_begun():
    curves = Curves()
    curves.add([point(10, 1, scope="batch"), point(20, 1, scope="epoch"), point(25, 2, scope="batch")], batches=20)
    assert curves.lines["loss"]["batch", "train"].x == [0.5, 1.25]
    assert curves.epochs_begun == 2
    assert curves.after == 25


def test_the_last_epoch_is_told_in_words():
    curves = Curves()
    assert curves.in_words("loss") == "loss: no epoch is complete yet"
    curves.add([point(20, 1, scope="epoch", value=0.25), point(20, 1, scope="epoch", split="validation")], batches=20)
    assert curves.in_words("loss") == "loss: train 0.25, validation 0.5"


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([0.5], (0.0, 1.0)),  # Plotly would draw it between -0.5 and 1.5
        ([1.0, 1.0], (0.0, 1.0)),
        ([0.0], (0.0, 1.0)),
        ([2.3], (0.0, None)),
        ([-0.9, -0.2], (-1.0, 0.0)),
        ([-0.1, 0.8], (-1.0, 1.0)),
        ([-7.0, -3.0], (None, 0.0)),
        ([float("nan"), 0.25], (0.0, 1.0)),
    ],
)
def test_axis_of_a_metric_shows_nothing_that_it_cannot_be(
    values: list[float], bounds: tuple[float | None, float | None]
):
    curves = Curves()
    curves.add([point(step, step, scope="epoch", value=value) for step, value in enumerate(values, 1)], batches=1)
    options = curves.figure("loss", 2).layout.yaxis.autorangeoptions
    assert (options.minallowed, options.maxallowed) == bounds

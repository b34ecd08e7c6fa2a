from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from builder.data import DataError, data_sets, load, preview, preview_data


def test_pictures_show_every_pixel_of_the_image():
    for name, size, side in (("digits", 8, 88), ("digits28", 28, 84)):
        shown = preview(name, {"as": "vectors"}, 5, 1)
        raw = load(name)
        for sample in shown.samples:
            picture = Image.open(BytesIO(sample.inputs["images"]))
            assert (picture.mode, picture.size) == ("L", (side, side))
            pixels = np.asarray(picture)[:: side // size, :: side // size]
            expected = raw.inputs["images"][sample.number, :, :, 0] * 255 / 16
            assert np.abs(pixels - expected).max() <= 0.51
            assert sample.answer == {"digit": str(raw.targets["digit"][sample.number])}


def test_pairs_show_both_pictures():
    sample = preview("digit_pairs", {"samples": 40}, 1).samples[0]
    assert list(sample.inputs) == ["left", "right"]
    assert sample.inputs["left"] != sample.inputs["right"]


def test_a_table_is_shown_with_its_columns_and_the_answer_in_words():
    columns, rows = preview("iris", count=150).table()
    assert columns == ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)", "species")
    assert sorted(rows)[0] == (4.3, 3.0, 1.1, 0.1, "setosa")


def test_two_tables_are_shown_side_by_side():
    columns, rows = preview("wine_two_tables", count=2).table()
    assert len(columns) == 14 and columns[-1] == "cultivar"
    assert {len(row) for row in rows} == {14}


def test_numbers_are_told_with_their_unit():
    sample = preview("diabetes", count=1).samples[0]
    assert sample.answer["progression"] == f"{sample.targets['progression'][0]:.3g} × 100 points"


def test_series_tokens_and_points_are_plain_numbers():
    wave = preview("sine", {"window": 6, "horizon": 2}, 1).samples[0]
    assert (len(wave.inputs["window"]), len(wave.targets["next"])) == (6, 2)
    tokens = preview("token_reverse", {"one_hot": True}, 1).samples[0]
    assert tokens.answer["reversed"] == " ".join(str(token) for token in reversed(tokens.inputs["tokens"]))
    point = preview("moons", count=1).samples[0]
    assert len(point.inputs["points"]) == 2 and point.answer["side"] in ("blue", "orange")


def test_balance_and_range_are_of_all_samples_not_of_those_shown():
    shown = preview("digits_two_heads", count=1)
    assert sum(shown.class_counts["digit"].values()) == sum(shown.class_counts["parity"].values()) == 1797
    assert shown.class_counts["parity"] == {"even": 891, "odd": 906}
    assert shown.ranges == {"images": (0.0, 16.0)}
    assert preview("diabetes", count=1).ranges["progression"] == (0.25, 3.46)


@pytest.mark.parametrize("name", [name for name, info in data_sets().items() if info.offline])
def test_the_seed_chooses_the_samples(name):
    numbers = [[sample.number for sample in preview(name, None, 6, seed).samples] for seed in (1, 1, 2)]
    assert numbers[0] == numbers[1] != numbers[2]
    assert len(set(numbers[0])) == 6


def test_more_samples_than_there_are_means_all_of_them():
    assert len(preview("iris", count=1000).samples) == 150


def test_nothing_to_show_is_told_in_a_sentence():
    iris = load("iris")
    iris.inputs["measurements"] = iris.inputs["measurements"][:0]
    with pytest.raises(DataError, match="Iris flowers holds no samples, so there is nothing to show"):
        preview_data(iris, 5, 0)

"""Every set that comes along is loaded for real and held against what its description promises."""

import subprocess
import sys

import numpy as np
import pytest
import sklearn.datasets

from builder.data import DataOptionError, UnknownDataSetError, data_sets, describe, input_node_config, load, prepare
from builder.data.descriptions.tables import CELL_COLUMNS, DIABETES_COLUMNS, WINE_COLUMNS
from builder.data.sources import SOURCES

OFFLINE = [name for name, info in data_sets().items() if info.offline]


def other_ways(name):
    """The default options and one variation of each option at a time."""
    variations = {"as": "vectors", "one_hot": True, "samples": 60, "arms": 4, "window": 10, "horizon": 3, "length": 9}
    offered = [option.name for option in data_sets()[name].options]
    return [{}, *({option: variations[option]} for option in offered if option in variations)]


@pytest.mark.parametrize("name", OFFLINE)
def test_arrays_are_what_the_description_says(name):
    for options in other_ways(name):
        info = describe(name, options)
        split = prepare(load(name, options), validation_share=0.25, test_share=0.2)
        for part in (split.train, split.validation, split.test):
            for feature in info.inputs:
                array = part.inputs[feature.name]
                assert (array.shape[1:], array.dtype) == (feature.shape, feature.dtype)
            for target in info.targets:
                array = part.targets[target.name]
                assert (array.shape[1:], array.dtype) == (target.shape, target.dtype)
        assert split.info == info
        parts = (split.train, split.validation, split.test)
        assert sum(part.size for part in parts) == info.samples
        arrays = [array for part in parts for array in (*part.inputs.values(), *part.targets.values())]
        assert sum(array.nbytes for array in arrays) == info.size_bytes


@pytest.mark.parametrize("name", OFFLINE)
def test_class_numbers_and_tokens_stay_below_what_the_description_says(name):
    data = load(name)
    for target in data.info.targets:
        if target.classes:
            start = 1 if target.kind == "sequence" else 0
            assert np.unique(data.targets[target.name]).tolist() == list(range(start, len(target.classes)))
    for feature in data.info.inputs:
        if feature.vocabulary is not None:
            assert 0 <= data.inputs[feature.name].min() <= data.inputs[feature.name].max() < feature.vocabulary


@pytest.mark.parametrize("name", data_sets())
def test_every_set_says_what_a_student_needs_to_know(name):
    info = data_sets()[name]
    assert info.name == name
    assert info.summary[-1] in ".?" and 20 < len(info.summary) < 130
    assert info.title and info.licence and info.source
    assert info.samples > 0 and info.size_bytes > 0
    assert bool(info.download_bytes) == info.needs_keras == (not info.offline)
    assert describe(name) == info


def test_every_description_has_a_source():
    assert list(SOURCES) == list(data_sets())


def test_columns_are_named_as_scikit_learn_names_them():
    iris = sklearn.datasets.load_iris()
    assert data_sets()["iris"].inputs[0].names == tuple(iris.feature_names)
    assert data_sets()["iris"].classes == tuple(iris.target_names)
    assert tuple(sklearn.datasets.load_wine().feature_names) == WINE_COLUMNS
    assert data_sets()["wine"].classes == tuple(sklearn.datasets.load_wine().target_names)
    assert tuple(sklearn.datasets.load_breast_cancer().feature_names) == CELL_COLUMNS
    assert data_sets()["breast_cancer"].classes == tuple(sklearn.datasets.load_breast_cancer().target_names)
    assert tuple(sklearn.datasets.load_diabetes().feature_names) == DIABETES_COLUMNS


def test_the_two_wine_tables_are_the_one_wine_table():
    split, whole = load("wine_two_tables"), load("wine")
    for feature in split.info.inputs:
        columns = [WINE_COLUMNS.index(name) for name in feature.names]
        assert np.array_equal(split.inputs[feature.name], whole.inputs["chemistry"][:, columns])
    assert sum(len(feature.names) for feature in split.info.inputs) == len(WINE_COLUMNS)


def test_enlarged_digits_keep_their_range_and_their_look():
    small, large = load("digits").inputs["images"], load("digits28").inputs["images"]
    assert large.min() == 0 and large.max() == 16
    assert abs(large.mean() - small.mean()) < 0.1
    shrunk = large.reshape(len(large), 4, 7, 4, 7).mean(axis=(2, 4))
    assert np.corrcoef(shrunk.ravel(), small.reshape(len(small), 4, 2, 4, 2).mean(axis=(2, 4)).ravel())[0, 1] > 0.98


def test_vectors_and_rows_hold_the_same_pixels_in_the_same_order():
    images, rows, vectors = (
        load("digits28", {"as": layout}).inputs["images"] for layout in ("images", "rows", "vectors")
    )
    assert np.array_equal(images[:, :, :, 0], rows)
    assert np.array_equal(rows.reshape(len(rows), -1), vectors)


def test_parity_follows_from_the_digit():
    targets = load("digits_two_heads").targets
    assert np.array_equal(targets["digit"] % 2, targets["parity"][:, 0])


def test_pairs_tell_the_truth_and_never_show_one_picture_twice():
    data = load("digit_pairs", {"samples": 200})
    digits = load("digits28")
    digit_of = {
        image.tobytes(): int(digit)
        for image, digit in zip(digits.inputs["images"], digits.targets["digit"], strict=True)
    }
    for left, right, same in zip(data.inputs["left"], data.inputs["right"], data.targets["same"][:, 0], strict=True):
        assert (digit_of[left.tobytes()] == digit_of[right.tobytes()]) == bool(same)
        assert left.tobytes() != right.tobytes()
    assert data.targets["same"].sum() == 100


def test_token_order_is_the_order_of_the_tokens():
    data = load("token_order")
    for tokens, (two_first,) in zip(data.inputs["tokens"].tolist(), data.targets["first"], strict=True):
        assert tokens.count(1) == tokens.count(2) == 1
        assert bool(two_first) == (tokens.index(2) < tokens.index(1))


def test_reversed_tokens_are_the_tokens_reversed():
    data = load("token_reverse")
    assert np.array_equal(data.inputs["tokens"][:, ::-1], data.targets["reversed"])


def test_sine_without_noise_goes_on_as_it_began():
    data = load("sine", {"noise": 0, "window": 12, "horizon": 4})
    waves = np.concatenate((data.inputs["window"][:, :, 0], data.targets["next"]), axis=1)
    # every pure wave obeys w[t+1] + w[t-1] = c · w[t] with one c of its own
    before, now, after = waves[:, :-2], waves[:, 1:-1], waves[:, 2:]
    factor = ((before + after) * now).sum(axis=1, keepdims=True) / (now**2).sum(axis=1, keepdims=True)
    assert np.abs(before + after - factor * now).max() < 1e-5


@pytest.mark.parametrize(
    "name", ["moons", "circles", "xor", "spirals", "sine", "token_order", "token_reverse", "digit_pairs"]
)
def test_generated_sets_repeat_themselves_by_seed(name):
    first, again, other = (load(name, {"seed": seed, "samples": 40}) for seed in (5, 5, 6))
    for arrays in ("inputs", "targets"):
        for key, array in getattr(first, arrays).items():
            assert np.array_equal(array, getattr(again, arrays)[key])
    assert any(not np.array_equal(array, other.inputs[key]) for key, array in first.inputs.items())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"sample": 50}, 'Two moons has no option "sample". Did you mean "samples"?'),
        ({"samples": 5}, 'Two moons: option "samples" is 5; it must be a whole number from 20 to 100,000.'),
        ({"samples": "50"}, "Two moons: option \"samples\" is '50'; it must be a whole number from 20 to 100,000."),
        ({"samples": True}, 'Two moons: option "samples" is True; it must be a whole number from 20 to 100,000.'),
        ({"noise": 2.5}, 'Two moons: option "noise" is 2.5; it must be a number from 0 to 1.'),
        ({"one_hot": 1}, 'Two moons: option "one_hot" is 1; it must be true or false.'),
        ({"scaling": "log"}, "Two moons: option \"scaling\" is 'log'; it must be one of 'none', 'unit', 'standard'."),
    ],
)
def test_a_wrong_option_is_told_with_what_would_be_right(options, sentence):
    with pytest.raises(DataOptionError) as caught:
        load("moons", options)
    assert str(caught.value) == sentence


def test_an_unknown_name_brings_a_suggestion():
    with pytest.raises(UnknownDataSetError, match=r'There is no data set "moon"\. Did you mean "moons"\?'):
        describe("moon")


def test_an_input_for_a_feature_takes_its_shape_and_dtype():
    assert input_node_config(data_sets()["digits28"].inputs[0]) == {"shape": [28, 28, 1]}
    assert input_node_config(data_sets()["imdb"].inputs[0]) == {"shape": [200], "dtype": "int32"}


def test_descriptions_load_nothing_heavy():
    program = (
        "import sys; from builder.data import data_sets, describe; [describe(name) for name in data_sets()];"
        "print([heavy for heavy in ('numpy', 'sklearn', 'PIL', 'pandas', 'keras') if heavy in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

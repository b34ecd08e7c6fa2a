from dataclasses import replace

import numpy as np
import pytest

from builder.data import Data, DataError, DataOptionError, Part, load, prepare


def rows_of(part):
    return {row.tobytes() for row in part.inputs["points"]}


def test_the_same_seed_gives_the_same_parts_and_another_seed_others():
    data = load("spirals", {"samples": 200})
    first, again, other = (prepare(data, seed=seed) for seed in (1, 1, 2))
    for name in ("train", "validation", "test"):
        one, two = getattr(first, name), getattr(again, name)
        assert np.array_equal(one.inputs["points"], two.inputs["points"])
        assert np.array_equal(one.targets["arm"], two.targets["arm"])
    assert rows_of(first.test) != rows_of(other.test)


def test_parts_share_no_sample():
    split = prepare(load("spirals", {"samples": 200}))
    parts = [rows_of(part) for part in (split.train, split.validation, split.test)]
    assert len(set.union(*parts)) == sum(len(part) for part in parts) == 200


def test_every_part_has_its_share_of_each_class():
    split = prepare(load("iris"), validation_share=0.2, test_share=0.2)
    counts = [np.bincount(part.targets["species"]).tolist() for part in (split.train, split.validation, split.test)]
    assert counts == [[32, 32, 32], [8, 8, 8], [10, 10, 10]]


def test_inputs_and_targets_of_a_sample_stay_together():
    data = load("digit_pairs", {"samples": 60})
    whole = {
        left.tobytes() + right.tobytes(): int(same)
        for left, right, same in zip(*data.inputs.values(), data.targets["same"][:, 0], strict=True)
    }
    split = prepare(data, scaling="none")
    for part in (split.train, split.validation, split.test):
        for left, right, same in zip(*part.inputs.values(), part.targets["same"][:, 0], strict=True):
            assert whole[left.tobytes() + right.tobytes()] == int(same)


def test_standard_scaling_is_measured_on_the_training_part_alone():
    split = prepare(load("wine"), scaling="standard")
    trained = split.train.inputs["chemistry"]
    assert np.allclose(trained.mean(axis=0), 0, atol=1e-5)
    assert np.allclose(trained.std(axis=0), 1, atol=1e-4)
    assert not np.allclose(split.test.inputs["chemistry"].mean(axis=0), 0, atol=1e-2)

    raw = prepare(load("wine"), scaling="none")
    assert np.allclose(split.scaling["chemistry"].shift, raw.train.inputs["chemistry"].mean(axis=0), rtol=1e-5)
    assert np.allclose(split.scaling["chemistry"].apply(raw.test.inputs["chemistry"]), split.test.inputs["chemistry"])
    assert np.allclose(
        split.scaling["chemistry"].invert(split.test.inputs["chemistry"]), raw.test.inputs["chemistry"], rtol=1e-4
    )


def test_unit_scaling_of_a_table_takes_the_range_of_each_training_column():
    split = prepare(load("wine"), scaling="unit")
    trained = split.train.inputs["chemistry"]
    assert np.allclose(trained.min(axis=0), 0) and np.allclose(trained.max(axis=0), 1)


def test_unit_scaling_of_images_takes_the_range_of_their_pixels_whatever_was_met():
    split = prepare(load("digits"))
    assert (split.scaling["images"].shift, split.scaling["images"].scale) == ((0.0,), (16.0,))
    assert set(np.unique(split.train.inputs["images"] * 16).tolist()) == set(range(17))


def test_a_constant_column_is_not_divided_by_zero():
    info = load("iris").info
    table = np.column_stack((np.full(30, 7.0), *np.random.default_rng(0).normal(size=(3, 30))))
    data = Data(info, {"measurements": table}, {"species": np.arange(30) % 3})
    for scaling in ("unit", "standard"):
        assert not prepare(data, scaling=scaling).train.inputs["measurements"][:, 0].any()


def test_tokens_are_never_scaled():
    split = prepare(load("token_order"), scaling="standard")
    assert split.train.inputs["tokens"].dtype == np.int32
    assert split.train.inputs["tokens"].max() == 11


def test_a_test_part_that_the_set_brings_is_kept_and_scaled_like_the_rest():
    iris = load("iris")
    own = Part({"measurements": np.full((7, 4), 5.0)}, {"species": np.zeros(7, dtype=int)})
    split = prepare(replace(iris, test=own), validation_share=0.2, test_share=0.5)
    assert (split.train.size, split.validation.size, split.test.size) == (120, 30, 7)
    assert np.allclose(split.test.inputs["measurements"], split.scaling["measurements"].apply(np.full((7, 4), 5.0)))


def test_an_output_may_learn_the_input_itself():
    part = prepare(load("digits")).train
    assert part.target("images") is part.inputs["images"]
    assert part.target("digit") is part.targets["digit"]
    with pytest.raises(DataError, match=r'There is no target "number". There are: digit, images.'):
        part.target("number")


def test_the_form_of_targets_can_be_chosen_either_way():
    as_rows = load("token_reverse", {"one_hot": True, "samples": 40})
    numbers, rows = prepare(as_rows, one_hot=False), prepare(as_rows)
    assert numbers.info.targets == load("token_reverse", {"samples": 40}).info.targets
    assert numbers.train.targets["reversed"].shape == (28, 6)
    assert rows.train.targets["reversed"].shape == (28, 6, 10)
    assert np.array_equal(rows.train.targets["reversed"].argmax(axis=-1), numbers.train.targets["reversed"])


def test_no_samples_are_told_in_a_sentence():
    iris = load("iris")
    empty = replace(iris, inputs={"measurements": np.empty((0, 4))}, targets={"species": np.empty(0, dtype=int)})
    with pytest.raises(DataError, match=r"Iris flowers holds no samples, so there is nothing to learn from."):
        prepare(empty)


@pytest.mark.parametrize("share", [1.0, -0.1, float("nan")])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(DataOptionError, match=r"The validation share is .*; it must be at least 0 and less than 1."):
        prepare(load("iris"), validation_share=share)


@pytest.mark.keras
@pytest.mark.parametrize("name", ["iris", "breast_cancer", "token_reverse"])
def test_one_hot_targets_are_what_keras_makes_of_the_numbers(name):
    import keras

    data = load(name)
    numbers, rows = prepare(data, one_hot=False), prepare(data, one_hot=True)
    target = data.info.targets[0]
    expected = keras.utils.to_categorical(numbers.train.targets[target.name], len(target.classes))
    assert np.array_equal(rows.train.targets[target.name], expected)

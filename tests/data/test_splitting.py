import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.data.splitting import split_rows

shares = st.floats(0, 0.95)


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(0, 300), validation=shares, test=shares, seed=st.integers(0, 2**32 - 1), kinds=st.integers(1, 12)
)
def test_every_row_is_in_exactly_one_part(count, validation, test, seed, kinds):
    classes = np.random.default_rng(seed).integers(0, kinds, size=count)
    parts = split_rows(count, validation_share=validation, test_share=test, seed=seed, classes=classes)
    assert sorted(np.concatenate(parts).tolist()) == list(range(count))
    if count:
        assert len(parts[0]) > 0


def test_parts_have_the_sizes_asked_for():
    train, validation, test = split_rows(1000, validation_share=0.2, test_share=0.1, seed=1)
    assert (len(train), len(validation), len(test)) == (720, 180, 100)


def test_the_seed_alone_decides():
    def rows(seed):
        return [part.tolist() for part in split_rows(100, validation_share=0.2, test_share=0.1, seed=seed)]

    assert rows(3) == rows(3)
    assert rows(3) != rows(4)


@pytest.mark.parametrize("seed", range(5))
def test_classes_keep_their_shares_in_every_part(seed):
    classes = np.repeat([0, 1, 2], [600, 300, 100])
    for part in split_rows(1000, validation_share=0.25, test_share=0.2, seed=seed, classes=classes):
        assert np.bincount(classes[part]).tolist() == [len(part) * 6 // 10, len(part) * 3 // 10, len(part) // 10]


def test_a_class_of_one_sample_trains():
    classes = np.array([0] * 20 + [1])
    train, validation, test = split_rows(21, validation_share=0.1, test_share=0.1, seed=0, classes=classes)
    assert 20 in train
    assert len(validation) == len(test) == 2


def test_no_share_means_no_rows():
    train, validation, test = split_rows(10, validation_share=0, test_share=0, seed=0)
    assert (len(train), len(validation), len(test)) == (10, 0, 0)

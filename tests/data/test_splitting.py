import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import train_test_split

from builder.data import DataSetInfo, FeatureInfo, TargetInfo, data_sets, describe, load, plan_split
from builder.data.splitting import split_rows

shares = st.floats(0, 0.95)
seeds = st.integers(0, 2**32 - 1)


def info_of(classes, kinds, *, test_samples=0):
    """Returns the info of a set with one sample for each class number."""
    counts = np.bincount(classes, minlength=kinds)
    target = TargetInfo(name="kind", kind="classes", classes=tuple(map(str, range(kinds))), rarest=int(counts.min()))
    return DataSetInfo(
        name="made",
        title="Made",
        summary="",
        kind="table",
        task="classification",
        inputs=(FeatureInfo(name="numbers", shape=(2,)),),
        targets=(target,),
        samples=len(classes),
        test_samples=test_samples,
        licence="",
        source="",
    )


@given(count=st.integers(1, 300), validation=shares, test=shares, seed=seeds, kinds=st.integers(1, 12))
def test_every_row_is_in_one_part_of_the_planned_size(count, validation, test, seed, kinds):
    classes = np.random.default_rng(seed).integers(0, kinds, size=count)
    plan = plan_split(info_of(classes, kinds), validation_share=validation, test_share=test, seed=seed)
    if plan.train == 0:
        assert validation or test, "only a share leaves nothing to train on"
        return
    parts = split_rows(plan, {"kind": classes})
    assert sorted(np.concatenate(parts).tolist()) == list(range(count))
    assert [len(part) for part in parts] == [plan.train, plan.validation, plan.test]


def test_the_rows_are_those_that_scikit_learn_draws():
    classes = np.repeat([0, 1, 2], [60, 30, 10])
    plan = plan_split(info_of(classes, 3), validation_share=0.25, test_share=0.2, seed=7)
    rest, test = train_test_split(np.arange(100), test_size=0.2, stratify=classes, random_state=7)
    train, validation = train_test_split(rest, test_size=0.25, stratify=classes[rest], random_state=7)
    for ours, theirs in zip(split_rows(plan, {"kind": classes}), (train, validation, test), strict=True):
        assert ours.tolist() == theirs.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_classes_keep_their_shares_in_every_part(seed):
    classes = np.repeat([0, 1, 2], [600, 300, 100])
    plan = plan_split(info_of(classes, 3), validation_share=0.25, test_share=0.2, seed=seed)
    for part in split_rows(plan, {"kind": classes}):
        assert np.bincount(classes[part]).tolist() == [len(part) * 6 // 10, len(part) * 3 // 10, len(part) // 10]


def test_a_part_without_room_for_every_class_is_drawn_at_random():
    plan = plan_split(describe("iris"), validation_share=0.01, seed=1)
    assert (plan.train, plan.validation, plan.test) == (133, 2, 15)
    assert (plan.test_by, plan.validation_by) == ("species", None)


def test_a_class_of_one_sample_is_drawn_at_random():
    classes = np.array([0] * 20 + [1])
    plan = plan_split(info_of(classes, 2), validation_share=0.1, test_share=0.1, seed=0)
    assert (plan.train, plan.validation, plan.test) == (16, 2, 3)
    assert (plan.test_by, plan.validation_by) == (None, None)


def test_a_test_part_that_the_set_brings_is_not_drawn_anew():
    classes = np.repeat([0, 1], 50)
    plan = plan_split(info_of(classes, 2, test_samples=30), validation_share=0.2, seed=0)
    assert (plan.train, plan.validation, plan.test) == (80, 20, 0)
    assert (plan.test_by, plan.validation_by) == (None, "kind")


def test_no_share_means_no_rows():
    plan = plan_split(info_of(np.zeros(10, dtype=int), 1), validation_share=0, test_share=0, seed=0)
    assert [len(part) for part in split_rows(plan)] == [10, 0, 0]


@pytest.mark.parametrize("name", [name for name, info in data_sets().items() if info.offline])
def test_what_is_known_before_loading_of_the_rarest_class_is_what_the_set_holds(name):
    for options in ({}, *([{"samples": 101}] if any(o.name == "samples" for o in describe(name).options) else [])):
        known, counted = describe(name, options), load(name, options)
        for target in known.targets:
            if target.rarest:
                held = np.bincount(counted.targets[target.name].reshape(-1), minlength=len(target.classes))
                assert target.rarest == held.min()

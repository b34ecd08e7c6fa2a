"""Choosing which rows train, which validate and which test: what scikit-learn's ``train_test_split`` draws.

How a split is drawn is planned from what is known before anything is loaded, so that a script that was written without
the data draws the same rows.
"""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from builder.data.info import DataSetInfo, TargetInfo

if TYPE_CHECKING:
    from builder.data.arrays import Array

TEST_SHARE = 0.1
"""What is kept for the final test, of a data set that brings no test part of its own."""


@dataclass(frozen=True)
class SplitPlan:
    """How many samples each part gets, and whether classes keep their shares in it.

    ``by`` names the target whose classes do; None where no target has classes, or a class is too rare for two parts.
    ``test`` counts what is drawn for the test, not the test part that a data set brings along.
    """

    train: int
    validation: int
    test: int
    validation_share: float
    test_share: float
    seed: int
    test_by: str | None = None
    validation_by: str | None = None


def plan_split(info: DataSetInfo, *, validation_share: float, seed: int, test_share: float = TEST_SHARE) -> SplitPlan:
    """Returns how the samples are split; ``train`` is 0 where the shares leave none, and then they cannot be.

    Args:
        info: the data set under its options; ``samples`` and the ``rarest`` class of its targets decide.
        validation_share: of what the test part leaves, from 0 to less than 1.
        test_share: of all samples; a test part that the set brings along is kept instead.
    """
    share = 0.0 if info.test_samples else test_share
    target = next((one for one in info.targets if one.kind in ("classes", "binary")), None)
    rest, test = _sizes(info.samples, share)
    rarest = target.rarest if target is not None else 0
    test_by = _evenly(target, rarest, rest, test)
    left = rarest if test == 0 else rarest * rest // info.samples if test_by else 0
    train, validation = _sizes(rest, validation_share)
    return SplitPlan(
        train=train,
        validation=validation,
        test=test,
        validation_share=validation_share,
        test_share=share,
        seed=seed,
        test_by=test_by,
        validation_by=_evenly(target, left, train, validation),
    )


def _sizes(count: int, share: float) -> tuple[int, int]:
    """Returns the sizes of both parts as ``train_test_split`` rounds them: the smaller share up."""
    drawn = ceil(count * share) if share else 0
    return count - drawn, drawn


def _evenly(target: TargetInfo | None, rarest: int, *parts: int) -> str | None:
    """Returns the target to stratify by; scikit-learn needs two samples of a class, and room for all in each part."""
    if target is None or rarest < 2 or min(parts) < len(target.classes):
        return None
    return target.name


def split_rows(plan: SplitPlan, classes: "dict[str, Array] | None" = None) -> "tuple[Array, Array, Array]":
    """Returns the row numbers of the training, validation and test part: disjoint, and every row in one of them.

    Args:
        classes: for each target that the plan names, its (samples,) class numbers.
    """
    import numpy as np

    rows = np.arange(plan.train + plan.validation + plan.test)
    known = classes or {}
    rest, test = _draw(rows, plan.test_share, known.get(plan.test_by or ""), plan.seed)
    train, validation = _draw(rest, plan.validation_share, known.get(plan.validation_by or ""), plan.seed)
    return train, validation, test


def _draw(rows: "Array", share: float, classes: "Array | None", seed: int) -> "tuple[Array, Array]":
    if share == 0:
        return rows, rows[:0]
    from sklearn.model_selection import train_test_split

    stratify = None if classes is None else classes[rows]
    left, drawn = train_test_split(rows, test_size=share, stratify=stratify, random_state=seed)
    return left, drawn

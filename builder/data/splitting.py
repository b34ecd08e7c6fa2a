"""Choosing which rows train, which validate and which test: at random from a seed, classes in equal shares."""

import numpy as np

from builder.data.arrays import Array


def split_rows(
    count: int, *, validation_share: float, test_share: float, seed: int, classes: Array | None = None
) -> tuple[Array, Array, Array]:
    """Returns the row numbers of the training, validation and test part: disjoint, and every row in one of them.

    Args:
        count: how many rows there are.
        validation_share: of the rows that the test part leaves, as in Keras's ``validation_split``.
        test_share: of all rows.
        classes: (count,) class numbers, to give every part the same share of each class.
    """
    random = np.random.default_rng(seed)
    test, rest = _draw(np.arange(count), test_share, classes, random)
    validation, train = _draw(rest, validation_share, classes, random)
    return train, validation, test


def _draw(rows: Array, share: float, classes: Array | None, random: np.random.Generator) -> tuple[Array, Array]:
    """Returns ``share`` of the rows and the others, each in random order; of a share above 0, one row at least."""
    rows = random.permutation(rows)
    wanted = 0 if share == 0 or len(rows) < 2 else min(max(round(len(rows) * share), 1), len(rows) - 1)
    if classes is None:
        return rows[:wanted], rows[wanted:]
    drawn = np.zeros(len(rows), dtype=bool)
    _, class_of, sizes = np.unique(classes[rows], return_inverse=True, return_counts=True)
    for number, quota in enumerate(_quotas(sizes, wanted)):
        drawn[np.flatnonzero(class_of == number)[:quota]] = True
    return rows[drawn], rows[~drawn]


def _quotas(sizes: Array, wanted: int) -> Array:
    """Returns how many of each class make up ``wanted``: whole shares, then one more for the largest remainders."""
    exact = sizes * wanted / max(sizes.sum(), 1)
    quotas: Array = np.floor(exact).astype(int)
    by_remainder = np.argsort(quotas - exact, kind="stable")
    quotas[by_remainder[: wanted - quotas.sum()]] += 1
    return quotas

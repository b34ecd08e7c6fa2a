"""The order of what stands in each row, such that few lines cross (Sugiyama's method by barycentres)."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

SWEEPS = 12
"""Down and up again; more change nothing on the networks that were tried."""

Rows = list[list[str]]


def ordered(rows: Rows, above: Mapping[str, Sequence[str]], below: Mapping[str, Sequence[str]]) -> Rows:
    """Returns the rows in an order with few crossings; where none is better, things stay as they were given.

    Args:
        above: for each item its neighbours in the row above.
        below: likewise.
    """
    best, least = [list(row) for row in rows], crossings(rows, below)
    now = best
    for sweep in range(SWEEPS):
        if least == 0:
            break
        now = _swept(now, above) if sweep % 2 == 0 else _swept(now[::-1], below)[::-1]
        found = crossings(now, below)
        if found < least:
            best, least = now, found
    return best


def crossings(rows: Rows, below: Mapping[str, Sequence[str]]) -> int:
    """Returns how often lines cross.

    >>> crossings([["a", "b"], ["c", "d"]], {"a": ["d"], "b": ["c"]})
    1
    """
    count = 0
    for row, following in pairwise(rows):
        place = {item: number for number, item in enumerate(following)}
        seen: list[int] = []
        for item in row:
            targets = sorted(place[target] for target in below.get(item, ()))
            count += sum(len(seen) - bisect_right(seen, target) for target in targets)
            for target in targets:
                insort(seen, target)
    return count


def _swept(rows: Rows, neighbours: Mapping[str, Sequence[str]]) -> Rows:
    """Puts each item where the mean of its neighbours in the row before is; those without keep their places."""
    result = [list(rows[0])] if rows else []
    for row in rows[1:]:
        place = {item: number for number, item in enumerate(result[-1])}
        means = {
            item: sum(place[other] for other in neighbours[item]) / len(neighbours[item])
            for item in row
            if neighbours.get(item)
        }
        moving = iter(sorted(means, key=means.__getitem__))
        result.append([next(moving) if item in means else item for item in row])
    return result

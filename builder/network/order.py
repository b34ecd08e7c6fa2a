"""Order and reach in any directed graph, given as names and arrows. Iterative, so depth is no limit."""

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush


def sort_topologically(names: Sequence[str], arrows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Returns the names so that each comes after those that point to it, else in the order given (Kahn, 1962).

    Names on a circle, and those that follow from one, are left out; arrows from or to unknown names do not count.

    >>> sort_topologically(["b", "a", "c"], [("a", "b"), ("c", "c")])
    ('a', 'b')
    """
    rank = {name: place for place, name in enumerate(names)}
    waiting = [0] * len(names)
    followers: list[list[int]] = [[] for _ in names]
    for source, target in arrows:
        if source in rank and target in rank:
            followers[rank[source]].append(rank[target])
            waiting[rank[target]] += 1
    ready = [place for place, count in enumerate(waiting) if count == 0]
    order: list[str] = []
    while ready:
        place = heappop(ready)
        order.append(names[place])
        for follower in followers[place]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heappush(ready, follower)
    return tuple(order)


def reach(start: Iterable[str], neighbours: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Returns ``start`` and every name that can be come to from it, from neighbour to neighbour.

    >>> sorted(reach(["a"], {"a": "bc", "b": "a", "c": "", "d": "a"}.__getitem__))
    ['a', 'b', 'c']
    """
    reached = set(start)
    waiting = list(reached)
    while waiting:
        for neighbour in neighbours(waiting.pop()):
            if neighbour not in reached:
                reached.add(neighbour)
                waiting.append(neighbour)
    return frozenset(reached)

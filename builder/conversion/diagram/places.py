"""How far to the right each item of a row stands, such that lines are straight (Brandes & Köpf, 2001).

Long lines are drawn through items of no width, their bends; two bends of one line stand exactly below each other. Items
are aligned with their median neighbours in four ways, and stand in the middle of the four.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from builder.conversion.diagram.rows import Rows

Neighbours = Mapping[str, Sequence[str]]
Apart = Callable[[str, str], float]


def places_in_rows(
    rows: Rows, above: Neighbours, below: Neighbours, *, bends: frozenset[str], apart: Apart
) -> dict[str, float]:
    """Returns the middle of each item.

    Args:
        above: for each item its neighbours in the row above.
        bends: the items that are bends of long lines.
        apart: how far the middles of two neighbours in a row are at least.
    """
    conflicts = _conflicts(rows, above, bends)
    found: list[dict[str, float]] = []
    for upward in (False, True):
        for mirrored in (False, True):
            turned = rows[::-1] if upward else rows
            turned = [row[::-1] for row in turned] if mirrored else turned
            roots = _aligned(turned, below if upward else above, conflicts)
            places = _packed(turned, roots, (lambda a, b: apart(b, a)) if mirrored else apart)
            found.append({item: -place for item, place in places.items()} if mirrored else places)
    return _balanced(found)


def _conflicts(rows: Rows, above: Neighbours, bends: frozenset[str]) -> set[tuple[str, str]]:
    """Returns the lines that cross one between two bends, which goes first."""
    conflicts: set[tuple[str, str]] = set()
    for row, following in pairwise(rows):
        place = {item: number for number, item in enumerate(row)}
        left, scanned = 0, 0
        for number, item in enumerate(following):
            inner = next((other for other in above.get(item, ()) if other in bends), None) if item in bends else None
            if inner is None and number < len(following) - 1:
                continue
            right = place[inner] if inner is not None else len(row)
            for other in following[scanned : number + 1]:
                for neighbour in above.get(other, ()):
                    if (place[neighbour] < left or place[neighbour] > right) and not {other, neighbour} <= bends:
                        conflicts.add((neighbour, other))
            scanned, left = number + 1, right
    return conflicts


def _aligned(rows: Rows, neighbours: Neighbours, conflicts: set[tuple[str, str]]) -> dict[str, str]:
    """Returns for each item the first of the items that stand exactly below each other."""
    roots = {item: item for row in rows for item in row}
    for before, row in pairwise(rows):
        place = {item: number for number, item in enumerate(before)}
        last = -1
        for item in row:
            near = sorted((other for other in neighbours.get(item, ()) if other in place), key=place.__getitem__)
            middle = (len(near) - 1) / 2
            for number in sorted({int(middle), int(middle + 0.5)}) if near else ():
                other = near[number]
                free = (other, item) not in conflicts and (item, other) not in conflicts
                if roots[item] == item and free and last < place[other]:
                    roots[item] = roots[other]
                    last = place[other]
    return roots


def _packed(rows: Rows, roots: Mapping[str, str], apart: Apart) -> dict[str, float]:
    """Returns places as far left as the distances allow, then each stack as far right as its neighbours leave room."""
    before: dict[str, dict[str, float]] = {root: {} for root in roots.values()}
    after: dict[str, dict[str, float]] = {root: {} for root in roots.values()}
    for row in rows:
        for left, right in pairwise(row):
            a, b = roots[left], roots[right]
            distance = max(before[b].get(a, 0.0), apart(left, right))
            before[b][a] = after[a][b] = distance
    order = _in_order(before, after)
    places: dict[str, float] = {}
    for root in order:
        places[root] = max((places[other] + distance for other, distance in before[root].items()), default=0.0)
    for root in reversed(order):
        if after[root]:
            room = min(places[other] - distance for other, distance in after[root].items())
            places[root] = max(places[root], room)
    return {item: places[root] for item, root in roots.items()}


def _in_order(before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]) -> list[str]:
    waiting = {root: len(others) for root, others in before.items()}
    ready = [root for root, count in waiting.items() if count == 0]
    for root in ready:  # grows while it is gone through
        for other in after[root]:
            waiting[other] -= 1
            if waiting[other] == 0:
                ready.append(other)
    return ready


def _balanced(found: list[dict[str, float]]) -> dict[str, float]:
    """Returns the mean of the two middle ones of four places, after moving the four over the narrowest of them."""
    narrowest = min(found, key=lambda places: max(places.values()) - min(places.values()))
    left, right = min(narrowest.values()), max(narrowest.values())
    moved = []
    for number, places in enumerate(found):
        mirrored = number % 2 == 1
        shift = right - max(places.values()) if mirrored else left - min(places.values())
        moved.append({item: place + shift for item, place in places.items()})
    return {item: sum(sorted(places[item] for places in moved)[1:3]) / 2 for item in found[0]}

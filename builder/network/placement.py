"""Places for nodes that join others on the canvas: below what feeds them, over nobody."""

from collections.abc import Iterable, Mapping, Sequence

from builder.network.layout import COLUMN, ROW
from builder.network.model import Position

WIDTH, HEIGHT, GAP = 210.0, 58.0, 10.0
"""The size of a node and the least distance between two, in pixels; as the canvas draws them."""

MOST = 12
"""So many find places beside what is there; of more that outnumber the others, the canvas lays out the whole."""


def place_beside(
    order: Sequence[str],
    arrows: Iterable[tuple[str, str]],
    *,
    standing: Mapping[str, Position],
    wanted: Mapping[str, Position],
) -> dict[str, Position]:
    """Returns a place for each node of ``order``, which follows the arrows; none where all should be laid out anew.

    Args:
        standing: the places of the nodes that stay where they are.
        wanted: places that new nodes take over from those that they replace.

    >>> place_beside(["b"], [("a", "b")], standing={"a": Position(x=10, y=0)}, wanted={})
    {'b': Position(x=10.0, y=116.0)}
    """
    if len(order) > max(MOST, len(standing)) or not standing:
        return {}
    sources: dict[str, list[str]] = {}
    targets: dict[str, list[str]] = {}
    for source, target in arrows:
        sources.setdefault(target, []).append(source)
        targets.setdefault(source, []).append(target)
    places = dict(standing)
    for node_id in order:
        above = [places[source] for source in sources.get(node_id, ()) if source in places]
        below = [places[target] for target in targets.get(node_id, ()) if target in places]
        places[node_id] = _free(wanted.get(node_id) or _beside(above, below, places.values()), places.values())
    return {node_id: places[node_id] for node_id in order}


def _beside(above: list[Position], below: list[Position], others: Iterable[Position]) -> Position:
    if above:
        return Position(x=round(sum(p.x for p in above) / len(above)), y=max(p.y for p in above) + ROW)
    if below:
        return Position(x=below[0].x, y=min(p.y for p in below) - ROW)
    return Position(x=max(p.x for p in others) + COLUMN, y=min(p.y for p in others))


def _free(place: Position, others: Iterable[Position]) -> Position:
    """Returns the place, moved to the right until no node lies under it."""
    taken = tuple(others)
    while any(abs(p.x - place.x) < WIDTH + GAP and abs(p.y - place.y) < HEIGHT + GAP for p in taken):
        place = Position(x=place.x + WIDTH + 4 * GAP, y=place.y)
    return place

"""Finds the stretches of a list of statements that repeat, one inside another, by joining neighbours again and again.

A stretch has one result: every tensor that is made inside it, but the last, is used inside it alone. Two neighbours
are joined wherever their like stand side by side elsewhere too, the commonest first (Larsson and Moffat, 1999); what
they are is told by a number, so that no two stretches are ever compared in full.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.conversion.to_python.steps import CallStatement, Place

LONG = 6
"""Steps of a stretch that is not joined to another where it follows on its like."""


@dataclass(slots=True, eq=False)
class Stretch:
    """A step, or two stretches side by side. Those with the same ``kind`` are alike but for values and tensors."""

    kind: int
    reads: tuple[Place, ...]
    writes: str
    end: int
    size: int = 1
    step: CallStatement | None = None
    parts: "tuple[Stretch, Stretch] | None" = None

    def leaves(self) -> Iterator["Stretch"]:
        if self.parts is None:
            yield self
        else:
            for part in self.parts:
                yield from part.leaves()


def find_stretches(steps: Sequence[CallStatement], results: set[str]) -> list[Stretch]:
    """Returns the steps joined to stretches, in order.

    Args:
        results: the nodes whose tensors are used beyond these steps.
    """
    kinds: dict[Hashable, int] = {}
    stretches = [
        Stretch(
            kind=kinds.setdefault(number if step.token is None else step.token, len(kinds)),
            reads=step.reads,
            writes=step.writes,
            end=number,
            step=step,
        )
        for number, step in enumerate(steps)
    ]
    last_use = _last_uses(steps, results)
    uses = Counter(node_id for step in steps for node_id in {node_id for node_id, _ in step.reads})
    unlike = {stretch.kind for stretch in stretches if stretch.step and stretch.step.token is None}
    while True:
        joined = _join(stretches, last_use, uses, kinds, unlike)
        if len(joined) == len(stretches):
            return joined
        stretches = joined


def _last_uses(steps: Sequence[CallStatement], results: set[str]) -> dict[str, int]:
    """Returns for each node the number of the last step that reads from it."""
    uses = {node_id: number for number, step in enumerate(steps) for node_id, _ in step.reads}
    return uses | dict.fromkeys(results, len(steps))


def _join(
    stretches: list[Stretch],
    last_use: dict[str, int],
    uses: dict[str, int],
    kinds: dict[Hashable, int],
    unlike: set[int],
) -> list[Stretch]:
    """Joins the neighbours that are most often side by side, and those that are nearly as often."""
    pairs: dict[Hashable, list[int]] = {}
    alone = unlike | _in_rows(stretches, last_use)
    for place in range(len(stretches) - 1):
        left, right = stretches[place], stretches[place + 1]
        if last_use.get(left.writes, -1) <= right.end and left.kind not in alone and right.kind not in alone:
            pairs.setdefault((left.kind, right.kind, _links(left, right)), []).append(place)
    repeated = {key: places for key, places in pairs.items() if len(places) > 1}
    if not repeated:
        return stretches
    weights = {key: _weight(stretches, places, uses) for key, places in repeated.items()}
    most = max(weights.values())
    taken: dict[int, Hashable] = {}
    for key, places in sorted(repeated.items(), key=lambda pair: (-weights[pair[0]], pair[1][0])):
        if 2 * weights[key] <= most:
            break
        free = [place for place in places if place not in taken and place + 1 not in taken and place - 1 not in taken]
        free = _apart(free)
        if len(free) > 1:
            taken.update(dict.fromkeys(free, key))
    return _joined(stretches, taken, kinds)


def _in_rows(stretches: list[Stretch], last_use: dict[str, int]) -> set[int]:
    """Returns the kinds of long stretches, or of those in long rows, that follow on their like: a loop writes them."""
    found: set[int] = set()
    length = 1
    for left, right in pairwise(stretches):
        length = length + 1 if left.kind == right.kind and last_use.get(left.writes, -1) <= right.end else 1
        if left.parts is not None and length > 1 and (length > 2 or left.size >= LONG):
            found.add(left.kind)
    return found


def _weight(stretches: list[Stretch], places: list[int], uses: dict[str, int]) -> float:
    """Returns how often the pair occurs; more where it is a mere chain, for people begin anew where tensors part."""
    return len(places) * (1.5 if uses[stretches[places[0]].writes] == 1 else 1.0)


def _apart(places: list[int]) -> list[int]:
    """Leaves out places whose pair overlaps the one before."""
    kept: list[int] = []
    for place in places:
        if not kept or place > kept[-1] + 1:
            kept.append(place)
    return kept


def _links(left: Stretch, right: Stretch) -> Hashable:
    """Returns where each tensor that flows into ``right`` comes from: from ``left``, or from where another does."""
    if len(right.reads) == 1:
        return right.reads[0][1]
    known = {place: number for number, place in enumerate(left.reads)}
    return tuple(
        -1 - place[1] if place[0] == left.writes else known.setdefault(place, len(known)) for place in right.reads
    )


def _joined(stretches: list[Stretch], taken: dict[int, Hashable], kinds: dict[Hashable, int]) -> list[Stretch]:
    found: list[Stretch] = []
    place = 0
    while place < len(stretches):
        left = stretches[place]
        if place not in taken:
            found.append(left)
            place += 1
            continue
        right = stretches[place + 1]
        reads = dict.fromkeys(left.reads) | dict.fromkeys(p for p in right.reads if p[0] != left.writes)
        kind = kinds.setdefault(taken[place], len(kinds))
        found.append(Stretch(kind, tuple(reads), right.writes, right.end, left.size + right.size, parts=(left, right)))
        place += 2
    return found

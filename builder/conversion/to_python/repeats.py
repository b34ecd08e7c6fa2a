"""Which repeated stretches of statements deserve a function of their own."""

from collections import Counter
from collections.abc import Sequence

from builder.conversion.to_python.grammar import Stretch

SHORT = 16
"""So many statements in a row read well; a function of no more is not cut into smaller functions."""

OVERHEAD = 4
"""What a function costs in lines beside its statements: its head, its return and the blank lines around it."""

MOST_INPUTS = 3


def choose_functions(stretches: Sequence[Stretch]) -> dict[int, bool]:
    """Returns the kinds of stretches to be written as functions; whether all inside is written out there, or calls
    smaller functions.
    """
    bodies, sizes, wide = _bodies(stretches)
    top = [stretch.kind for stretch in stretches]
    for kind in wide:
        _dissolve(kind, bodies, top)
    _settle(bodies, top)
    flat = {kind for kind in bodies if sizes[kind] <= SHORT}
    for kind in flat:
        bodies[kind] = [-1] * sizes[kind]
    _settle(bodies, top)
    return {kind: kind in flat for kind in bodies}


def _bodies(stretches: Sequence[Stretch]) -> tuple[dict[int, list[int]], dict[int, int], list[int]]:
    """Returns what each kind is made of, how many steps it has, and the kinds that take too many tensors."""
    bodies: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    wide: list[int] = []

    def add(stretch: Stretch) -> None:
        if stretch.kind in sizes:
            return
        if stretch.parts is None:
            sizes[stretch.kind] = 1
            return
        for part in stretch.parts:
            add(part)
        bodies[stretch.kind] = [part.kind for part in stretch.parts]
        sizes[stretch.kind] = sum(sizes[part.kind] for part in stretch.parts)
        if not 1 <= len(stretch.reads) <= MOST_INPUTS:
            wide.append(stretch.kind)

    for stretch in stretches:
        add(stretch)
    return bodies, sizes, wide


def _settle(bodies: dict[int, list[int]], top: list[int]) -> None:
    """Dissolves the functions that are called once, then those that save nothing, the outer ones first."""
    while True:
        counts = Counter(top)
        for body in bodies.values():
            counts.update(body)
        once = [kind for kind in bodies if counts[kind] <= 1]
        if not once:
            once = [kind for kind, body in bodies.items() if not is_shorter(len(body), counts[kind])][-1:]
        if not once:
            return
        for kind in sorted(once, reverse=True):
            _dissolve(kind, bodies, top)


def is_shorter(size: int, count: int) -> bool:
    """Says whether a function of ``size`` statements saves lines where it is called ``count`` times."""
    return size * count >= size + count + OVERHEAD


def _dissolve(kind: int, bodies: dict[int, list[int]], top: list[int]) -> None:
    inside = bodies.pop(kind)
    for body in (top, *bodies.values()):
        if kind in body:
            body[:] = [part for whole in body for part in (inside if whole == kind else [whole])]

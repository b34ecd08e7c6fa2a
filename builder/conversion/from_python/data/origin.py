"""Where an array comes from: which loader gave it, which rows it holds, and what was done with its values."""

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class LoaderCall:
    """One call of a loader, such as ``keras.datasets.mnist.load_data()``; two equal calls give the same data."""

    loader: str
    arguments: tuple[tuple[str, Any], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Draw:
    """One part of a random split: ``share`` of the rows (of the count, where it is whole) went into part 1."""

    number: int
    part: int
    share: float
    seed: Any = None
    stratified: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a data set, in ranges over all that its loader gives (the test part behind the training part).

    ``draws`` are the random splits that these rows went through; ``count`` is what they left.
    """

    ranges: tuple[tuple[int, int], ...]
    count: int
    draws: tuple[Draw, ...] = ()

    @classmethod
    def between(cls, start: int, stop: int) -> "Rows":
        return cls(((start, stop),), stop - start)

    def cut(self, start: int, stop: int) -> "Rows | None":
        """Returns the rows at these places; None where a random order decides which they are."""
        if (start, stop) == (0, self.count):
            return self
        return None if self.draws else self._at(((start, stop),))

    def pick(self, places: "Rows") -> "Rows | None":
        """Returns the rows whose places the other rows are; None where that cannot be said."""
        if places.ranges == ((0, self.count),):
            return Rows(self.ranges, places.count, (*self.draws, *places.draws))
        found = None if self.draws or any(stop > self.count for _, stop in places.ranges) else self._at(places.ranges)
        return None if found is None else Rows(found.ranges, places.count, places.draws)

    def _at(self, places: tuple[tuple[int, int], ...]) -> "Rows":
        ranges: list[tuple[int, int]] = []
        for start, stop in places:
            passed = 0
            for first, last in self.ranges:
                low, high = max(start - passed, 0), min(stop - passed, last - first)
                if low < high:
                    ranges.append((first + low, first + high))
                passed += last - first
        return Rows(_merged(ranges), sum(stop - start for start, stop in ranges))

    def joined(self, other: "Rows") -> "Rows | None":
        """Returns these rows and then the others; None where either went through a random split."""
        if self.draws or other.draws:
            return None
        return Rows(_merged([*self.ranges, *other.ranges]), self.count + other.count)

    def drawn(self, draw: Draw, count: int) -> "Rows":
        return Rows(self.ranges, count, (*self.draws, draw))


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Joins ranges that follow each other."""
    found: list[tuple[int, int]] = []
    for start, stop in ranges:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Calculation:
    """Something done with the values: "divide" by 255, "mean" along an axis. ``operands`` are plain or origins."""

    name: str
    operands: tuple[Any, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """What an array holds: ``part`` of what was loaded ("data", "target"), its rows, and the steps since."""

    loaded: LoaderCall
    part: str
    rows: Rows
    steps: tuple[Calculation, ...] = ()

    def after(self, name: str, *operands: Any, line: int = 0) -> "Origin":
        return replace(self, steps=(*self.steps, Calculation(name, operands, line)))

    def of(self, rows: Rows) -> "Origin":
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The origin of ``np.arange(...)``: whole numbers in a row, or what a random split left of them."""

    rows: Rows

    def of(self, rows: Rows) -> "Numbers":
        return Numbers(rows)

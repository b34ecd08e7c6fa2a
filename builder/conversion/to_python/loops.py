"""Loops in the place of stretches of statements that repeat one after another, each on what the one before gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.conversion.to_python.layout import INDENT, WIDTH, Expression, Joined, call, lay_out, sequence
from builder.conversion.to_python.name_patterns import is_counter
from builder.conversion.to_python.steps import CallStatement, Place
from builder.conversion.to_python.unify import Variable, unify
from builder.conversion.to_python.values import value_of

LONGEST = 12
"""Statements in the body of a loop."""

MOST_VARIABLES = 4
SAVED = 2
"""Lines that a loop must save at least."""

MOST_EFFORT = 200_000
"""Statements that may be tried in loops: thousands in a row that make no loop would be tried from each place on."""


@dataclass(frozen=True, slots=True)
class ForLoop:
    """A loop whose every round reads the tensor that the round before gave, as ``x``.

    ``body`` is the first round, ``node_ids`` are for each of its statements the nodes of all rounds.
    """

    header: Expression
    body: list[CallStatement]
    carry: Place
    reads: tuple[Place, ...]
    writes: str
    node_ids: list[tuple[str, ...]]
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    size: int
    rounds: int
    saved: int
    """Lines, as far as they can be told before they are written."""

    @property
    def end(self) -> int:
        return self.start + self.size * self.rounds


def with_loops(steps: Sequence[CallStatement], results: set[str], taken: set[str]) -> list[CallStatement | ForLoop]:
    """Returns the steps with loops in the place of what repeats.

    Args:
        results: the nodes whose tensors are used beyond these steps.
        taken: identifiers in use, to which those of the loops are added; loops may take the same ones.
    """
    scan = _Scan(steps, results)
    found = [run for start in range(len(steps)) for run in scan.runs_from(start)]
    at = {(run.size, run.start): run for run in found}
    tried: dict[_Run, ForLoop | None] = {}
    chosen: dict[int, tuple[_Run, ForLoop]] = {}
    busy = bytearray(len(steps))
    names: set[str] = set()
    effort = 0
    for run in sorted(found, key=lambda run: (-run.saved, run.size, run.start)):
        if _is_any(busy, run) or effort > MOST_EFFORT:
            continue
        near = (at.get((run.size, start)) for start in range(run.start - run.size, run.start + run.size + 1))
        turned = [run, *(other for other in near if other and other is not run and _is_turned(other, run, busy))]
        for other in turned:
            if other not in tried:
                tried[other] = _loop(steps, other, scan.carry(other), set(taken))
                effort += other.end - other.start
        loops = [(other, tried[other]) for other in turned]
        written = [(len(loop.variables), -other.saved, other.start, other, loop) for other, loop in loops if loop]
        if written:
            *_, run, loop = min(written, key=lambda row: row[:3])
            chosen[run.start] = run, loop
            names.update(loop.variables)
            busy[run.start : run.end] = b"\1" * (run.end - run.start)
    taken |= names
    items: list[CallStatement | ForLoop] = []
    number = 0
    while number < len(steps):
        if number in chosen:
            run, loop = chosen[number]
            items.append(loop)
            number = run.end
        else:
            items.append(steps[number])
            number += 1
    return items


def _is_any(busy: bytearray, run: _Run) -> bool:
    return busy.find(1, run.start, run.end) >= 0


def _is_turned(other: _Run, run: _Run, busy: bytearray) -> bool:
    """Says whether another run of the same size, that begins near, has the same rounds, or all but the first."""
    return other.rounds >= run.rounds - 1 and not _is_any(busy, other)


class _Scan:
    """Finds how often the statements from one place on repeat."""

    def __init__(self, steps: Sequence[CallStatement], results: set[str]) -> None:
        self._steps = steps
        self._places = {step.writes: number for number, step in enumerate(steps)}
        self._last_use = {node_id: number for number, step in enumerate(steps) for node_id, _ in step.reads}
        self._last_use |= dict.fromkeys(results, len(steps))
        self._lines = [_lines_of(step) for step in steps]
        kinds: dict[object, int] = {None: 0}
        self._kinds = [kinds.setdefault(step.token, len(kinds)) for step in steps]
        """A number for each token, which is compared sooner; 0 for a statement that no loop can hold."""
        self._rows: dict[int, tuple[list[int], list[int]]] = {}

    def runs_from(self, start: int) -> Iterator[_Run]:
        kind = self._kinds[start]
        if kind == 0:
            return
        for size in range(1, min(LONGEST, (len(self._steps) - start) // 2) + 1):
            if self._kinds[start + size] == kind and not self._is_row(start, size):
                rounds = self._rounds(start, size)
                saved = sum(self._lines[start + size : start + size * rounds]) - 1
                is_long = size * rounds - size - 1 >= SAVED or rounds > 2
                if rounds > 1 and is_long and saved >= SAVED:
                    yield _Run(start, size, rounds, saved)

    def _is_row(self, start: int, size: int) -> bool:
        """Says whether what would be one round is some rounds already."""
        kinds = self._kinds[start : start + size]
        return any(size % part == 0 and kinds == kinds[:part] * (size // part) for part in range(1, size // 2 + 1))

    def carry(self, run: _Run) -> Place:
        """Returns the tensor that the first round reads where the others read what the round before gave."""
        end = self._steps[run.start + run.size - 1].writes
        second = self._steps[run.start + run.size].reads
        return next(a for a, b in zip(self._steps[run.start].reads, second, strict=True) if b[0] == end)

    def _rounds(self, start: int, size: int) -> int:
        """Returns how often the statements from here on follow on each other, each round closed but for its end."""
        if size not in self._rows:
            self._rows[size] = self._rows_of(size)
        rounds, opening = self._rows[size]
        return min(rounds[start], (opening[start] - start + 1) // size)

    def _rows_of(self, size: int) -> tuple[list[int], list[int]]:
        """Returns for each place how many rounds of this size follow on each other, told from the last place on, and
        the first statement of theirs whose tensor is used outside its round.
        """
        count = len(self._steps)
        rounds, opening = [1] * count, [count] * count
        flows: list[_Flow | None] = [None] * count
        for start in reversed(range(count)):
            after = start + size
            inside = self._opening(start, size)
            opening[start] = inside if inside is not None else opening[after] if after < count else count
            if after + size > count:
                continue
            flow = flows[start] = self._flow(start, size)
            if flow is not None:
                rounds[start] = rounds[after] + 1 if flows[after] == flow else 2
        return rounds, opening

    def _flow(self, start: int, size: int) -> "_Flow | None":
        """Returns what flows into a round and the one after it; None where the two are unlike."""
        kinds = self._kinds[start : start + size]
        if 0 in kinds or kinds != self._kinds[start + size : start + 2 * size]:
            return None
        before = self._steps[start + size - 1].writes
        pattern: list[bool] = []
        carried: set[Place] = set()
        constant: set[Place] = set()
        for offset in range(size):
            first, other = self._steps[start + offset], self._steps[start + size + offset]
            if len(first.reads) != len(other.reads):
                return None
            for read, there in zip(first.reads, other.reads, strict=True):
                place = self._places.get(read[0], -1)
                is_carried = place < start and there[0] == before and offset == 0
                pattern.append(is_carried)
                expected = read if place < start else (self._steps[place + size].writes, read[1])
                if is_carried:
                    carried.add(read)
                elif there != expected:
                    return None
                elif place < start:
                    constant.add(read)
        return _Flow(pattern, constant) if len(carried) == 1 and not carried & constant else None

    def _opening(self, start: int, size: int) -> int | None:
        """Returns the first statement of a round whose tensor is used outside it, or for its last, beyond the next."""
        end = start + size - 1
        for number in range(start, min(end + 1, len(self._steps))):
            limit = end + (size if number == end else 0)
            if self._last_use.get(self._steps[number].writes, -1) > limit:
                return number
        return None


@dataclass(frozen=True, slots=True)
class _Flow:
    """Which of the tensors that flow into a round come from the round before, and those that every round reads."""

    pattern: list[bool]
    constant: set[Place]


def _lines_of(step: CallStatement) -> int:
    """Returns about how many lines the statement takes."""
    lengths = [len(str(slot[-1])) + len(str(value)) + 4 for slot, value in step.values.items()]
    whole = 24 + sum(lengths)
    return 1 if whole <= WIDTH else 3 if sum(lengths) <= WIDTH - 3 * INDENT else 2 + len(lengths)


def _loop(steps: Sequence[CallStatement], run: _Run, carry: Place, taken: set[str]) -> ForLoop | None:
    rows = [steps[place : place + run.size] for place in range(run.start, run.end, run.size)]
    unified = unify(rows, taken, numbers=True)
    if unified is None or len(unified[1]) > (MOST_VARIABLES if run.rounds > 2 else 1):
        return None
    body, variables = unified
    lists_values = any(variable is not _counter_of(variables) for variable in variables)
    if lists_values and run.rounds > WIDTH // len("1, ") and run.saved + 1 - (run.rounds + 2) < SAVED:
        return None  # each value would have a line of its own, between brackets on lines of their own
    header = _header(variables, run.rounds)
    if run.saved + 1 - len(lay_out(header, indent=INDENT)) < SAVED:
        return None
    inside = {step.writes for row in rows for step in row}
    reads = (carry, *(place for step in rows[0] for place in step.reads if place[0] not in inside))
    node_ids = [tuple(node_id for step in same for node_id in step.node_ids) for same in zip(*rows, strict=True)]
    return ForLoop(
        header,
        body,
        carry,
        tuple(dict.fromkeys(reads)),
        rows[-1][-1].writes,
        node_ids,
        tuple(variable.name for variable in variables),
    )


def _header(variables: list[Variable], rounds: int) -> Expression:
    if not variables:
        return Joined(("for _ in ", call("range", str(rounds)), ":"))
    counter = _counter_of(variables)
    others = [variable for variable in variables if variable is not counter]
    if not others and counter is not None:
        return Joined((f"for {counter.name} in ", _range(counter.values), ":"))
    names = ", ".join(variable.name for variable in others)
    values = _values(others)
    if counter is None or counter.values[1] - counter.values[0] != 1:
        names = ", ".join(variable.name for variable in variables)
        return Joined((f"for {names} in ", _values(variables), ":"))
    if len(others) > 1:
        names = f"({names})"
    start = [f"start={counter.values[0]}"] if counter.values[0] else []
    return Joined((f"for {counter.name}, {names} in ", call("enumerate", values, *start), ":"))


def _counter_of(variables: list[Variable]) -> Variable | None:
    return next((v for v in variables if v.root == "number" and is_counter(v.values)), None)


def _range(values: tuple[int, ...]) -> Joined:
    step = values[1] - values[0]
    end = values[-1] + (step if step == 1 else 1)
    arguments = [str(values[0]), str(end)] if values[0] or step != 1 else [str(end)]
    return call("range", *arguments, *([str(step)] if step != 1 else []))


def _values(variables: list[Variable]) -> Expression:
    rows = [
        tuple(value_of(variable.spec, value) for variable, value in zip(variables, row, strict=True))
        for row in zip(*(variable.values for variable in variables), strict=True)
    ]
    if len(variables) == 1:
        return sequence(tuple(row[0] for row in rows), brackets="()")
    return sequence(tuple(sequence(row, brackets="()") for row in rows))

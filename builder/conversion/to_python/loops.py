"""Loops in the place of stretches of statements that repeat one after another, each on what the one before gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.conversion.to_python.layout import INDENT, WIDTH, Expression, Run, call, lay_out, sequence
from builder.conversion.to_python.name_patterns import is_counter
from builder.conversion.to_python.steps import Place, Step
from builder.conversion.to_python.unify import Variable, unify
from builder.conversion.to_python.values import value_of

LONGEST = 12
"""Statements in the body of a loop."""

MOST_VARIABLES = 4
SAVED = 2
"""Lines that a loop must save at least."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop whose every round reads the tensor that the round before gave, as ``x``.

    ``body`` is the first round, ``node_ids`` are for each of its statements the nodes of all rounds.
    """

    header: Expression
    body: list[Step]
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


def with_loops(steps: Sequence[Step], results: set[str], taken: set[str]) -> list[Step | Loop]:
    """Returns the steps with loops in the place of what repeats.

    Args:
        results: the nodes whose tensors are used beyond these steps.
        taken: identifiers in use, to which those of the loops are added; loops may take the same ones.
    """
    scan = _Scan(steps, results)
    found = [run for start in range(len(steps)) for run in scan.runs_from(start)]
    of_size: dict[int, list[_Run]] = {}
    for run in found:
        of_size.setdefault(run.size, []).append(run)
    tried: dict[_Run, Loop | None] = {}
    chosen: dict[int, tuple[_Run, Loop]] = {}
    busy: set[int] = set()
    names: set[str] = set()
    for run in sorted(found, key=lambda run: (-run.saved, run.size, run.start)):
        places = set(range(run.start, run.end))
        if places & busy:
            continue
        turned = [run, *(other for other in of_size[run.size] if other is not run and _is_turned(other, run, busy))]
        tried |= {other: _loop(steps, other, scan.carry(other), set(taken)) for other in turned if other not in tried}
        loops = [(other, tried[other]) for other in turned]
        written = [(len(loop.variables), -other.saved, other.start, other, loop) for other, loop in loops if loop]
        if written:
            *_, run, loop = min(written, key=lambda row: row[:3])
            places = set(range(run.start, run.end))
            chosen[run.start] = run, loop
            names.update(loop.variables)
            busy |= places
    taken |= names
    items: list[Step | Loop] = []
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


def _is_turned(other: _Run, run: _Run, busy: set[int]) -> bool:
    """Says whether another run of the same size has the same rounds but for where they begin, or lacks the first."""
    return (
        abs(other.start - run.start) <= run.size
        and other.rounds >= run.rounds - 1
        and not busy & set(range(other.start, other.end))
    )


class _Scan:
    """Finds how often the statements from one place on repeat."""

    def __init__(self, steps: Sequence[Step], results: set[str]) -> None:
        self._steps = steps
        self._places = {step.writes: number for number, step in enumerate(steps)}
        self._last_use = {node_id: number for number, step in enumerate(steps) for node_id, _ in step.reads}
        self._last_use |= dict.fromkeys(results, len(steps))
        self._lines = [_lines_of(step) for step in steps]
        kinds: dict[object, int] = {None: 0}
        self._kinds = [kinds.setdefault(step.token, len(kinds)) for step in steps]
        """A number for each token, which is compared sooner; 0 for a statement that no loop can hold."""

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
        rounds = 1
        pattern = self._follows(start, size, 1)
        while pattern is not None and start + (rounds + 1) * size <= len(self._steps):
            if rounds > 1 and self._follows(start, size, rounds) != pattern:
                break
            rounds += 1
        while rounds > 1 and not self._is_closed(start, size, rounds):
            rounds -= 1
        return rounds

    def _follows(self, start: int, size: int, number: int) -> list[bool] | None:
        """Returns which of the tensors that flow in come from the round before; None for a round unlike the first."""
        shift = number * size
        kinds = self._kinds[start : start + size]
        if 0 in kinds or kinds != self._kinds[start + shift : start + shift + size]:
            return None
        before = self._steps[start + shift - 1].writes
        pattern: list[bool] = []
        carried: set[Place] = set()
        constant: set[Place] = set()
        for offset in range(size):
            first, other = self._steps[start + offset], self._steps[start + shift + offset]
            if len(first.reads) != len(other.reads):
                return None
            for read, there in zip(first.reads, other.reads, strict=True):
                place = self._places.get(read[0], -1)
                is_carried = place < start and there[0] == before and offset == 0
                pattern.append(is_carried)
                expected = read if place < start else (self._steps[place + shift].writes, read[1])
                if is_carried:
                    carried.add(read)
                elif there != expected:
                    return None
                elif place < start:
                    constant.add(read)
        return pattern if len(carried) == 1 and not carried & constant else None

    def _is_closed(self, start: int, size: int, rounds: int) -> bool:
        """Says whether what each round makes is used inside it, but for what it hands on to the next."""
        for number in range(start, start + size * rounds - 1):
            end_of_round = number - (number - start) % size + size - 1
            limit = end_of_round + (size if number == end_of_round else 0)
            if self._last_use.get(self._steps[number].writes, -1) > limit:
                return False
        return True


def _lines_of(step: Step) -> int:
    """Returns about how many lines the statement takes."""
    lengths = [len(str(slot[-1])) + len(str(value)) + 4 for slot, value in step.values.items()]
    whole = 24 + sum(lengths)
    return 1 if whole <= WIDTH else 3 if sum(lengths) <= WIDTH - 3 * INDENT else 2 + len(lengths)


def _loop(steps: Sequence[Step], run: _Run, carry: Place, taken: set[str]) -> Loop | None:
    rows = [steps[place : place + run.size] for place in range(run.start, run.end, run.size)]
    unified = unify(rows, taken, numbers=True)
    if unified is None or len(unified[1]) > (MOST_VARIABLES if run.rounds > 2 else 1):
        return None
    body, variables = unified
    header = _header(variables, run.rounds)
    if run.saved + 1 - len(lay_out(header, indent=INDENT)) < SAVED:
        return None
    inside = {step.writes for row in rows for step in row}
    reads = (carry, *(place for step in rows[0] for place in step.reads if place[0] not in inside))
    node_ids = [tuple(node_id for step in same for node_id in step.node_ids) for same in zip(*rows, strict=True)]
    return Loop(
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
        return Run(("for _ in ", call("range", str(rounds)), ":"))
    counter = next((v for v in variables if v.root == "number" and is_counter(v.values)), None)
    others = [variable for variable in variables if variable is not counter]
    if not others and counter is not None:
        return Run((f"for {counter.name} in ", _range(counter.values), ":"))
    names = ", ".join(variable.name for variable in others)
    values = _values(others)
    if counter is None or counter.values[1] - counter.values[0] != 1:
        names = ", ".join(variable.name for variable in variables)
        return Run((f"for {names} in ", _values(variables), ":"))
    if len(others) > 1:
        names = f"({names})"
    start = [f"start={counter.values[0]}"] if counter.values[0] else []
    return Run((f"for {counter.name}, {names} in ", call("enumerate", values, *start), ":"))


def _range(values: tuple[int, ...]) -> Run:
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

"""Which rows train, validate and test, as far as a recipe says it: a share that validates, a number of samples."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.matching import Match
from builder.conversion.from_python.data.origin import Origin, Rows
from builder.conversion.from_python.keras.fit_arguments import is_share
from builder.conversion.from_python.language.values import Array
from builder.data import DataSetInfo, describe, plan_split
from builder.data.splitting import TEST_SHARE
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


@dataclass(slots=True)
class Parts:
    validation_share: float | None = None
    options: Config = field(default_factory=dict)


def read_parts(
    run: "KerasInterpreter", found: Match, rows: list[Rows], given: dict[str, Any], *, is_fit: bool
) -> Parts:
    """Returns what the rows of ``fit`` come to; what a recipe does otherwise is remarked."""
    parts = Parts()
    if not is_fit:
        return parts
    train = rows[0]
    line = max((draw.line for draw in train.draws), default=0) or given["line"]
    if any(other != train for other in rows):
        found.remarks.append((line, "What goes in and what is to be learned are of different rows here."))
    split = given.get("validation_split")
    validation = _validation_rows(given.get("validation_data"))
    before = train
    if given.get("validation_data") is not None:
        carved = (
            None if validation is None else _carved(train, validation, describe(found.info.name, found.options).samples)
        )
        parts.validation_share, before = carved if carved and is_share(carved[0]) else (None, train)
    elif split is None or is_share(split):
        parts.validation_share = float(split or 0)
    info, kept = _samples(found, before)
    if kept is not None:
        parts.options["samples"] = kept
    seed = run.session.seed or 0
    if parts.validation_share is None or not _is_drawn_alike(info, train, before, parts.validation_share, seed):
        found.remarks.append((line, _told(info, parts.validation_share)))
    if found.measured is not None and found.measured != train:
        found.remarks.append((line, "The scaling is measured on the training part alone, not on the rows as here."))
    return parts


def _validation_rows(data: Any) -> Rows | None:
    first = data[0] if isinstance(data, (list, tuple)) and data else None
    if isinstance(first, dict):
        first = next(iter(first.values()), None)
    while isinstance(first, (list, tuple)) and first:
        first = first[0]
    return first.origin.rows if isinstance(first, Array) and isinstance(first.origin, Origin) else None


def _carved(train: Rows, validation: Rows, samples: int) -> tuple[float, Rows] | None:
    """Returns the share that validation took, and the rows before; None where both were never one part.

    Args:
        samples: how many there are outside the test part that the set brings along.
    """
    if train.draws and validation.draws and train.ranges == validation.ranges:
        kept, taken = train.draws[-1], validation.draws[-1]
        same = train.draws[:-1] == validation.draws[:-1] and kept.number == taken.number
        if same and (kept.part, taken.part) == (0, 1):
            return kept.share, Rows(train.ranges, train.count + validation.count, train.draws[:-1])
        if same and (kept.part, taken.part) == (1, 0):
            return 1 - kept.share, Rows(train.ranges, train.count + validation.count, train.draws[:-1])
    for first, second in ((train, validation), (validation, train)):
        whole = first.joined(second)
        if whole is not None and len(whole.ranges) == 1 and whole.ranges[0][1] <= samples:
            return round(validation.count / whole.count, 6), whole
    return None


def _samples(found: Match, rows: Rows) -> tuple[DataSetInfo, int | None]:
    """Returns the data set as the recipe has it, and how many samples of a larger one are taken."""
    info = describe(found.info.name, found.options)
    spec = next((one for one in info.options if one.name == "samples"), None)
    count = rows.count
    if spec is None or spec.default is not None or rows.draws or rows.ranges != ((0, count),) or count >= info.samples:
        return info, None
    if count < (spec.minimum or 0):
        return info, None
    return describe(found.info.name, {**found.options, "samples": count}), count


def _is_drawn_alike(info: DataSetInfo, train: Rows, before: Rows, share: float, seed: int) -> bool:
    """Whether a recipe trains on the very same rows: all of the set, split as it splits them.

    Args:
        before: the rows from which the validation part was taken.
    """
    plan = plan_split(info, validation_share=share, seed=seed)
    draws: list[tuple[float, bool]] = [] if info.test_samples else [(TEST_SHARE, plan.test_by is not None)]
    if before is not train:
        draws.append((share, plan.validation_by is not None))
    return train.ranges == ((0, info.samples),) and [
        (draw.part, draw.share, draw.stratified, draw.seed) for draw in train.draws
    ] == [(0, share, evenly, seed) for share, evenly in draws]


def _told(info: DataSetInfo, share: float | None) -> str:
    test = "keeps its own test part" if info.test_samples else f"keeps {TEST_SHARE:.0%} of the samples for the test"
    what = "a share of the rest validates" if share is None else f"{share:.0%} of the rest validate"
    if share == 0:
        what = "none validate"
    return f"The recipe splits the samples in its own way: {info.title} {test}, and {what}, drawn by the recipe's seed."

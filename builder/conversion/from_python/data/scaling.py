"""What a source did with the values of a feature, as one of the scalings that a data set has."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.conversion.from_python.data.origin import Calculation, Origin, Rows
from builder.data import FeatureInfo
from builder.data.info import Scaling

_AFFINE = frozenset({"add", "subtract", "multiply", "divide"})
_OF_VALUES = _AFFINE | {
    "StandardScaler",
    "MinMaxScaler",
    "RobustScaler",
    "MaxAbsScaler",
    "clip",
    "normalize",
    "power",
    "round down",
}
"""Steps that change how large values are, and nothing of what they mean."""
_LEAST = 1e-5


@dataclass(frozen=True, slots=True)
class ScalingFound:
    """``scaling`` is the nearest; ``line`` is that of a step that makes it another, 0 where it is exactly this one."""

    scaling: Scaling
    line: int = 0
    measured: Rows | None = None
    """The rows that were measured for it, where any were."""


def read_scaling(
    steps: Sequence[Calculation], feature: FeatureInfo, made_by: tuple[Calculation, ...]
) -> ScalingFound | None:
    """Returns the scaling that the steps come to; None where they change more than how large the values are.

    Args:
        made_by: the steps that made the feature, before these.
    """
    if any(step.name not in _OF_VALUES for step in steps):
        return None
    fixed = _fixed(steps, feature)
    found = fixed or _measured(tuple(steps), feature, made_by)
    if found is not None:
        return found
    return ScalingFound("unit" if feature.maximum is not None else "standard", line=max(step.line for step in steps))


def is_affine(steps: Sequence[Calculation]) -> bool:
    return all(step.name in _AFFINE and isinstance(step.operands[0], (int, float)) for step in steps)


def _fixed(steps: Sequence[Calculation], feature: FeatureInfo) -> ScalingFound | None:
    """Returns the scaling by numbers that the source writes down, where it is one of a data set."""
    if not is_affine(steps):
        return None
    zero, one = (_applied(steps, value) for value in (0.0, 1.0))
    if (zero, one) == (0.0, 1.0):
        return ScalingFound("none")
    if feature.minimum is None or feature.maximum is None:
        return None
    ends = (_applied(steps, feature.minimum), _applied(steps, feature.maximum))
    is_unit = abs(ends[0]) < _LEAST and abs(ends[1] - 1) < _LEAST
    return ScalingFound("unit") if is_unit else None


def _applied(steps: Sequence[Calculation], value: float) -> float:
    for step in steps:
        number = step.operands[0]
        match step.name:
            case "add":
                value += number
            case "subtract":
                value -= number
            case "multiply":
                value *= number
            case _:
                value = value / number if number else float("nan")
    return value


def _measured(
    steps: tuple[Calculation, ...], feature: FeatureInfo, made_by: tuple[Calculation, ...]
) -> ScalingFound | None:
    """Returns the scaling by what was measured on the data, where a data set measures the same."""
    before, last = steps[:-1], steps[-1]
    if last.name in ("StandardScaler", "MinMaxScaler"):
        of = last.operands[0]
        if not isinstance(of, Origin) or of.steps != made_by + before or not feature.names or not is_affine(before):
            return None
        if last.name == "MinMaxScaler" and feature.maximum is not None:
            return None
        return ScalingFound("standard" if last.name == "StandardScaler" else "unit", measured=of.rows)
    if len(steps) < 2 or last.name != "divide" or steps[-2].name != "subtract" or not is_affine(steps[:-2]):
        return None
    before, shift, scale = made_by + steps[:-2], steps[-2].operands[0], last.operands[0]
    if not isinstance(shift, Origin) or not isinstance(scale, Origin) or shift.rows != scale.rows:
        return None
    over = ((0,),) if feature.names else (("all"),)
    measured = _unguarded(scale.steps)
    mean, low = ((*before, Calculation(name, over)) for name in ("mean", "min"))
    if shift.steps == mean and measured in (
        (*before, Calculation("std", over)),
        (*before, steps[-2], Calculation("std", over)),
    ):
        return ScalingFound("standard", measured=shift.rows)
    if shift.steps == low and feature.maximum is None and measured[:-1] == (*before, Calculation("max", over)):
        spread = measured[-1]
        if spread.name == "subtract" and spread.operands == (shift,):
            return ScalingFound("unit", measured=shift.rows)
    return None


def _unguarded(steps: tuple[Calculation, ...]) -> tuple[Calculation, ...]:
    """Returns the steps without what keeps a constant column from being divided by zero."""
    while steps and _is_guard(steps[-1]):
        steps = steps[:-1]
    return steps


def _is_guard(step: Calculation) -> bool:
    if step.name in ("where", "assign"):
        condition, other = step.operands
        if not isinstance(condition, Origin) or condition.steps[-1].name not in ("greater", "not equal", "equal"):
            return False
        limit = condition.steps[-1].operands[0]
        return (limit == 0 or isinstance(limit, Origin)) and other == 1
    return step.name in ("add", "maximum") and isinstance(step.operands[0], float) and 0 < step.operands[0] < _LEAST

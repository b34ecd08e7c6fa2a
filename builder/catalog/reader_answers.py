"""Right and wrong answers in every form of target, by a little and by much, to try losses and metrics on."""

from typing import Any, NamedTuple

import numpy as np

from builder.catalog.uses import Form, Values

CLASSES = 7
"""More than Keras's default of the best five, so that it can be wrong."""

_NUMBER_SHAPES: dict[Form, tuple[tuple[int, ...], ...]] = {
    "scalar": ((1,),),
    "number": ((1,),),
    "numbers": ((5,),),
    "array": ((4, 5), (4, 1)),
    "fraction": ((1,),),
    "fractions": ((5,),),
    "fraction_array": ((4, 5), (4, 1)),
}
_SAMPLES = 28
_STEPS = 4
_SURE: dict[Values, tuple[tuple[float, float], ...]] = {
    "distribution": ((0.8, 0.2 / (CLASSES - 1)), (0.95, 0.05 / (CLASSES - 1))),
    "shares": ((0.8, 0.2), (0.95, 0.05)),
    "positive": ((0.3, 0.02), (3.0, 0.001)),
    "scores": ((0.3, -0.3), (3.0, -3.0)),
}
"""How high the right class stands and the others at most, by a little and by much."""


class Answers(NamedTuple):
    """Targets with answers to them; each of ``worse`` is further from right than the one before it.

    ``also`` holds answers that may come as well, at which a loss must have a value and a slope.
    """

    target: Any
    right: Any
    worse: tuple[Any, ...]
    also: tuple[Any, ...] = ()


def answers_for(form: Form, values: Values, *, logits: bool = False) -> tuple[Answers, ...]:
    """Returns answers that are right or wrong by a little and by much; none where no output gives such values.

    Args:
        logits: whether scores stand for the share that sigmoid makes of them, where targets are such shares.
    """
    if values == "rectified":
        return tuple(one._replace(also=(np.zeros_like(one.right),)) for one in answers_for(form, "positive"))
    if form in _NUMBER_SHAPES:
        as_logits = logits and values == "scores" and form.startswith("fraction")
        found = _numbers(form, "shares" if as_logits else values)
        return (
            tuple(Answers(t, _logit(r), tuple(map(_logit, worse))) for t, r, worse, _ in found) if as_logits else found
        )
    if form == "unit" and values == "distribution":
        return ()
    return tuple(_classes(form, values, *sure) for sure in _SURE[values])


def _classes(form: Form, values: Values, sure: float, low: float) -> Answers:
    """Classes come in pairs, since some losses cannot take the same one twice running; each comes equally often."""
    classes = 2 if form in ("column", "unit") else CLASSES
    shape = (_SAMPLES, _STEPS) if form.endswith("steps") else (_SAMPLES,)
    labels = np.arange(np.prod(shape)).reshape(shape) // 2 % classes
    if form == "unit":
        column = labels[:, None]
        right, wrong = (np.where(column == hit, sure, low).astype("float32") for hit in (1, 0))
        return Answers(column.astype("int32"), right, (wrong,))
    place = (np.arange(classes) - labels[..., None]) % classes  # 0: the class itself
    right, wrong = (_graded(found, values, sure, low) for found in (place, (place - 1) % classes))
    if form in ("rows", "row_steps"):
        return Answers((place == 0).astype("float32"), right, (wrong,))
    return Answers((labels[:, None] if form == "column" else labels).astype("int32"), right, (wrong,))


def _graded(place: Any, values: Values, sure: float, low: float) -> Any:
    """Returns ``sure`` at place 0 and at the others ``low`` and less and less, so that no two stand alike."""
    rest = low - 0.01 * place * (abs(low) if values != "scores" else 1)
    if values == "distribution":
        rest = rest * (1 - sure) / np.where(place == 0, 0, rest).sum(axis=-1, keepdims=True)
    return np.where(place == 0, sure, rest).astype("float32")


def _numbers(form: Form, values: Values) -> tuple[Answers, ...]:
    """Targets are positive, because Poisson and the logarithmic errors are for such; wrong scores fall below 0."""
    fraction = form.startswith("fraction")
    if values == "distribution" or (values == "shares" and not fraction):
        return ()
    found = []
    for inner in _NUMBER_SHAPES[form]:
        shape = (_SAMPLES, *inner)
        spread = np.linspace(0.1, 0.9, int(np.prod(shape)), dtype="float32")
        target = np.random.default_rng(0).permutation(spread).reshape(shape)
        sign = np.where(target < 0.5, -1, 1).astype("float32")
        scale = np.float32(1 if fraction else 5)
        near, far = target + 0.03 * sign, 0.9 * (1 - target) + 0.05
        off = {"shares": 1 - target, "positive": target + 1, "scores": -0.3 - target}[values]
        flat = (_SAMPLES,) if form == "scalar" else shape
        answers = (array.astype("float32").reshape(flat) * scale for array in (target + 0.01 * sign, near, far, off))
        right, *worse = answers
        found.append(Answers(target * scale, right, tuple(worse)))
    return tuple(found)


def _logit(shares: Any) -> Any:
    return np.log(shares / (1 - shares))

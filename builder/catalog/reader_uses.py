"""What losses and metrics can judge, found by trying each on right and wrong answers in every form.

Keras's own arithmetic decides. An object fits where right answers score better than wrong ones, by a little and by
much; a loss must, at wrong ones, also fall towards the right ones.
"""

import contextlib
import warnings
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple, TypeVar, get_args

import keras
import numpy as np
import tensorflow as tf
from pydantic import JsonValue

from builder.catalog.loading import default_config
from builder.catalog.reader_answers import CLASSES, Answers, answers_for
from builder.catalog.specs import ArgumentSpec, LossEntry
from builder.catalog.uses import FORMS, NUMBER_FORMS, Count, Form, State, Use, Uses, Values, state_of

_VALUES: tuple[Values, ...] = get_args(Values)
_TRIED: Mapping[str, tuple[JsonValue, ...]] = {
    "boolean": (False, True),
    "integer": (None, 1),
    "number": (None, 0.5, 0.0),
    "numbers": (None, 0.5, 0.0, [0.3, 0.7]),
    "choice": (None,),
}
"""What is given for an argument by its kind; a number is tried only where None will do too, else it merely tunes."""

_BY_SHAPE = frozenset({"axis", "label_weights"})
"""Arguments whose right value hangs on the shapes at hand, which no trial can know."""

_AIM = 0.75
"""The precision, recall ... to reach, above what guessing reaches."""

_MOST = 0.75
"""The share of wrong answers that a loss must move; a loss may ignore one class, but must not be stuck at half."""

_NOISE = 1e-6

Judge = TypeVar("Judge", bound=LossEntry)
Outcome = tuple[dict[Form, tuple[Values, ...]], dict[Form, tuple[Values, ...]], bool]


class _RefusedError(Exception):
    """Keras raised."""


class _Verdict(NamedTuple):
    fits: bool
    several: bool = False


def with_uses(section: str, entry: Judge) -> Judge:
    """Returns the entry with what it can judge; ``section`` is "losses" or "metrics"."""
    with warnings.catch_warnings():  # Keras warns of much that is tried here, such as a softmax over one value
        warnings.simplefilter("ignore")
        return entry.model_copy(update={"uses": _Trial(section, entry).uses()})


class _Trial:
    def __init__(self, section: str, entry: LossEntry) -> None:
        self._entry = entry
        self._maker = getattr(getattr(keras, section), entry.class_name)
        self._judge = _judge_loss if section == "losses" else _judge_metric
        self._known: dict[str, Outcome] = {}
        suggested = default_config(entry)
        self._required = suggested | {name: _AIM for name, value in suggested.items() if isinstance(value, float)}
        self._counting = frozenset(suggested) & {"num_classes"}

    def uses(self) -> Uses:
        plain = self._outcome({})
        switches = {
            spec.name: states
            for spec in self._entry.arguments
            if spec.name not in _BY_SHAPE and (states := self._states_that_matter(spec, plain))
        }
        by_arguments = []
        counts: dict[str, Count] = {}
        for chosen in product(*(states.items() for states in switches.values())):
            config = {name: value for name, (_, value) in zip(switches, chosen, strict=True)}
            fits, runs, several = self._outcome(config)
            when = {name: state for name, (state, _) in zip(switches, chosen, strict=True)}
            by_arguments.append(Use(when=when, fits=fits, runs=runs, several=several))
            counts = counts or dict(self._counts(config, by_arguments[-1]))
        return Uses(by_arguments=tuple(by_arguments), link=self._link(), counts=counts)

    def _states_that_matter(self, spec: ArgumentSpec, plain: Outcome) -> dict[State, JsonValue]:
        """Returns a value for each state of the argument, where the states do not all come to the same."""
        default = default_config(self._entry).get(spec.name, spec.default)
        states: dict[State, JsonValue] = {} if spec.name in self._counting else {state_of(default): default}
        outcomes = [plain]
        tried = (*_TRIED.get(spec.kind, ()), *spec.choices[:1])
        for value in tried if spec.nullable or spec.kind == "boolean" else ():
            if spec.name not in self._counting and state_of(value) not in states and self._makes({spec.name: value}):
                states[state_of(value)] = value
                outcomes.append(self._outcome({spec.name: value}))
        return states if any(outcome != plain for outcome in outcomes) else {}

    def _config(self, config: Mapping[str, JsonValue], form: Form) -> dict[str, JsonValue]:
        classes = 2 if form in ("column", "unit") else CLASSES
        best = {"k": 1} if form == "column" and "k" in self._entry.arguments_by_name else {}
        return {**self._required, **dict.fromkeys(self._counting, classes), **best, **config}

    def _makes(self, config: Mapping[str, JsonValue]) -> bool:
        try:
            self._maker(**self._config(config, "rows"))
        except (ValueError, TypeError):
            return False
        return True

    def _outcome(self, config: Mapping[str, JsonValue]) -> Outcome:
        """Returns what fits, what runs and whether there are several values, tried once for each configuration."""
        key = self._key(config)
        if key not in self._known:
            self._known[key] = self._try_all(config)
        return self._known[key]

    def _key(self, config: Mapping[str, JsonValue]) -> str:
        return repr(sorted(self._config(config, "rows").items()))

    def _try_all(self, config: Mapping[str, JsonValue]) -> Outcome:
        fits: dict[Form, tuple[Values, ...]] = {}
        runs: dict[Form, tuple[Values, ...]] = {}
        several = False
        for form in self._forms():
            found: dict[Values, _Verdict] = {}
            with contextlib.suppress(_RefusedError):  # what one kind of values is refused for, the others are, too
                for values in _VALUES:
                    if (verdict := self._verdict(config, form, values)) is not None:
                        found[values] = verdict
            several = several or any(verdict.several for verdict in found.values())
            if found and not self._traces(config, form):
                continue
            for kept, wanted in ((fits, True), (runs, False)):
                if chosen := tuple(values for values, verdict in found.items() if verdict.fits is wanted):
                    kept[form] = chosen
        return fits, runs, several

    def _traces(self, config: Mapping[str, JsonValue], form: Form) -> bool:
        """Whether Keras takes the form in a compiled function, too, where the number of samples is not known."""
        target, right, *_ = answers_for(form, "scores")[0]
        signature = [tf.TensorSpec((None, *array.shape[1:]), array.dtype) for array in (target, right)]
        made = self._maker(**self._config(config, form))
        step = made.update_state if isinstance(made, keras.metrics.Metric) else made
        try:
            if isinstance(made, keras.metrics.Metric):
                made.update_state(target, right)  # makes the variables, which must not happen inside
            tf.function(step, autograph=False).get_concrete_function(*signature)
        except Exception:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class
            return False
        return True

    def _forms(self) -> tuple[Form, ...]:
        """Returns the forms to try: no numbers for what counts classes, nor where plain arguments do not fit any."""
        plain = self._known.get(self._key({}))
        numbers = not self._counting and (plain is None or not set(plain[0]).isdisjoint(NUMBER_FORMS))
        return tuple(form for form in FORMS if numbers or form not in NUMBER_FORMS)

    def _verdict(self, config: Mapping[str, JsonValue], form: Form, values: Values) -> _Verdict | None:
        """Returns what the object makes of such answers; None where it gives NaN, or there are none.

        Raises:
            _RefusedError: Keras does not take the shapes.
        """
        verdicts = []
        for answers in answers_for(form, values, logits=config.get("from_logits") is True):
            try:
                verdict = self._judge(self._maker, self._config(config, form), answers)
            except Exception as error:  # Keras and TensorFlow refuse with errors of any class
                raise _RefusedError from error
            if verdict is None:
                return None
            verdicts.append(verdict)
        if not verdicts:
            return None
        return _Verdict(all(one.fits for one in verdicts), any(one.several for one in verdicts))

    def _fits(self, config: Mapping[str, JsonValue], form: Form, values: Values) -> bool:
        with contextlib.suppress(_RefusedError):
            verdict = self._verdict(config, form, values)
            return verdict is not None and verdict.fits
        return False

    def _link(self) -> str:
        """Returns the activation after which the object gives what ``from_logits`` makes it give for raw scores."""
        if "from_logits" not in self._entry.arguments_by_name:
            return ""
        for form in self._outcome({})[0]:
            for name in ("softmax", "sigmoid"):
                scores = answers_for(form, "scores")[0]
                shares = keras.ops.convert_to_numpy(getattr(keras.ops, name)(scores.right))
                given = self._score({"from_logits": True}, scores.target, scores.right)
                if np.allclose(given, self._score({}, scores.target, shares), rtol=1e-3):
                    return name
        return ""

    def _score(self, config: Mapping[str, JsonValue], target: Any, given: Any) -> Any:
        return keras.ops.convert_to_numpy(self._maker(**config)(target, given))

    def _counts(self, config: Mapping[str, JsonValue], use: Use) -> Iterator[tuple[str, Count]]:
        """Yields how whole-number arguments must stand to the number of units, where it matters."""
        form, values = next(((f, v[0]) for f, v in use.fits.items() if f in ("rows", "classes")), (None, None))
        for spec in self._entry.arguments:
            if form is None or values is None or spec.name in _BY_SHAPE or spec.kind not in ("integer", "integers"):
                continue
            given: dict[int, JsonValue] = {n: [n] if spec.kind == "integers" else n for n in range(1, CLASSES + 3)}
            good = {n for n, value in given.items() if self._fits({**config, spec.name: value}, form, values)}
            if good == set(range(1, CLASSES)):
                yield spec.name, "below"
            elif good == set(range(CLASSES, CLASSES + 3)):
                yield spec.name, "at_least"
            elif good == {CLASSES}:
                yield spec.name, "equal"


def _judge_loss(maker: Any, config: Mapping[str, Any], answers: Answers) -> _Verdict | None:
    """A loss fits where worse answers cost more, and its slope at them points towards the right ones."""
    costs, slopes = [], []
    for given in (answers.right, *answers.worse, *answers.also):
        start = tf.Variable(given)
        with tf.GradientTape() as tape:
            cost = tf.reduce_sum(maker(**config)(answers.target, start))
        slope = tape.gradient(cost, start)
        if slope is None or not np.isfinite(float(cost)) or not np.isfinite(slope.numpy()).all():
            return None
        costs.append(float(cost))
        slopes.append(slope.numpy())
    falls = True
    for worse, slope in zip(answers.worse, slopes[1:], strict=False):
        steps = np.sum(slope * (answers.right - worse), axis=tuple(range(1, worse.ndim)))
        falls = falls and bool((steps <= _NOISE).all()) and float((steps < 0).mean()) > _MOST
    return _Verdict(falls and bool((np.diff(costs[: 1 + len(answers.worse)]) > _NOISE).all()))


def _judge_metric(maker: Any, config: Mapping[str, Any], answers: Answers) -> _Verdict | None:
    """A metric fits where it goes one way, up or down, as answers get worse."""
    scores = []
    for given in (answers.right, *answers.worse):
        metric = maker(**config)
        metric.update_state(answers.target, given)
        scores.append(np.asarray(metric.result(), dtype="float64"))
    if not np.isfinite(scores).all():
        return None
    changes = np.diff([score.mean() for score in scores])
    return _Verdict(bool((changes > _NOISE).all() or (changes < -_NOISE).all()), scores[0].ndim > 0)

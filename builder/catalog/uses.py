"""What a loss or metric can judge: which forms of target against which kinds of values, as found by trying it.

The words are few. A *form* says how a target and an output stand to each other, *values* what the output's numbers are.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import Field, JsonValue

from builder.network.record import Record

Form = Literal[
    "unit",  # 0 or 1 a sample, against one unit
    "classes",  # a class number a sample, against a unit for each class
    "column",  # the same, the number in a row of its own: (samples, 1)
    "rows",  # a row with a single 1 a sample, against a unit for each class
    "class_steps",  # a class number for each step, against a unit for each class at each step
    "row_steps",  # a row with a single 1 for each step, likewise
    "scalar",  # a number a sample in a row of its own, against an output without axes
    "number",  # a number a sample, against one unit
    "numbers",  # several numbers a sample, against as many units
    "array",  # numbers along several axes, an image or a series, against an output of the same shape
    "fraction",  # this one and the next two: "number", "numbers" and "array" that lie between 0 and 1
    "fractions",
    "fraction_array",
]

FORMS: tuple[Form, ...] = get_args(Form)
NUMBER_FORMS: tuple[Form, ...] = FORMS[FORMS.index("scalar") :]

Values = Literal[
    "distribution",  # shares between 0 and 1 whose sum over the last axis is 1, as softmax gives
    "shares",  # between 0 and 1, as sigmoid gives
    "positive",  # above 0, as softplus gives
    "rectified",  # above 0 or 0, perhaps all of a sample's at once, as relu gives
    "scores",  # any number, as a layer without an activation gives
]

State = Literal["off", "on", "zero", "several"]
"""How an argument is set: not (None, False), to 0, to a list of two or more, or otherwise."""

Count = Literal["at_least", "below", "equal"]
"""How an argument stands to the number of units: ``num_classes`` "at_least", ``class_id`` "below"."""


class Use(Record):
    """What a loss or metric does under some of its arguments.

    ``fits`` names, by form, the values for which right answers are judged better than wrong ones (and from which a loss
    leads to the right ones); ``runs`` those for which it gives a number all the same, but one that says nothing. What
    is in neither makes Keras raise, or gives NaN.
    """

    when: dict[str, State] = Field(default_factory=dict)
    fits: dict[Form, tuple[Values, ...]] = Field(default_factory=dict)
    runs: dict[Form, tuple[Values, ...]] = Field(default_factory=dict)
    several: bool = False
    """Whether a metric gives a value for each class or threshold instead of one."""


class Uses(Record):
    """All of it: the first of ``by_arguments`` whose arguments are set likewise holds."""

    by_arguments: tuple[Use, ...] = ()
    link: str = ""
    """The activation that ``from_logits`` stands for: "sigmoid" or "softmax"; empty where there is no such argument."""
    counts: dict[str, Count] = Field(default_factory=dict)
    """The arguments that must go with the number of units."""

    def under(self, arguments: Mapping[str, JsonValue]) -> Use | None:
        """Returns what holds for these arguments, defaults among them; None where that was not tried."""
        states = {name: state_of(value) for name, value in arguments.items()}
        return next(
            (use for use in self.by_arguments if all(states.get(name) == state for name, state in use.when.items())),
            None,
        )


def state_of(value: JsonValue) -> State:
    """Returns how an argument is set.

    >>> state_of(None), state_of(0.5), state_of(0), state_of([0.2, 0.8])
    ('off', 'on', 'zero', 'several')
    """
    if value is None or value is False:
        return "off"
    if value is not True and value == 0:
        return "zero"
    return "several" if isinstance(value, list) and len(value) > 1 else "on"

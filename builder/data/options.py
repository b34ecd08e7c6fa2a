"""Options of data sets: the specs that several sets share, and the check of what was given."""

from difflib import get_close_matches

from pydantic import JsonValue

from builder.catalog.specs import ArgumentSpec
from builder.data.errors import DataOptionError
from builder.data.info import Scaling
from builder.network.record import Config

ONE_HOT = ArgumentSpec(
    name="one_hot",
    kind="boolean",
    default=False,
    help="Targets as rows with a single 1 (keras.utils.to_categorical) instead of class numbers.",
)

SEED = ArgumentSpec(
    name="seed",
    kind="integer",
    default=0,
    minimum=0,
    maximum=2**32 - 1,
    help="The same seed makes the same data.",
    group="advanced",
)


def scaling_option(default: Scaling) -> ArgumentSpec:
    return ArgumentSpec(
        name="scaling",
        kind="choice",
        default=default,
        choices=("none", "unit", "standard"),
        help="none: raw values. unit: 0 to 1. standard: mean 0, deviation 1. Measured on the training part alone.",
    )


def layout_option(*choices: str) -> ArgumentSpec:
    return ArgumentSpec(
        name="as",
        kind="choice",
        default=choices[0],
        choices=choices,
        help="images: height × width × channels. rows: a sequence of rows of pixels. vectors: all pixels in one row.",
    )


def samples_option(default: int) -> ArgumentSpec:
    return ArgumentSpec(
        name="samples", kind="integer", default=default, minimum=20, maximum=100_000, help="How many samples to make."
    )


def limit_option() -> ArgumentSpec:
    return ArgumentSpec(
        name="samples",
        kind="integer",
        nullable=True,
        minimum=20,
        maximum=100_000,
        help="Take only so many training samples, to learn faster; empty takes all. The test part shrinks alike.",
    )


def resolve_options(title: str, specs: tuple[ArgumentSpec, ...], given: Config) -> Config:
    """Returns a value for every option: the given one, or its default.

    Raises:
        DataOptionError: an option that the set does not have, or a value of the wrong type or out of range.
    """
    known = {spec.name: spec for spec in specs}
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"It has: {', '.join(known)}."
            raise DataOptionError(f'{title} has no option "{name}". {hint}')
    return {name: _checked(title, spec, given[name]) if name in given else spec.default for name, spec in known.items()}


def _checked(title: str, spec: ArgumentSpec, value: JsonValue) -> JsonValue:
    if value is None and spec.nullable:
        return value
    match spec.kind, value:
        case "choice", _:
            fits = value in spec.choices
        case "boolean", bool():
            fits = True
        case (("integer" | "number"), bool()):
            fits = False
        case ("integer", int() as number) | ("number", (int() | float()) as number):
            fits = (spec.minimum is None or number >= spec.minimum) and (spec.maximum is None or number <= spec.maximum)
        case _:
            fits = False
    if not fits:
        raise DataOptionError(f'{title}: option "{spec.name}" is {value!r}; it must be {_expectation(spec)}.')
    return value


def _expectation(spec: ArgumentSpec) -> str:
    if spec.kind == "choice":
        return "one of " + ", ".join(repr(choice) for choice in spec.choices)
    if spec.kind == "boolean":
        return "true or false"
    kind = "a whole number" if spec.kind == "integer" else "a number"
    if spec.minimum is not None and spec.maximum is not None:
        return f"{kind} from {spec.minimum:,.10g} to {spec.maximum:,.10g}"
    return kind


def integer(options: Config, name: str) -> int:
    """Returns an option that :func:`resolve_options` has found to be a whole number."""
    value = options[name]
    if not isinstance(value, int):
        raise DataOptionError(f'Option "{name}" is {value!r}; it must be a whole number.')
    return value


def number(options: Config, name: str) -> float:
    """Returns an option that :func:`resolve_options` has found to be a number."""
    value = options[name]
    if not isinstance(value, int | float):
        raise DataOptionError(f'Option "{name}" is {value!r}; it must be a number.')
    return float(value)

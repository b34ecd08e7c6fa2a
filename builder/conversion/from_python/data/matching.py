"""Matching what ``fit`` is given with a known data set: features, targets and options, and what these cannot hold."""

from dataclasses import dataclass, field
from typing import Any

from builder.conversion.from_python.data.known_sets import UNITS, KnownSet, Piece
from builder.conversion.from_python.data.origin import Calculation, LoaderCall, Origin, Rows
from builder.conversion.from_python.data.scaling import is_affine, read_scaling
from builder.data import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.errors import DataOptionError
from builder.network.record import Config

Remark = tuple[int, str]
Fed = tuple[str, Origin, tuple[Any, ...]]
"""A node, what it is given, and the shape of a sample of it."""


@dataclass(slots=True)
class Match:
    """What a recipe says of the data; ``remarks`` tell by line what it cannot hold."""

    info: DataSetInfo
    options: Config
    inputs: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    measured: Rows | None = None
    """The rows that the scaling was measured on."""


def match(known: KnownSet, loaded: LoaderCall, features: list[Fed], targets: list[Fed]) -> Match | None:
    """Returns how the data set feeds the model; None where what it is given is nothing of this set.

    Args:
        features: what each Input is given; the shape is that which the Input takes, where both are the same values.
        targets: what each output is to learn.
    """
    options, odd = known.read(loaded)
    try:
        found = Match(known.info(options), dict(options))
    except DataOptionError as error:
        return Match(known.info({}), {}, remarks=[(loaded.line, f"{error}")]) if not odd else None
    title = found.info.title
    if odd:
        found.remarks.append((loaded.line, f"{title} is not loaded as here ({', '.join(odd)})."))
    steps: dict[str, tuple[Calculation, ...]] = {}
    for node, origin, shape in features:
        name, rest = _piece_of(known.features, origin)
        feature = found.info.feature(name)
        if rest is None or feature is None or not _feed(found, feature, rest, shape, known.features[name].steps):
            return None
        found.inputs[node] = name
        steps[name] = rest.steps
    for node, origin, _ in targets:
        name, rest = _piece_of(known.targets, origin)
        target = next((one for one in found.info.targets if one.name == name), None)
        if rest is None or target is None:
            name, rest = _piece_of(known.features, origin)
            if rest is None or rest.steps != steps.get(name):
                return None
        elif not _ask(found, known, target, rest):
            return None
        found.targets[node] = name
    return found


def _piece_of(pieces: dict[str, Piece], origin: Origin) -> tuple[str, Origin | None]:
    for name, piece in sorted(pieces.items(), key=lambda item: -len(item[1].steps)):
        rest = piece.of(origin)
        if rest is not None:
            return name, rest
    return "", None


def _feed(
    found: Match, feature: FeatureInfo, origin: Origin, shape: tuple[Any, ...], made_by: tuple[Calculation, ...]
) -> bool:
    """Takes the layout and the scaling of a feature into the options; False where it is something else."""
    if feature.vocabulary is not None:
        return _feed_tokens(found, feature, origin.steps)
    if not _lay_out(found, feature, shape):
        return False
    scaled = read_scaling(origin.steps, feature, made_by)
    if scaled is None:
        return False
    if scaled.line:
        text = f"{found.info.title} has no scaling such as this one; it is scaled to {_SCALED[scaled.scaling]} instead."
        found.remarks.append((scaled.line, text))
    found.measured = scaled.measured or found.measured
    return _settle(found, "scaling", scaled.scaling)


_SCALED = {"none": "nothing", "unit": "the range from 0 to 1", "standard": "mean 0 and deviation 1"}


def _settle(found: Match, option: str, value: Any) -> bool:
    """Takes an option; False where it has another value already, or the set lacks it."""
    if not any(spec.name == option for spec in found.info.options):
        return value in (False, "none")
    return bool(found.options.setdefault(option, value) == value)


def _feed_tokens(found: Match, feature: FeatureInfo, steps: tuple[Calculation, ...]) -> bool:
    by_name = {spec.name: spec for spec in found.info.options}
    if "samples" in by_name and by_name["samples"].default is not None:
        return not steps
    if len(steps) != 1 or steps[0].name != "pad" or not isinstance(steps[0].operands[0], int):
        return False
    length, *how = steps[0].operands
    if how != ["pre", "pre", 0]:
        text = f"{found.info.title} is padded in front with zeros and cut there; pad_sequences here does it otherwise."
        found.remarks.append((steps[0].line, text))
    return _settle(found, "length", length)


def _lay_out(found: Match, feature: FeatureInfo, shape: tuple[Any, ...]) -> bool:
    """Takes the layout of images into the options; what has no layouts must have the feature's shape."""
    specs = [spec for spec in found.info.options if spec.name == "as"]
    if not specs:
        return shape == feature.shape
    height, width, channels = feature.shape
    layouts = {
        "images": (height, width, channels),
        "rows": (height, width * channels),
        "vectors": (height * width * channels,),
    }
    layout = next((name for name, sizes in layouts.items() if sizes == shape), None)
    return layout is not None and _settle(found, "as", layout)


def _ask(found: Match, known: KnownSet, target: TargetInfo, origin: Origin) -> bool:
    """Takes the form of a target into the options; False where it is another question."""
    steps = origin.steps
    if target.kind == "number":
        unit = UNITS.get((known.name, target.name))
        usual = (Calculation("divide", (unit,)),) if unit else ()
        if steps == usual:
            return True
        found.remarks.append(
            (steps[-1].line if steps else origin.loaded.line, f"The values to learn are told in {target.unit} here.")
        )
        return is_affine(steps)
    count = len(target.classes)
    is_one_hot = len(steps) == 1 and steps[0].name == "one hot" and steps[0].operands in ((count,), (None,))
    return (is_one_hot or not steps) and _settle(found, "one_hot", is_one_hot)

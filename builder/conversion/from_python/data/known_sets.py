"""Layerloom's data sets as sources load them: which part of which loader is which feature or target."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from builder.conversion.from_python.data.origin import Calculation, LoaderCall, Origin
from builder.data import DataSetInfo, describe
from builder.data.descriptions.tables import WINE_ACID_COLUMNS, WINE_COLOUR_COLUMNS, WINE_COLUMNS
from builder.network.record import Config

Reading = tuple[Config, tuple[str, ...]]
"""Options of a data set, and what the loader was asked that they cannot hold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A feature or target: the parts of what was loaded that hold it, and the steps that made it of them."""

    parts: tuple[str, ...]
    steps: tuple[Calculation, ...] = ()

    def of(self, origin: Origin) -> Origin | None:
        """Returns the origin without the steps that make the piece; None where it is another."""
        count = len(self.steps)
        if origin.part not in self.parts or origin.steps[:count] != self.steps:
            return None
        return Origin(origin.loaded, origin.part, origin.rows, origin.steps[count:])


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A data set by the loader that a source calls for it."""

    name: str
    features: dict[str, Piece]
    targets: dict[str, Piece]
    read: Callable[[LoaderCall], Reading] = field(default=lambda loaded: _nothing_asked(loaded))

    def info(self, options: Config) -> DataSetInfo:
        return describe(self.name, options)


def _nothing_asked(loaded: LoaderCall) -> Reading:
    return {}, tuple(f"{name}={value!r}" for name, value in loaded.arguments if name not in _KEPT)


_KEPT = frozenset({"seed"})


def _read_by(names: dict[str, str], ours: dict[str, Any]) -> Callable[[LoaderCall], Reading]:
    """Returns a reader of a loader's arguments.

    Args:
        names: argument -> option.
        ours: the arguments as our own scripts give them, those whose other values no option holds.
    """

    def read(loaded: LoaderCall) -> Reading:
        given = dict(loaded.arguments)
        options = {names[name]: value for name, value in given.items() if name in names}
        asked = {name: value for name, value in given.items() if name not in names}
        odd = [f"{name}={value!r}" for name, value in asked.items() if name not in ours or ours[name] != value]
        odd += [f"without {name}={value!r}" for name, value in ours.items() if name not in given]
        return options, tuple(odd)

    return read


def _read_plane(defaults: dict[str, Any], ours: dict[str, Any]) -> Callable[[LoaderCall], Reading]:
    plain = _read_by({"n_samples": "samples", "noise": "noise", "random_state": "seed"}, ours)

    def read(loaded: LoaderCall) -> Reading:
        options, odd = plain(loaded)
        options = {**defaults, **options}
        if options["noise"] is None:
            options["noise"] = 0
        if options["seed"] is None:
            del options["seed"]
            odd = (*odd, "without random_state")
        return options, odd

    return read


def _read_text(loaded: LoaderCall) -> Reading:
    options, odd = _read_by({"num_words": "vocabulary"}, {})(loaded)
    if options.get("vocabulary") is None:
        return {}, (*odd, "without num_words")
    return options, odd


def _read_pairs(loaded: LoaderCall) -> Reading:
    given = dict(loaded.arguments)
    images, digits = given["of"], given["by"]
    is_ours = images.loaded.loader == digits.loaded.loader == "sklearn.datasets.load_digits"
    odd = () if is_ours and _ENLARGED.of(images) == replace(images, steps=()) else ("of other images",)
    return {name: given[name] for name in ("samples", "seed")}, odd


def _read_same(loaded: LoaderCall) -> Reading:
    return dict(loaded.arguments), ()


def _columns(names: tuple[str, ...]) -> Piece:
    places = tuple(WINE_COLUMNS.index(name) for name in names)
    return Piece(("data",), (Calculation("columns", (1, places)),))


_DATA, _TARGET = Piece(("data",)), Piece(("target",))
_ENLARGED = Piece(("images",), (Calculation("enlarge", (28, 16)),))
_PARITY = Piece(("target",), (Calculation("remainder", (2,)),))


def _images(name: str, read: Callable[[LoaderCall], Reading] = _nothing_asked) -> tuple[KnownSet, ...]:
    return (KnownSet(name, {"images": _DATA}, {"class": _TARGET}, read),)


def _made(name: str) -> tuple[KnownSet, ...]:
    info = describe(name)
    return (KnownSet(name, {info.inputs[0].name: _DATA}, {info.targets[0].name: _TARGET}, _read_same),)


_PLANE = {"samples": 100, "noise": None, "seed": None}
KNOWN_SETS: dict[str, tuple[KnownSet, ...]] = {
    "keras.datasets.mnist": _images("mnist"),
    "keras.datasets.fashion_mnist": _images("fashion_mnist"),
    "keras.datasets.cifar10": _images("cifar10"),
    "keras.datasets.cifar100": _images("cifar100", _read_by({"label_mode": "labels"}, {})),
    "keras.datasets.imdb": (KnownSet("imdb", {"words": _DATA}, {"sentiment": _TARGET}, _read_text),),
    "keras.datasets.reuters": (KnownSet("reuters", {"words": _DATA}, {"topic": _TARGET}, _read_text),),
    "keras.datasets.california_housing": (
        KnownSet("california_housing", {"district": _DATA}, {"value": _TARGET}, _read_by({"version": "version"}, {})),
    ),
    "sklearn.datasets.load_digits": (
        KnownSet("digits", {"images": Piece(("images", "data"))}, {"digit": _TARGET}),
        KnownSet("digits28", {"images": _ENLARGED}, {"digit": _TARGET}),
        KnownSet("digits_two_heads", {"images": _ENLARGED}, {"digit": _TARGET, "parity": _PARITY}),
    ),
    "sklearn.datasets.load_iris": (KnownSet("iris", {"measurements": _DATA}, {"species": _TARGET}),),
    "sklearn.datasets.load_wine": (
        KnownSet("wine", {"chemistry": _DATA}, {"cultivar": _TARGET}),
        KnownSet(
            "wine_two_tables",
            {"acids": _columns(WINE_ACID_COLUMNS), "colour": _columns(WINE_COLOUR_COLUMNS)},
            {"cultivar": _TARGET},
        ),
    ),
    "sklearn.datasets.load_breast_cancer": (
        KnownSet("breast_cancer", {"measurements": _DATA}, {"diagnosis": _TARGET}),
    ),
    "sklearn.datasets.load_diabetes": (
        KnownSet("diabetes", {"patient": _DATA}, {"progression": _TARGET}, _read_by({}, {"scaled": False})),
    ),
    "sklearn.datasets.make_moons": (KnownSet("moons", {"points": _DATA}, {"side": _TARGET}, _read_plane(_PLANE, {})),),
    "sklearn.datasets.make_circles": (
        KnownSet("circles", {"points": _DATA}, {"side": _TARGET}, _read_plane(_PLANE, {"factor": 0.5})),
    ),
    "make_xor": _made("xor"),
    "make_spirals": _made("spirals"),
    "make_sine": _made("sine"),
    "make_token_order": _made("token_order"),
    "make_token_reverse": _made("token_reverse"),
    "make_digit_pairs": (
        KnownSet("digit_pairs", {"left": Piece(("left",)), "right": Piece(("right",))}, {"same": _TARGET}, _read_pairs),
    ),
}
"""Loader -> the data sets that a source can mean by it."""

UNITS: dict[tuple[str, str], float] = {("diabetes", "progression"): 100, ("california_housing", "value"): 100_000}
"""Data set and target -> what its values are divided by, to be near 1."""

"""Points in the plane, made on the spot: small enough to watch a network bend its border between the classes."""

from builder.catalog.specs import ArgumentSpec
from builder.data.descriptions.description import Description
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.options import ONE_HOT, SEED, integer, samples_option, scaling_option
from builder.network.record import Config

LICENCE = "none needed: made on this machine"
PLANE = FeatureInfo(name="points", shape=(2,), names=("x", "y"))
SIDE = TargetInfo(name="side", kind="binary", classes=("blue", "orange"), shape=(1,))


def _noise_option(default: float) -> ArgumentSpec:
    return ArgumentSpec(
        name="noise",
        kind="number",
        default=default,
        minimum=0,
        maximum=1,
        help="How far points stray: the standard deviation of what is added to each coordinate.",
    )


def _points(name: str, title: str, summary: str, source: str, noise: float, *, rarest: int = 0) -> DataSetInfo:
    return DataSetInfo(
        name=name,
        title=title,
        summary=summary,
        kind="points",
        task="classification",
        inputs=(PLANE,),
        targets=(SIDE.model_copy(update={"rarest": rarest}),),
        samples=1000,
        licence=LICENCE,
        source=source,
        options=(samples_option(1000), _noise_option(noise), SEED, scaling_option("none"), ONE_HOT),
    )


def _refine_spirals(info: DataSetInfo, options: Config) -> DataSetInfo:
    arms = integer(options, "arms")
    classes = tuple(f"arm {number + 1}" for number in range(arms))
    target = TargetInfo(name="arm", kind="classes", classes=classes, rarest=info.samples // arms)
    return info.model_copy(update={"targets": (target,)})


_ARMS = ArgumentSpec(
    name="arms", kind="integer", default=3, minimum=2, maximum=6, help="How many spirals, one a class."
)
_SPIRALS = _points(
    "spirals",
    "Spirals",
    "Arms wound around each other, one class each: needs a network with some depth.",
    "made by Layerloom after the spirals of Lang and Witbrock 1988",
    0.03,
)

DESCRIPTIONS = (
    Description(
        _points(
            "moons",
            "Two moons",
            "Two crescents that reach into each other: the smallest problem that a straight line cannot solve well.",
            "made by scikit-learn's make_moons",
            0.1,
            rarest=500,
        )
    ),
    Description(
        _points(
            "circles",
            "Circles",
            "A ring around a disc: one hidden layer has to close the border.",
            "made by scikit-learn's make_circles",
            0.08,
            rarest=500,
        )
    ),
    Description(
        _points(
            "xor",
            "XOR",
            "Four squares coloured like a chessboard: without a hidden layer there is no solution.",
            "made by Layerloom",
            0.05,
        )
    ),
    Description(
        _refine_spirals(_SPIRALS, {"arms": 3}).model_copy(update={"options": (_ARMS, *_SPIRALS.options)}),
        _refine_spirals,
    ),
)

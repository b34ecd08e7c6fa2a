"""scikit-learn's handwritten digits, as they are, enlarged, in pairs and with two questions at once."""

from builder.data.descriptions.description import Description
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.options import ONE_HOT, SEED, layout_option, samples_option, scaling_option

DIGITS = tuple("0123456789")

LICENCE = "CC BY 4.0"
SOURCE = "UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/80, bundled with scikit-learn"
OPTIONS = (layout_option("images", "rows", "vectors"), scaling_option("unit"), ONE_HOT)


def _pixels(name: str, size: int) -> FeatureInfo:
    return FeatureInfo(name=name, shape=(size, size, 1), minimum=0, maximum=16)


DESCRIPTIONS = (
    Description(
        DataSetInfo(
            name="digits",
            title="Digits, 8×8",
            summary="Small grey pictures of handwritten digits; the network says which digit it sees.",
            kind="image",
            task="classification",
            inputs=(_pixels("images", 8),),
            targets=(TargetInfo(name="digit", kind="classes", classes=DIGITS, rarest=174),),
            samples=1797,
            licence=LICENCE,
            source=SOURCE,
            scaling="unit",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="digits28",
            title="Digits, 28×28",
            summary="The same digits enlarged to the size of MNIST, so that networks made for MNIST learn offline.",
            kind="image",
            task="classification",
            inputs=(_pixels("images", 28),),
            targets=(TargetInfo(name="digit", kind="classes", classes=DIGITS, rarest=174),),
            samples=1797,
            licence=LICENCE,
            source=SOURCE,
            scaling="unit",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="digits_two_heads",
            title="Digits, two questions",
            summary="One picture, two answers: which digit it is, and whether that digit is odd. For two outputs.",
            kind="image",
            task="classification",
            inputs=(_pixels("images", 28),),
            targets=(
                TargetInfo(name="digit", kind="classes", classes=DIGITS, rarest=174),
                TargetInfo(name="parity", kind="binary", classes=("even", "odd"), shape=(1,)),
            ),
            samples=1797,
            licence=LICENCE,
            source=SOURCE,
            scaling="unit",
            options=OPTIONS,
        )
    ),
    Description(
        DataSetInfo(
            name="digit_pairs",
            title="Digit pairs",
            summary="Two pictures side by side: do they show the same digit? Half of them do. For Siamese networks.",
            kind="image",
            task="classification",
            inputs=(_pixels("left", 28), _pixels("right", 28)),
            targets=(TargetInfo(name="same", kind="binary", classes=("different", "same"), shape=(1,), rarest=1500),),
            samples=3000,
            licence=LICENCE,
            source=SOURCE,
            scaling="unit",
            options=(*OPTIONS, samples_option(3000), SEED),
        )
    ),
)

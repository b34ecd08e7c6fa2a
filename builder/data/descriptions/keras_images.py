"""Keras's image sets: downloaded once by Keras, then kept in its own cache."""

from builder.catalog.specs import ArgumentSpec
from builder.data.descriptions.class_names import CIFAR10, CIFAR100_COARSE, CIFAR100_FINE, FASHION
from builder.data.descriptions.description import Description
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.options import ONE_HOT, layout_option, limit_option, scaling_option
from builder.network.record import Config

GREY = FeatureInfo(name="images", shape=(28, 28, 1), minimum=0, maximum=255)
COLOUR = FeatureInfo(name="images", shape=(32, 32, 3), minimum=0, maximum=255)
OPTIONS = (layout_option("images", "rows", "vectors"), limit_option(), scaling_option("unit"), ONE_HOT)
CIFAR_LICENCE = "none stated; its authors ask to cite Krizhevsky 2009"


def _keras_images(
    name: str,
    title: str,
    summary: str,
    *,
    feature: FeatureInfo,
    classes: tuple[str, ...],
    counts: tuple[int, int, int, int],
) -> DataSetInfo:
    samples, rarest, test_samples, download_bytes = counts
    return DataSetInfo(
        name=name,
        title=title,
        summary=summary,
        kind="image",
        task="classification",
        inputs=(feature,),
        targets=(TargetInfo(name="class", kind="classes", classes=classes, rarest=rarest),),
        samples=samples,
        test_samples=test_samples,
        licence=CIFAR_LICENCE,
        source="Alex Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html, through keras.datasets",
        offline=False,
        needs_keras=True,
        download_bytes=download_bytes,
        scaling="unit",
        options=OPTIONS,
    )


def _refine_cifar100(info: DataSetInfo, options: Config) -> DataSetInfo:
    classes = CIFAR100_FINE if options["labels"] == "fine" else CIFAR100_COARSE
    target = TargetInfo(name="class", kind="classes", classes=classes, rarest=info.samples // len(classes))
    return info.model_copy(update={"targets": (target,)})


_MNIST = _keras_images(
    "mnist",
    "MNIST",
    "70,000 handwritten digits, 28×28 and grey: the set on which most people trained their first network.",
    feature=GREY,
    classes=tuple("0123456789"),
    counts=(60_000, 5_421, 10_000, 11_490_434),
).model_copy(
    update={
        "licence": "CC BY-SA 3.0",
        "source": "Yann LeCun and Corinna Cortes, http://yann.lecun.com/exdb/mnist/, through keras.datasets",
    }
)
_FASHION = _keras_images(
    "fashion_mnist",
    "Fashion-MNIST",
    "70,000 pieces of clothing, 28×28 and grey: shaped like MNIST, but harder.",
    feature=GREY,
    classes=FASHION,
    counts=(60_000, 6_000, 10_000, 30_878_645),
).model_copy(
    update={
        "licence": "MIT",
        "source": "Zalando SE, https://github.com/zalandoresearch/fashion-mnist, through keras.datasets",
    }
)
_CIFAR10 = _keras_images(
    "cifar10",
    "CIFAR-10",
    "60,000 small colour photographs of ten kinds of things, from airplanes to trucks.",
    feature=COLOUR,
    classes=CIFAR10,
    counts=(50_000, 5_000, 10_000, 170_498_071),
)
_CIFAR100 = _keras_images(
    "cifar100",
    "CIFAR-100",
    "60,000 small colour photographs of a hundred kinds of things, or of twenty groups of them.",
    feature=COLOUR,
    classes=CIFAR100_FINE,
    counts=(50_000, 500, 10_000, 169_001_437),
)
_LABELS = ArgumentSpec(
    name="labels",
    kind="choice",
    default="fine",
    choices=("fine", "coarse"),
    help="fine: a hundred kinds. coarse: the twenty groups that they belong to.",
)

DESCRIPTIONS = (
    Description(_MNIST),
    Description(_FASHION),
    Description(_CIFAR10),
    Description(_CIFAR100.model_copy(update={"options": (_LABELS, *OPTIONS)}), _refine_cifar100),
)

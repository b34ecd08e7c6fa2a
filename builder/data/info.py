"""What a data set is, in words and shapes, before any of it is loaded."""

from math import prod
from typing import Literal

from builder.catalog.specs import ArgumentSpec
from builder.network.record import Config, Record

DataKind = Literal["image", "table", "series", "tokens", "points"]
Task = Literal["classification", "regression", "sequence"]
TargetKind = Literal["classes", "binary", "number", "sequence"]
Scaling = Literal["none", "unit", "standard"]

ITEM_BYTES = {"float32": 4, "int32": 4}


class FeatureInfo(Record):
    """One array that can feed an Input.

    ``shape`` leaves out the batch dimension and ``dtype`` is what the network receives. ``vocabulary`` is the number of
    different tokens, for token sequences only. ``names`` are the columns of a table. ``minimum`` and ``maximum`` are
    the range that raw values can have, where that is fixed (pixels).
    """

    name: str
    shape: tuple[int, ...]
    dtype: str = "float32"
    vocabulary: int | None = None
    names: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


class TargetInfo(Record):
    """One array that an output can learn.

    ``classes`` and ``sequence`` targets are class numbers (one for a sample, or one for each step), ``binary`` ones are
    0 or 1; with ``one_hot`` each number has become a row with a single 1. ``number`` targets are measured in ``unit``.
    ``rarest`` is how many of ``DataSetInfo.samples`` are of the rarest class, 0 where that is not known before loading.
    """

    name: str
    kind: TargetKind
    classes: tuple[str, ...] = ()
    shape: tuple[int, ...] = ()
    dtype: str = "int32"
    one_hot: bool = False
    unit: str = ""
    rarest: int = 0


class DataSetInfo(Record):
    """A data set as its options leave it; :func:`builder.data.describe` gives it for other options.

    ``samples`` counts what training and validation share (and the test part, where the set brings none of its own);
    ``test_samples`` counts the test part that the set brings along. ``offline`` sets come with the installation, the
    others need the internet once, to download ``download_bytes``. ``needs_keras`` sets are loaded where Keras lives.
    """

    name: str
    title: str
    summary: str
    kind: DataKind
    task: Task
    inputs: tuple[FeatureInfo, ...]
    targets: tuple[TargetInfo, ...]
    samples: int
    test_samples: int = 0
    licence: str
    source: str
    offline: bool = True
    needs_keras: bool = False
    download_bytes: int = 0
    scaling: Scaling = "none"
    options: tuple[ArgumentSpec, ...] = ()

    @property
    def size_bytes(self) -> int:
        """Bytes of all its arrays in memory, as a network receives them."""
        arrays: tuple[FeatureInfo | TargetInfo, ...] = (*self.inputs, *self.targets)
        per_sample = sum(prod(array.shape) * ITEM_BYTES[array.dtype] for array in arrays)
        return per_sample * (self.samples + self.test_samples)

    @property
    def classes(self) -> tuple[str, ...]:
        """The class names of the first target; empty where it is a number."""
        return self.targets[0].classes

    def feature(self, name: str) -> FeatureInfo | None:
        """Returns the feature of that name, or None."""
        return next((feature for feature in self.inputs if feature.name == name), None)

    def target(self, name: str) -> TargetInfo | None:
        """Returns the target of that name, or None. A feature is a target too: that is how an autoencoder learns."""
        found = next((target for target in self.targets if target.name == name), None)
        if found is not None:
            return found
        feature = self.feature(name)
        if feature is None or feature.vocabulary is not None:
            return None
        return TargetInfo(name=name, kind="number", shape=feature.shape, dtype=feature.dtype)


def input_node_config(feature: FeatureInfo) -> Config:
    """Returns the config of an Input node that takes the feature.

    >>> input_node_config(FeatureInfo(name="tokens", shape=(20,), dtype="int32", vocabulary=100))
    {'shape': [20], 'dtype': 'int32'}
    """
    config: Config = {"shape": list(feature.shape)}
    if feature.dtype != "float32":
        config["dtype"] = feature.dtype
    return config


def shape_text(shape: tuple[int | None, ...]) -> str:
    """Returns a shape as people write it.

    >>> shape_text((28, 28, 1)), shape_text((None, 8)), shape_text(())
    ('28×28×1', '?×8', 'one value')
    """
    return "×".join("?" if size is None else str(size) for size in shape) or "one value"

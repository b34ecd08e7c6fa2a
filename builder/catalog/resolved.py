"""What Keras makes of an argument that was left open, so that a config which spells it out says nothing more.

``get_config`` of a layer writes these values as if somebody had given them; a test over the catalogue holds them
against Keras.
"""

from collections.abc import Callable
from typing import Any

from builder.catalog.specs import ArgumentSpec, LayerEntry, ObjectEntry
from builder.network.record import Config

_SYMMETRIC = frozenset(
    {"RandomRotation", "RandomBrightness", "RandomColorDegeneration", "RandomSaturation", "RandomShear"}
)
_FROM_ZERO = frozenset(
    {
        "AugMix",
        "CutMix",
        "RandAugment",
        "RandomContrast",
        "RandomElasticTransform",
        "RandomErasing",
        "RandomGaussianBlur",
        "RandomHue",
        "RandomInvert",
        "RandomPerspective",
        "RandomSharpness",
        "Solarization",
    }
)
_FROM_ONE = frozenset({"RandomPosterization"})
_FAMILIES_WITHOUT_WEIGHTS = frozenset(
    {"regularization", "pooling", "merging", "augmentation", "image_preprocessing", "reshaping"}
)


def _hashed_dtype(config: Config) -> object:
    return "int64" if config.get("output_mode", "int") == "int" else "float32"


def _middle_frequency(config: Config) -> object:
    rate = config.get("sampling_rate", 16_000)
    return int(rate / 2) if isinstance(rate, int | float) else None


_FILLED: dict[tuple[str, str], Callable[[Config], object]] = {
    ("BatchNormalization", "renorm_clipping"): lambda config: {} if config.get("renorm") else None,
    ("Hashing", "dtype"): _hashed_dtype,
    ("HashedCrossing", "dtype"): _hashed_dtype,
    ("MultiHeadAttention", "value_dim"): lambda config: config.get("key_dim"),
    ("MelSpectrogram", "sequence_length"): lambda config: config.get("fft_length", 2048),
    ("MelSpectrogram", "max_freq"): _middle_frequency,
    ("ops.multi_hot", "dtype"): lambda config: "float32",
    ("ops.one_hot", "dtype"): lambda config: "float32",
}


def resolved_value(class_name: str, spec: ArgumentSpec, config: Config, *, is_layer: bool) -> Any:
    """Returns what stands for an argument that is not given; its default where Keras fills nothing in.

    Args:
        config: the other arguments, in their shortest form.
        is_layer: whether the class is a layer, whose dtype is float32 where none is given.

    >>> spec = ArgumentSpec(name="strides", kind="integers", nullable=True)
    >>> resolved_value("MaxPooling2D", spec, {"pool_size": 3}, is_layer=True)
    3
    """
    fill = _FILLED.get((class_name, spec.name))
    if fill is not None:
        return fill(config)
    if spec.default is not None:
        return spec.default
    if spec.name == "strides" and "Pooling" in class_name:
        return config.get("pool_size", 2)
    if spec.name == "data_format":
        return "channels_last"
    return "float32" if spec.kind == "dtype" and is_layer else None


def never_has_weights(entry: ObjectEntry) -> bool:
    """Says whether a layer has no weights whatever its arguments, so that ``trainable`` means nothing for it."""
    if not isinstance(entry, LayerEntry):
        return False
    return entry.family in _FAMILIES_WITHOUT_WEIGHTS or (entry.family == "activation" and entry.class_name != "PReLU")


def range_start(class_name: str, name: str, end: float) -> float | None:
    """Returns where the range begins that a single number ``end`` stands for; None where it stands for no range.

    >>> range_start("RandomRotation", "factor", 0.2), range_start("RandomContrast", "factor", 0.2)
    (-0.2, 0)
    """
    if not name.endswith(("factor", "scale", "sigma")):
        return None
    if class_name in _SYMMETRIC:
        return -end
    return 0 if class_name in _FROM_ZERO else 1 if class_name in _FROM_ONE else None

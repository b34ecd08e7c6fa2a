"""A look at some samples: pictures as PNG, everything else as plain numbers and words that any page can draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from builder.data.arrays import Array, Data
from builder.data.errors import DataError
from builder.data.info import DataSetInfo, TargetInfo
from builder.data.loading import describe, load
from builder.network.record import Config

PICTURE_HEIGHT = 84
"""Pixels that a picture has at least: small ones are enlarged without smoothing, so that each pixel shows."""

FeatureValue = bytes | tuple[float, ...] | tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """One sample. ``inputs``: PNG bytes of an image, else the values in order (a table's columns, a series' steps,
    tokens, x and y of a point). ``targets``: numbers, or class numbers; ``answer`` says the same in words."""

    number: int
    inputs: dict[str, FeatureValue]
    targets: dict[str, tuple[float, ...]]
    answer: dict[str, str]


@dataclass(frozen=True)
class Preview:
    """Some samples, and what can be said of all of them outside the test part that the set brings along.

    ``class_counts``: target -> class name -> samples (steps, for a sequence). ``ranges``: feature or number target ->
    its smallest and largest raw value.
    """

    info: DataSetInfo
    samples: tuple[Sample, ...]
    class_counts: dict[str, dict[str, int]]
    ranges: dict[str, tuple[float, float]]

    def table(self) -> tuple[tuple[str, ...], list[tuple[float | str, ...]]]:
        """Returns column names and rows of a table's or of points' samples, the answers in the last columns."""
        features = [feature for feature in self.info.inputs if feature.names]
        columns = (*(name for feature in features for name in feature.names), *(t.name for t in self.info.targets))
        rows = [
            (
                *(value for feature in features for value in sample.inputs[feature.name]),
                *(sample.answer[target.name] for target in self.info.targets),
            )
            for sample in self.samples
        ]
        return columns, rows


def preview(name: str, options: Config | None = None, count: int = 12, seed: int = 0) -> Preview:
    """Returns a preview of ``count`` samples drawn by ``seed``; images are shown as images however they are laid out.

    Takes its arguments by position too and returns plain values, so that the engine can run it for sets of Keras's.

    Raises:
        UnknownDataSetError, DataOptionError, DataUnavailableError: as for :func:`builder.data.load`.
    """
    as_seen: Config = {"as": "images", "one_hot": False}
    offered = {option.name for option in describe(name).options}
    shown = (options or {}) | {option: value for option, value in as_seen.items() if option in offered}
    return preview_data(load(name, shown), count, seed)


def preview_data(data: Data, count: int, seed: int) -> Preview:
    """Returns a preview of data that are loaded already."""
    import numpy as np

    if data.samples.size == 0:
        raise DataError(f"{data.info.title} holds no samples, so there is nothing to show.")
    rows = np.random.default_rng(seed).permutation(data.samples.size)[: max(count, 0)]
    return Preview(
        info=data.info,
        samples=tuple(_sample(data, int(row)) for row in rows),
        class_counts={
            target.name: _class_counts(target, data.targets[target.name])
            for target in data.info.targets
            if target.classes
        },
        ranges={
            name: (_plain(values.min())[0], _plain(values.max())[0])
            for name, values in (*data.inputs.items(), *_numbers(data).items())
        },
    )


def encode_png(pixels: Array, minimum: float, maximum: float) -> bytes:
    """Returns a PNG of one image of (height, width, channels) with 1 or 3 channels, enlarged to be seen."""
    import numpy as np
    from PIL import Image

    levels = (pixels.astype(np.float32) - minimum) * (255 / (maximum - minimum))
    grey_or_colour = np.clip(levels, 0, 255).round().astype(np.uint8)
    picture = Image.fromarray(grey_or_colour[:, :, 0] if pixels.shape[2] == 1 else grey_or_colour)
    factor = max(1, -(-PICTURE_HEIGHT // picture.height))
    file = BytesIO()
    picture.resize((picture.width * factor, picture.height * factor), Image.Resampling.NEAREST).save(file, "PNG")
    return file.getvalue()


def _sample(data: Data, row: int) -> Sample:
    targets = {name: _plain(values[row]) for name, values in data.targets.items()}
    return Sample(
        number=row,
        inputs={name: _shown(data.info, name, values[row]) for name, values in data.inputs.items()},
        targets=targets,
        answer={target.name: _in_words(target, targets[target.name]) for target in data.info.targets},
    )


def _shown(info: DataSetInfo, name: str, values: Array) -> FeatureValue:
    feature = next(feature for feature in info.inputs if feature.name == name)
    if info.kind == "image" and feature.minimum is not None and feature.maximum is not None:
        return encode_png(values, feature.minimum, feature.maximum)
    if feature.vocabulary is not None:
        return tuple(int(value) for value in values.reshape(-1))
    return _plain(values)


def _plain(values: Array) -> tuple[float, ...]:
    """Returns Python numbers without the digits that only come from float32: 6.1, not 6.099999904632568."""
    return tuple(float(f"{value:.7g}") for value in values.reshape(-1))


def _in_words(target: TargetInfo, values: Sequence[float]) -> str:
    if target.classes:
        return " ".join(target.classes[int(value)] for value in values)
    return " ".join(f"{value:.3g}" for value in values) + (f" × {target.unit}" if target.unit else "")


def _class_counts(target: TargetInfo, values: Array) -> dict[str, int]:
    import numpy as np

    counts = np.bincount(values.reshape(-1), minlength=len(target.classes))
    return {name: int(count) for name, count in zip(target.classes, counts, strict=True)}


def _numbers(data: Data) -> dict[str, Array]:
    return {target.name: data.targets[target.name] for target in data.info.targets if target.kind == "number"}

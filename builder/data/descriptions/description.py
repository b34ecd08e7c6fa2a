"""A data set's description, and how options change it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, prod

from builder.data.info import DataSetInfo, FeatureInfo
from builder.data.one_hot import with_one_hot
from builder.network.record import Config

Refinement = Callable[[DataSetInfo, Config], DataSetInfo]


def _unchanged(info: DataSetInfo, options: Config) -> DataSetInfo:
    return info


@dataclass(frozen=True)
class Description:
    """The info under default options, and the changes that only this set's own options make."""

    info: DataSetInfo
    refine: Refinement = _unchanged

    def under(self, options: Config) -> DataSetInfo:
        """Returns the info under a full set of options."""
        info = self.refine(self.info, options)
        changes: dict[str, object] = {"scaling": options.get("scaling", info.scaling)}
        if "as" in options:
            changes["inputs"] = tuple(laid_out(feature, str(options["as"])) for feature in info.inputs)
        if options.get("one_hot"):
            changes["targets"] = tuple(with_one_hot(target, True) for target in info.targets)
        if isinstance(count := options.get("samples"), int):
            changes |= _sample_counts(info, count)
        return info.model_copy(update=changes)


def laid_out(feature: FeatureInfo, layout: str) -> FeatureInfo:
    """Returns an image feature as rows or vectors; ``images`` leaves it as it is."""
    height, width, channels = feature.shape
    shapes = {"images": feature.shape, "rows": (height, width * channels), "vectors": (prod(feature.shape),)}
    return feature.model_copy(update={"shape": shapes[layout]})


def _sample_counts(info: DataSetInfo, count: int) -> dict[str, object]:
    if info.offline:  # a generated set makes as many as it is asked for; a downloaded one gives at most what it has
        return {"samples": count}
    samples = min(count, info.samples)
    return {"samples": samples, "test_samples": ceil(info.test_samples * samples / info.samples)}

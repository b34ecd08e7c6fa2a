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
        return _with_rarest(info.model_copy(update=changes), info.samples)


def laid_out(feature: FeatureInfo, layout: str) -> FeatureInfo:
    """Returns an image feature as rows or vectors; ``images`` leaves it as it is."""
    height, width, channels = feature.shape
    shapes = {"images": feature.shape, "rows": (height, width * channels), "vectors": (prod(feature.shape),)}
    return feature.model_copy(update={"shape": shapes[layout]})


def _with_rarest(info: DataSetInfo, before: int) -> DataSetInfo:
    """Returns the info with the size of its rarest class, now that it no longer has the number of samples ``before``.

    Generated sets have about as many of every class; of which classes the first few of a downloaded set are is open.
    """
    if info.samples == before:
        return info
    targets = (
        one.model_copy(update={"rarest": info.samples // len(one.classes) if info.offline else 0})
        if one.rarest
        else one
        for one in info.targets
    )
    return info.model_copy(update={"targets": tuple(targets)})


def _sample_counts(info: DataSetInfo, count: int) -> dict[str, object]:
    if info.offline:  # a generated set makes as many as it is asked for; a downloaded one gives at most what it has
        return {"samples": count}
    samples = min(count, info.samples)
    return {"samples": samples, "test_samples": ceil(info.test_samples * samples / info.samples)}

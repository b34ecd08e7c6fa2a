"""What preprocessing layers learned by ``adapt``, as the arguments that would have said it. Imports Keras."""

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

_WORDS = (keras.layers.TextVectorization, keras.layers.StringLookup, keras.layers.IntegerLookup)


def learned_arguments(layer: keras.Layer, config: Mapping[str, Any]) -> dict[str, Any]:
    """Returns vocabulary, or mean and variance, that the layer has but its config does not say."""
    if isinstance(layer, _WORDS):
        return _vocabulary(layer, config)
    if isinstance(layer, keras.layers.Normalization):
        return _statistics(layer, config)
    return {}


def _vocabulary(layer: Any, config: Mapping[str, Any]) -> dict[str, Any]:
    if config.get("vocabulary") is not None or config.get("output_mode") == "tf_idf":
        return {}  # given, or nothing without the weights of the words, which only a file holds
    kind = int if isinstance(layer, keras.layers.IntegerLookup) else str
    words = [kind(word) for word in layer.get_vocabulary(include_special_tokens=False)]
    return {"vocabulary": words} if words else {}


def _statistics(layer: Any, config: Mapping[str, Any]) -> dict[str, Any]:
    if config.get("mean") is not None or not layer.built or not hasattr(layer, "adapt_mean"):
        return {}
    mean, variance = np.asarray(layer.adapt_mean), np.asarray(layer.adapt_variance)
    if not mean.any() and (variance == 1).all():
        return {}  # as it was made: nobody has adapted it
    return {"mean": mean.tolist(), "variance": variance.tolist()}

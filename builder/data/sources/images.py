"""Images as arrays: enlarging them, and laying them out as the info says."""

import numpy as np

from builder.data.arrays import Array
from builder.data.info import FeatureInfo


def enlarge(images: Array, size: int, maximum: float) -> Array:
    """Returns float32 images of ``size`` × ``size``, smoothly interpolated.

    Args:
        images: (samples, height, width), values from 0 to ``maximum``.
        maximum: the range that values keep; interpolation overshoots at sharp edges and is cut back.
    """
    from PIL import Image

    enlarged = np.empty((len(images), size, size), dtype=np.float32)
    for place, image in enumerate(images):
        picture = Image.fromarray(image.astype(np.float32))
        enlarged[place] = np.asarray(picture.resize((size, size), Image.Resampling.BICUBIC))
    return np.clip(enlarged, 0.0, maximum, out=enlarged)


def lay_out(images: Array, feature: FeatureInfo) -> Array:
    """Returns the images in the shape of the feature: with channels, as rows, or as vectors."""
    return images.reshape(len(images), *feature.shape)

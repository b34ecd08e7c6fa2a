"""The families of layers: their titles in the order of the palette, and how a class finds its own."""

from collections.abc import Mapping
from typing import Any

from builder.catalog.overlay import common_layers
from builder.catalog.specs import LayerEntry

FAMILIES: dict[str, str] = {
    "core": "Input & core",
    "convolutional": "Convolution",
    "pooling": "Pooling",
    "recurrent": "Recurrent",
    "attention": "Attention",
    "merging": "Merging",
    "reshaping": "Reshaping",
    "normalization": "Normalization",
    "regularization": "Regularization",
    "activation": "Activation",
    "preprocessing": "Numbers, text & audio",
    "image_preprocessing": "Image preparation",
    "augmentation": "Image augmentation",
    "wrapper": "Wrappers & cells",
    "operations": "Operations",
}

_BY_FOLDER = {"rnn": "recurrent", "activations": "activation"}


def family_of(layer: Any) -> str:
    """Returns the family of a Keras layer class: the folder of ``keras.src.layers`` it lives in, our name for it.

    Image augmentation is told from image preparation by what Keras calls it: ``Random...`` layers augment.
    """
    folder: str = layer.__module__.removeprefix("keras.src.layers.").split(".")[:-1][-1]
    if folder == "image_preprocessing" and layer.__name__.startswith("Rand"):
        return "augmentation"
    if folder == "rnn" and layer.__name__.endswith(("Cell", "Cells")):
        return "wrapper"
    return _BY_FOLDER.get(folder, folder)


def in_palette_order(entries: Mapping[str, LayerEntry]) -> dict[str, LayerEntry]:
    """Returns the entries family by family; in each, those people reach for first, then the others by name."""
    families = list(FAMILIES)

    def place(name: str) -> tuple[int, int, str]:
        family = entries[name].family
        first = common_layers().get(family, ())
        return families.index(family), first.index(name) if name in first else len(first), name

    return {name: entries[name] for name in sorted(entries, key=place)}

"""Where Keras keeps the sets that it has downloaded. Asks the file system, not Keras."""

import os
from collections.abc import Mapping
from pathlib import Path

from builder.data.info import DataSetInfo

CACHED_FILES: Mapping[str, str] = {
    "mnist": "mnist.npz",
    "fashion_mnist": "fashion-mnist/t10k-images-idx3-ubyte.gz",
    "cifar10": "cifar-10-batches-py-target_archive",
    "cifar100": "cifar-100-python-target_archive",
    "imdb": "imdb.npz",
    "reuters": "reuters.npz",
    "california_housing": "california_housing.npz",
}
"""The file of each set, the last of several, below :func:`keras_folder`."""


def keras_folder() -> Path:
    """Returns the folder of Keras's downloads: ``$KERAS_HOME/datasets``, or ``~/.keras/datasets``."""
    return Path(os.environ.get("KERAS_HOME", "~/.keras")).expanduser() / "datasets"


def is_on_this_machine(info: DataSetInfo) -> bool:
    """Whether the set can be loaded without the internet: it came along, or Keras has kept it."""
    return info.offline or (keras_folder() / CACHED_FILES[info.name]).exists()

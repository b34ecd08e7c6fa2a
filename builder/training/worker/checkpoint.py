"""A training between two epochs, as one file: there whole or not at all, and read without making any object of it.

The file is a zip without compression: ``state.json``, and the bytes of each array under its number.
"""

import json
import logging
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import keras
import ml_dtypes  # noqa: F401  makes NumPy know the types of numbers that only accelerators and Keras have
import numpy as np

from builder.store import ArtifactFolder, Resumption
from builder.training.recovery import CHECKPOINT
from builder.training.worker.epoch import from_columns

log = logging.getLogger(__name__)

FORMAT = 1

_STATE = "state.json"
_ARRAY = "$array"


@dataclass(frozen=True)
class Checkpoint:
    """What a training came to by the end of an epoch.

    ``content`` is what each part of the training says of itself: dicts, lists, plain values and NumPy arrays.
    """

    content: Mapping[str, Any]

    @property
    def place(self) -> Resumption:
        """Where a training goes on that begins with this, and the points of all epochs until there."""
        epochs = from_columns(self.content["judged"])
        points = [point for epoch in epochs for point in epoch.points()]
        return Resumption(epochs[-1].number, epochs[-1].step, tuple(points))

    @property
    def history(self) -> dict[str, list[float]]:
        """What each name was logged with, epoch by epoch."""
        columns: Mapping[str, np.ndarray[Any, Any]] = self.content["loop"]["history"]
        return {name: column.tolist() for name, column in columns.items()}


def write_checkpoint(folder: ArtifactFolder, checkpoint: Checkpoint) -> None:
    """Writes a checkpoint, which takes the place of the one before when all of it is on the disk.

    Raises:
        FullDiskError: there is no room for it; the one before is left as it was.
    """
    arrays: list[np.ndarray[Any, Any]] = []
    content = _without_arrays(checkpoint.content, arrays, {})
    kinds = [[array.dtype.name, array.shape] for array in arrays]
    state = {"format": FORMAT, "keras": keras.__version__, "arrays": kinds, "content": content}
    with folder.writing(CHECKPOINT) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_STATE, json.dumps(state))
        for number, array in enumerate(arrays):
            with archive.open(str(number), "w", force_zip64=True) as entry:
                if array.size:
                    entry.write(np.ascontiguousarray(array).reshape(-1).view("uint8").data)


def read_checkpoint(folder: ArtifactFolder) -> Checkpoint | None:
    """Returns the checkpoint in a folder; None where there is none that this version can read."""
    if not folder.exists(CHECKPOINT):
        return None
    try:
        with folder.open(CHECKPOINT) as file, zipfile.ZipFile(file) as archive:
            state = json.loads(archive.read(_STATE))
            if (state["format"], state["keras"]) != (FORMAT, keras.__version__):
                log.warning("The checkpoint is of format %s and Keras %s.", state["format"], state["keras"])
                return None
            arrays = [
                np.frombuffer(archive.read(str(number)), dtype="uint8").view(np.dtype(kind)).reshape(shape)
                for number, (kind, shape) in enumerate(state["arrays"])
            ]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError):
        log.exception("The checkpoint cannot be read.")
        return None
    return Checkpoint(_with_arrays(state["content"], arrays))


def _without_arrays(value: Any, arrays: list[np.ndarray[Any, Any]], numbers: dict[int, int]) -> Any:
    """Returns the value with a number in the place of each array; one that stands in several places is kept once."""
    if isinstance(value, np.ndarray):
        if id(value) not in numbers:
            numbers[id(value)] = len(arrays)
            arrays.append(value)
        return {_ARRAY: numbers[id(value)]}
    if isinstance(value, Mapping):
        return {key: _without_arrays(one, arrays, numbers) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_arrays(one, arrays, numbers) for one in value]
    return value


def _with_arrays(value: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    if isinstance(value, dict):
        if _ARRAY in value:
            return arrays[value[_ARRAY]]
        return {key: _with_arrays(one, arrays) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_arrays(one, arrays) for one in value]
    return value

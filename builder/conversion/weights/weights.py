"""Weights by layer: read out of a ``.keras`` file, kept by node id so that they survive edits, written without pickle.

NumPy and h5py are imported when they are needed: reading a file is for the engine, never for the web process.
"""

import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.from_config import ConfigReading
from builder.conversion.from_config.graph import NodePath
from builder.conversion.read_model.archive import Archive

if TYPE_CHECKING:
    import numpy as np

WEIGHTS = "model.weights.h5"
MAX_WEIGHTS_BYTES = 500_000_000
_INDEX = "index"

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LayerShapes:
    """What a layer's weights are like: its class, and the shape of each array by its place in the layer."""

    class_name: str
    shapes: Mapping[str, Shape]

    @property
    def parameters(self) -> int:
        return sum(math.prod(shape) for shape in self.shapes.values())


@dataclass(frozen=True, slots=True)
class LayerWeights:
    """The arrays of one layer by their place in it, such as "vars/0" or "cell/vars/2"."""

    class_name: str
    arrays: "Mapping[str, np.ndarray[Any, Any]]"

    @property
    def like(self) -> LayerShapes:
        return LayerShapes(self.class_name, {place: tuple(array.shape) for place, array in self.arrays.items()})


@dataclass(frozen=True, slots=True)
class WeightsArchive:
    """The weights of a network's layers, by the block and the id of the node that owns them."""

    layers: Mapping[NodePath, LayerWeights]

    @property
    def index(self) -> dict[NodePath, LayerShapes]:
        """What is in the archive, without the numbers."""
        return {path: weights.like for path, weights in self.layers.items()}

    def to_bytes(self) -> bytes:
        """Returns the archive as an ``.npz`` of plain arrays with an index in JSON."""
        import numpy as np

        arrays: dict[str, Any] = {}
        index: list[list[str]] = []
        for (block, node), weights in self.layers.items():
            for place, array in weights.arrays.items():
                arrays[f"a{len(index)}"] = array
                index.append([block, node, weights.class_name, place])
        arrays[_INDEX] = np.frombuffer(json.dumps(index).encode(), dtype=np.uint8)
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @property
    def index_text(self) -> str:
        """The index as JSON; :func:`read_index` reads it back."""
        return json.dumps([[*path, like.class_name, like.shapes] for path, like in self.index.items()])

    @classmethod
    def from_bytes(cls, content: bytes) -> "WeightsArchive":
        """Returns the archive that :meth:`to_bytes` wrote."""
        import numpy as np

        found: dict[NodePath, tuple[str, dict[str, Any]]] = {}
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            for number, (block, node, class_name, place) in enumerate(json.loads(arrays[_INDEX].tobytes())):
                found.setdefault((block, node), (class_name, {}))[1][place] = arrays[f"a{number}"]
        return cls({path: LayerWeights(class_name, held) for path, (class_name, held) in found.items()})


def read_index(text: str | bytes) -> dict[NodePath, LayerShapes]:
    """Returns the index that :attr:`WeightsArchive.index_text` wrote."""
    return {
        (block, node): LayerShapes(class_name, {place: tuple(shape) for place, shape in shapes.items()})
        for block, node, class_name, shapes in json.loads(text)
    }


def weights_of_file(content: bytes, reading: ConfigReading) -> WeightsArchive:
    """Returns the weights in the bytes of a ``.keras`` file; ``reading`` is what its config was read into.

    Raises:
        RefusedModelError: the weights are broken, too large, or more than plain arrays of numbers.
    """
    from builder.conversion.weights.arrays import arrays_in

    archive = Archive(content)
    if WEIGHTS not in archive.members:
        if any(name.endswith(".weights.json") for name in archive.members):
            raise RefusedModelError("The weights of this file lie in several parts. Save the model in one .keras file.")
        return WeightsArchive({})
    by_group: dict[str, dict[str, Any]] = {}
    groups = {group.name for group in reading.groups.values()}
    content = archive.read(WEIGHTS, at_most=MAX_WEIGHTS_BYTES)
    for place, array in arrays_in(content, lambda place: _group_of(place, groups)):
        name = _group_of(place, groups)
        by_group.setdefault(name, {})[place[len(name) + 1 :]] = array
    layers = {}
    for path, group in reading.groups.items():
        if group.name in by_group:
            arrays = {group.before + place: array for place, array in by_group[group.name].items()}
            layers[path] = LayerWeights(reading.node(path).class_name, arrays)
    return WeightsArchive(layers)


def _group_of(place: str, groups: set[str]) -> str:
    """Returns the layer's group that holds an array: the longest that its place begins with."""
    parts = place.split("/")
    return next((group for end in range(len(parts), 0, -1) if (group := "/".join(parts[:end])) in groups), "")

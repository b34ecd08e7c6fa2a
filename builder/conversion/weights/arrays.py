"""Arrays of numbers out of an HDF5 file that nobody vouches for. Imports h5py: for the engine, not the web process."""

import io
import math
from collections.abc import Callable, Iterator
from typing import Any

import h5py

from builder.conversion.errors import RefusedModelError

MAX_ARRAYS = 50_000
MAX_BYTES = 500_000_000
MAX_DEPTH = 64
_HARMLESS_FILTERS = frozenset({1, 2, 3})  # gzip, shuffle and checksum, which are part of HDF5 itself


def arrays_in(content: bytes, wanted: Callable[[str], object]) -> Iterator[tuple[str, Any]]:
    """Yields place and array of each dataset whose place is wanted; what they need is added up before one is read.

    Raises:
        RefusedModelError: the file is broken, holds links, or holds more than plain arrays of numbers.
    """
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            found = {place: data for place, data in _datasets(file) if wanted(place)}
            total = sum(math.prod(data.shape) * data.dtype.itemsize for data in found.values())
            if total > MAX_BYTES:
                raise RefusedModelError(f"The weights need {total:,} bytes; at most {MAX_BYTES:,} are read.")
            for place, data in found.items():
                yield place, data[()]
    except (OSError, KeyError, ValueError, RuntimeError, TypeError) as error:
        raise RefusedModelError(f"The weights of this file cannot be read: {error}.") from error


def _datasets(file: h5py.File) -> Iterator[tuple[str, h5py.Dataset]]:
    pending: list[tuple[str, h5py.Group, int]] = [("", file, 0)]
    seen = 0
    while pending:
        prefix, group, depth = pending.pop()
        for name in group:
            seen += 1
            if seen > MAX_ARRAYS or depth > MAX_DEPTH:
                raise RefusedModelError("The weights of this file are nested too deep, or are too many.")
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                raise RefusedModelError(f'"{prefix}{name}" in the weights is a link. Save the model anew in Keras.')
            item = group[name]
            place = f"{prefix}{name}"
            if isinstance(item, h5py.Dataset):
                _refuse_unsafe(place, item)
                yield _today(place), item
            elif isinstance(item, h5py.Group):
                pending.append((f"{place}/", item, depth + 1))


def _refuse_unsafe(place: str, data: h5py.Dataset) -> None:
    if data.external or data.is_virtual:
        raise RefusedModelError(f'"{place}" in the weights lies in another file, which is never read.')
    if data.dtype.kind not in "fiub" or data.dtype.hasobject:
        raise RefusedModelError(f'"{place}" in the weights holds {data.dtype}, which are no plain numbers.')
    filters = data.id.get_create_plist()
    if any(filters.get_filter(number)[0] not in _HARMLESS_FILTERS for number in range(filters.get_nfilters())):
        raise RefusedModelError(f'"{place}" in the weights is packed in a way that is not read.')


def _today(place: str) -> str:
    """Returns the place as Keras 3 names it; the first version of the format named its containers otherwise."""
    return place.replace("_layer_checkpoint_dependencies/", "layers/").replace("\\", "/")

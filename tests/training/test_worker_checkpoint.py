"""Checkpoints as files: what comes back of them, and what is there when writing breaks off."""

import json
import zipfile
from typing import Any

import numpy as np
import pytest

from builder.store import ArtifactFolder

pytestmark = pytest.mark.keras

KINDS = ["float32", "float64", "float16", "bfloat16", "float8_e4m3fn", "int4", "int64", "uint32", "bool"]


def of(**content: Any) -> Any:
    from builder.training.worker.checkpoint import Checkpoint

    return Checkpoint(content)


def test_arrays_of_every_kind_and_plain_values_come_back_to_the_last_bit(folder: ArtifactFolder) -> None:
    from builder.training.worker.checkpoint import read_checkpoint, write_checkpoint

    shapes = [(), (0,), (3,), (2, 0), (2, 3, 1)]
    arrays = [np.ones(shape).astype(kind) for kind in KINDS for shape in shapes]
    plain = {"none": None, "nan": float("nan"), "inf": [float("inf"), 0.1, 2**60], "name": "val_loss", "yes": True}
    write_checkpoint(folder, of(arrays=arrays, plain=plain, nested=[{"one": [arrays[2]]}]))

    found = read_checkpoint(folder)
    assert found is not None
    for ours, theirs in zip(arrays, found.content["arrays"], strict=True):
        assert (theirs.dtype, theirs.shape) == (ours.dtype, ours.shape)
        assert theirs.tobytes() == ours.tobytes()
    assert repr(found.content["plain"]) == repr(plain)
    np.testing.assert_array_equal(found.content["nested"][0]["one"][0], arrays[2])


def test_array_that_stands_in_several_places_is_written_once(folder: ArtifactFolder) -> None:
    from builder.training.worker.checkpoint import CHECKPOINT, write_checkpoint

    weights = [np.ones(50_000, "float32")]
    write_checkpoint(folder, of(last=weights, best=weights))
    assert 200_000 < folder.size(CHECKPOINT) < 210_000


def test_writing_that_breaks_off_leaves_the_checkpoint_before(folder: ArtifactFolder) -> None:
    from builder.training.worker.checkpoint import read_checkpoint, write_checkpoint

    write_checkpoint(folder, of(number=1, array=np.ones(5)))
    with pytest.raises(TypeError):
        write_checkpoint(folder, of(number=2, array=np.ones(5), cannot_be_written=object()))
    found = read_checkpoint(folder)
    assert found is not None and found.content["number"] == 1
    assert folder.names() == ("checkpoint.zip",)


def test_checkpoint_that_this_version_cannot_read_is_as_good_as_none(folder: ArtifactFolder) -> None:
    from builder.training.worker.checkpoint import CHECKPOINT, read_checkpoint, write_checkpoint

    assert read_checkpoint(folder) is None
    write_checkpoint(folder, of(array=np.ones(5_000)))
    whole = folder.read(CHECKPOINT)

    for broken in (b"", whole[:-100], whole[: len(whole) // 2], whole[:20_000] + b"\1" + whole[20_001:]):
        folder.write(CHECKPOINT, broken)
        assert read_checkpoint(folder) is None

    with folder.writing(CHECKPOINT) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr("state.json", json.dumps({"format": 1, "keras": "2.0.0", "arrays": [], "content": {}}))
    assert read_checkpoint(folder) is None


def test_epochs_come_back_as_they_were_judged() -> None:
    from builder.training.worker.epoch import Epoch, from_columns, to_columns

    epochs = [Epoch(number, {"loss": 0.1 * number, "val_loss": 1 / 3}, 45 * number, 1e9 + number) for number in (1, 2)]
    assert from_columns(to_columns(epochs)) == epochs
    assert from_columns(to_columns([])) == []
    assert [(point.split, point.name, point.value, point.step) for point in epochs[1].points()] == [
        ("train", "loss", 0.2, 90),
        ("validation", "loss", 1 / 3, 90),
    ]

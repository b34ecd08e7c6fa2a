"""Exports on a disk that really is full: refused in a sentence, without a trace, and written when there is room."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.conversion.exports.queue import ExportJob, ExportQueue, ExportState
from builder.network import Network
from tests.engine.drawing import chain, input_of
from tests.small_disk import full, mounted

pytestmark = pytest.mark.keras

ROOM = 24 * 1024**2
TOLD = "The disk is full, so the export could not be written. Make room and try again."


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small disk that holds all temporary files, those of the export process too."""
    with mounted(tmp_path_factory.mktemp("small"), ROOM) as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(place))
        patch.setattr(tempfile, "tempdir", str(place))
        yield place


@pytest.fixture(scope="module")
def exports(disk: Path) -> Iterator[ExportQueue]:
    queue = ExportQueue()
    yield queue
    queue.close()


@pytest.fixture(scope="module")
def network() -> Network:
    return chain(input_of(64, name="table"), ("hidden", "Dense", {"units": 5_000}), ("out", "Dense", {"units": 2}))


def written(exports: ExportQueue, job: ExportJob) -> ExportState:
    exports.ask(job)
    deadline = time.monotonic() + 120
    while (state := exports.state(job.key)) is None or state.is_active:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return state


@pytest.mark.parametrize("format", ["keras", "saved_model", "onnx", "litert", "python"])
def test_an_export_without_room_is_refused_in_a_sentence_and_written_with_room(
    exports: ExportQueue, network: Network, disk: Path, format: str
) -> None:
    job = ExportJob(network, format)
    with full(disk):
        state = written(exports, job)
        assert (state.status, state.message) == ("refused", TOLD)
    assert list(disk.glob(f"layerloom-exports-*/{job.key}")) == []
    state = written(exports, job)
    assert (state.status, state.message) == ("done", "")
    assert state.path is not None and state.path.exists()


def test_weights_that_find_no_room_are_told_as_such(exports: ExportQueue, network: Network, disk: Path) -> None:
    def fetch(target: Path) -> None:
        target.write_bytes(b"x" * 1_000_000)

    with full(disk):
        state = written(exports, ExportJob(network, "keras", weights="large", fetch=fetch))
    assert (state.status, state.message) == ("refused", TOLD)

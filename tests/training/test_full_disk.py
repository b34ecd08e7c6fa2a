"""A training whose files find no room, on a disk that really is full."""

from pathlib import Path

import pytest

from builder.store import ArtifactFolder
from tests.small_disk import fill, small_disk

__all__ = ["small_disk"]

pytestmark = pytest.mark.keras


@pytest.mark.parametrize("stop_after", [None, 3])
def test_training_that_cannot_keep_its_files_says_so(
    small_disk: Path, make_digits_network, recorder, stop_after: int | None
) -> None:
    from builder.training.worker_training import train

    class Filler(type(recorder)):  # type: ignore[misc]  the fixture's class
        """Fills the disk as soon as there is an epoch's file on it."""

        def wants_stop(self) -> bool:
            if folder.exists("model.keras") and not (small_disk / "filler").exists():
                fill(small_disk)
            return super().wants_stop()

    folder, listener = ArtifactFolder(str(small_disk / "run")), Filler()
    listener.stop_after = stop_after
    outcome = train(make_digits_network(epochs=30), listener=listener, folder=folder)
    assert outcome.status == "failed"
    assert outcome.message.startswith('The disk is full, so "')
    assert outcome.message.endswith(" could not be kept. Make room and try again.")
    assert "model.keras" in folder.names()
    assert not list((small_disk / "run").glob("*.part"))

"""The weights that a project's trainings begin with: kept beside its document since its file was opened."""

import json
from typing import NamedTuple
from uuid import uuid4

from builder.conversion.from_config.graph import NodePath
from builder.conversion.weights.weights import LayerShapes, read_index
from builder.store import ArtifactFolder, Store

WEIGHTS = "initial-weights.npz"
INDEX = "initial-weights.json"
STAMP = "initial-weights.stamp"
KEPT = "kept-weights.json"
"""What a run writes: for each layer whether it began with the project's weights."""


class Beginning(NamedTuple):
    """How one layer of a run began; ``reason`` says why fresh, empty where it kept its weights."""

    title: str
    kept: bool
    reason: str


def keep_initial_weights(store: Store, project_id: str, weights: bytes, index: str) -> None:
    """Keeps the weights that the project's trainings begin with, in the form of a ``WeightsArchive``.

    Raises:
        FullDiskError: there is no room for them; those kept before are left as they were.
    """
    store.project_artifacts(project_id).write_all(initial_files(weights, index))


def initial_files(weights: bytes, index: str) -> dict[str, bytes]:
    """Returns what lies beside a project whose trainings begin with these weights."""
    return {WEIGHTS: weights, INDEX: index.encode(), STAMP: uuid4().hex.encode()}


def initial_stamp(store: Store, project_id: str) -> str:
    """Returns a word that changes with the project's initial weights; empty where it has none."""
    folder = store.project_artifacts(project_id)
    return folder.read(STAMP).decode() if folder.exists(STAMP) else ""


def initial_index(store: Store, project_id: str) -> dict[NodePath, LayerShapes]:
    """Returns what the project's initial weights are like; empty where it has none."""
    folder = store.project_artifacts(project_id)
    return read_index(folder.read(INDEX)) if folder.exists(INDEX) else {}


def forget_initial_weights(store: Store, project_id: str) -> None:
    """Lets the project's next trainings begin fresh."""
    store.project_artifacts(project_id).delete()


def beginnings(folder: ArtifactFolder) -> tuple[Beginning, ...]:
    """Returns how the layers of a run began; empty where all began fresh."""
    if not folder.exists(KEPT):
        return ()
    return tuple(Beginning(*row) for row in json.loads(folder.read(KEPT)))

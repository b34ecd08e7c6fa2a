"""Gives a model that is about to train the weights that its project keeps. Imports Keras."""

import json
import logging
from typing import Any

from builder.conversion.weights.layers import load_fitting
from builder.conversion.weights.weights import WeightsArchive
from builder.network import Network
from builder.store import ArtifactFolder, Store
from builder.training.initial_weights import KEPT, WEIGHTS

log = logging.getLogger(__name__)


def initial_weights(store: Store, run_id: str) -> WeightsArchive | None:
    """Returns the weights that the run's project keeps; None where it keeps none."""
    folder = store.project_artifacts(store.load_run(run_id).project_id)
    return WeightsArchive.from_bytes(folder.read(WEIGHTS)) if folder.exists(WEIGHTS) else None


def begin_with(model: Any, network: Network, start: WeightsArchive, folder: ArtifactFolder) -> None:
    """Loads what still fits into the model, and writes down for each layer how it begins."""
    answers = load_fitting(model, network, start)
    rows = [[answer.title, answer.kept, answer.reason] for answer in answers]
    folder.write(KEPT, json.dumps(rows, indent=1).encode())
    kept = sum(answer.kept for answer in answers)
    log.info("%d of %d layers begin with the weights that the project keeps.", kept, len(answers))

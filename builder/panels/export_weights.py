"""Which weights an export takes along: those of the last training that fits, those of an opened file, or fresh ones."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from builder.conversion.canonical import canonical_form
from builder.engine.words import counted
from builder.network import DocumentError, Network, Recipe
from builder.store import Run
from builder.training.initial_weights import WEIGHTS, initial_stamp
from builder.workspace.services import services

FILES = {"model.keras": "last epoch", "best.keras": "best epoch"}
"""What a training leaves, and how people call its weights."""

RUNS_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights to choose; ``key`` tells them apart, ``fetch`` copies them to a file (None: fresh ones are drawn)."""

    title: str
    key: str = ""
    fetch: Callable[[Path], None] | None = None
    ending: str = ".keras"


def choose_weights(network: Network, runs: tuple[Run, ...], project_id: str) -> Weights:
    """Draws the choice, trained weights first, and returns what is chosen."""
    fresh = Weights(f"Fresh, drawn from seed {network.recipe.seed or 0}")
    trained = [*trained_weights(network, runs), *kept_weights(project_id)]
    if trained:
        chosen = st.selectbox(
            "Weights", [*trained, fresh], format_func=lambda weights: weights.title, label_visibility="collapsed"
        )
        return chosen or trained[0]
    st.markdown(
        f":small[:gray[{fresh.title}. "
        + (
            "The network changed since its last training, so those weights no longer fit.]]"
            if runs
            else "Train the network to export what it learned.]]"
        )
    )
    return fresh


def trained_weights(network: Network, runs: tuple[Run, ...]) -> list[Weights]:
    """Returns the weights of the latest run that trained this very network; ``runs`` are given latest first."""
    for place, run in enumerate(runs[:RUNS_LOOKED_AT]):
        folder = services().store.artifacts(run.id)
        names = folder.names()
        there = [file for file in FILES if file in names]
        if there and _trained_this(run.id, network.to_json()):
            number = len(runs) - place
            return [
                Weights(
                    f"Trained, {FILES[file]} (run {number}, {counted(run.progress.epoch, 'epoch')})",
                    f"{run.id}/{file}/{folder.size(file)}/{run.progress.step}",
                    partial(_copy, run.id, file),
                )
                for file in there
            ]
    return []


def kept_weights(project_id: str) -> list[Weights]:
    """Returns the weights that the project's trainings begin with, where it has any; what no longer fits is fresh."""
    stamp = initial_stamp(services().store, project_id)
    if not stamp:
        return []
    return [Weights("Kept, as far as they fit", f"kept/{stamp}", partial(_copy_kept, project_id), ".npz")]


@lru_cache(maxsize=128)
def _trained_this(run_id: str, document: str) -> bool:
    """Says whether the run trained the same model: the same layers with the same names, wherever they are drawn."""
    try:
        trained = services().store.load_run_network(run_id)
    except DocumentError:
        return False
    return _model_alone(trained) == _model_alone(Network.from_json(document))


def _model_alone(network: Network) -> Network:
    return canonical_form(network).model_copy(update={"name": "", "description": "", "recipe": Recipe()})


def _copy_kept(project_id: str, target: Path) -> None:
    with services().store.project_artifacts(project_id).open(WEIGHTS) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _copy(run_id: str, file: str, target: Path) -> None:
    with services().store.artifacts(run_id).open(file) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)

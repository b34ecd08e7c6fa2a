"""What a training leaves behind: its model and its records, to take away."""

import time
from functools import partial

import streamlit as st

from builder.engine.words import byte_words
from builder.panels.words import ago
from builder.store import Run
from builder.workspace.services import services

OFFERED = {
    "model.keras": ("Trained model", "The weights at the end of the training."),
    "best.keras": ("Best epoch's model", "The weights of the epoch that did best."),
    "history.json": ("History", "Every epoch's loss and metrics as JSON."),
    "log.txt": ("Log", "What the training process wrote."),
}


def draw_trained_downloads(run: Run | None, name: str) -> None:
    """Draws a download for each file that the run left, as far as there is one."""
    if run is None:
        return
    folder = services().store.artifacts(run.id)
    names = folder.names()
    there = [file for file in OFFERED if file in names]
    if not there:
        return
    st.markdown("**Trained**")
    if run.ended is not None:
        st.caption(f"The last training ended {ago(time.time() - run.ended)}.")
    for column, file in zip(st.columns(len(there)), there, strict=True):
        title, help_text = OFFERED[file]
        column.download_button(
            title,
            partial(folder.read, file),
            f"{name}.keras" if file == "model.keras" else f"{name}_{file}",
            help=f"{help_text} {byte_words(folder.size(file))}.",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
            key=f"download-{run.id}-{file}",
        )

"""Opening a file on Home: reading it in the engine, choosing among its models, telling what was found."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import streamlit as st

from builder.engine.words import counted
from builder.network import Network
from builder.panels.frame import mistakes_told, plain
from builder.panels.session import OPENED, open_project
from builder.workspace.services import services

if TYPE_CHECKING:
    from builder.conversion.open_file import OpenedFile
    from builder.network.notes import Note

MAX_MEGABYTES = 50
SECONDS = 90
NOTES_SHOWN = 20
UNNAMED = Network().name


def draw_open_file() -> None:
    """Draws the field for a file; one that holds a single model without remarks opens at once."""
    file = st.file_uploader(
        "Model (.keras, .json), source (.py) or notebook (.ipynb)",
        max_upload_size=MAX_MEGABYTES,  # of any ending: the answer to others says what to do instead
        help="A model saved by Keras 2 or 3, Python source that builds one, or a document of Layerloom. "
        "Nothing in a file is ever run.",
    )
    if file is None:
        return
    with mistakes_told():
        _draw_opened(file.name, _read_once(file))


def _draw_opened(file_name: str, opened: "OpenedFile") -> None:
    models, notes = opened.imported.models, opened.imported.notes
    if not models:
        st.warning("No model was found in this file.")
        _draw_notes(notes)
        return
    if len(models) == 1 and not notes:
        _open(file_name, next(iter(models.values())), opened)
    _draw_choice(file_name, opened)
    _draw_notes(notes)


def _read_once(file: Any) -> "OpenedFile":
    from builder.conversion.open_file import open_file

    known = st.session_state.get(OPENED)
    if known is None or known[0] != file.file_id:
        with st.spinner("Reading …"):
            opened = services().engine.call(open_file, file.name, file.getvalue(), timeout=SECONDS)
        known = st.session_state[OPENED] = (file.file_id, opened)
    found: OpenedFile = known[1]
    return found


def _draw_choice(file_name: str, opened: "OpenedFile") -> None:
    models = opened.imported.models
    name = next(iter(models))
    if len(models) > 1:
        st.caption(f"This file defines {counted(len(models), 'model')}.")
        name = st.selectbox(
            "Model",
            list(models),
            index=len(models) - 1,
            format_func=lambda key: f"{key} · {counted(len(models[key].nodes), 'layer')}",
        )
    if st.button("Open it", type="primary", icon=":material/account_tree:"):
        _open(file_name, models[name], opened)


def _draw_notes(notes: "tuple[Note, ...]") -> None:
    if not notes:
        return
    lines = [f"- {f'Line {note.line}: ' if note.line else ''}{plain(note.text)}" for note in notes[:NOTES_SHOWN]]
    if len(notes) > NOTES_SHOWN:
        lines.append(f"- and {len(notes) - NOTES_SHOWN} more")
    st.markdown("**What was left out or assumed**\n" + "\n".join(lines))


def _open(file_name: str, network: Network, opened: "OpenedFile") -> None:
    """Keeps the network as a new project with the weights of its file, and goes to it, or says why it cannot."""
    from builder.training.initial_weights import initial_files

    with mistakes_told():
        if network.name == UNNAMED:
            network = network.model_copy(update={"name": PurePath(file_name).stem[:200] or UNNAMED})
        files = initial_files(opened.weights, opened.index) if opened.weights else {}
        project = services().store.create_project(network, files)
        st.session_state.pop(OPENED, None)
        open_project(project.id)

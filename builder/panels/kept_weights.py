"""Which layers begin a training with kept weights: those of the file that was opened, or of an earlier run."""

import streamlit as st

from builder.conversion.open_file import trained_weights
from builder.conversion.weights.fitting import Kept, fitting_weights
from builder.engine import EngineError
from builder.engine.words import counted
from builder.network import Network
from builder.panels.frame import mistakes_told, plain
from builder.panels.session import FITTING
from builder.store import Run
from builder.training.initial_weights import (
    beginnings,
    forget_initial_weights,
    initial_index,
    initial_stamp,
    keep_initial_weights,
)
from builder.workspace.services import services

MODEL = "model.keras"
SHOWN = 200


def draw_kept_weights(network: Network, project_id: str) -> None:
    """Draws which layers the next training begins with kept weights; nothing where the project has none."""
    answers = _answers(network, project_id)
    if not answers:
        return
    kept = sum(answer.kept for answer in answers)
    with st.expander(f"Kept weights: {kept} of {counted(len(answers), 'layer')} keep theirs", icon=":material/save:"):
        _draw_list([(answer.title, answer.kept, answer.reason) for answer in answers])
        if st.button("Forget the kept weights", help="The next training then begins fresh in every layer."):
            forget_initial_weights(services().store, project_id)
            st.rerun()


def count_kept_layers(network: Network, project_id: str) -> int:
    """Returns in how many layers the next training begins with kept weights."""
    return sum(answer.kept for answer in _answers(network, project_id))


def draw_beginning(run: Run) -> None:
    """Draws how the layers of a run began; nothing where all of them began fresh."""
    rows = beginnings(services().store.artifacts(run.id))
    if rows:
        with st.expander(f"{sum(row.kept for row in rows)} of {counted(len(rows), 'layer')} began with kept weights"):
            _draw_list([(row.title, row.kept, row.reason) for row in rows])


def draw_train_on(run: Run) -> None:
    """Draws the button that lets the project's next trainings begin with what this run learned."""
    store = services().store
    folder = store.artifacts(run.id)
    if run.is_active or not folder.exists(MODEL):
        return
    if st.button(
        "Train on from these weights",
        icon=":material/replay:",
        key=f"train-on-{run.id}",
        help="The next training begins with them, in every layer that they still fit.",
    ):
        with mistakes_told():
            found = services().engine.call(trained_weights, store.load_run_network(run.id), folder.read(MODEL))
            keep_initial_weights(store, run.project_id, found.weights, found.index)
            st.rerun()


def _answers(network: Network, project_id: str) -> tuple[Kept, ...]:
    stamp = initial_stamp(services().store, project_id)
    known = st.session_state.get(FITTING)
    if known is None or known[0] != stamp or known[1] is not network:
        index = initial_index(services().store, project_id)
        try:
            answers = services().engine.call(fitting_weights, network, index) if index else ()
        except EngineError as error:
            st.warning(str(error))
            return ()
        known = st.session_state[FITTING] = (stamp, network, answers)
    found: tuple[Kept, ...] = known[2]
    return found


def _draw_list(rows: list[tuple[str, bool, str]]) -> None:
    lines = [
        f"{':material/check:' if kept else ':material/refresh:'} {plain(title)}"
        + ("" if kept else f" begins fresh: {plain(reason)}")
        for title, kept, reason in rows[:SHOWN]
    ]
    if len(rows) > SHOWN:
        lines.append(f"and {len(rows) - SHOWN} more")
    st.markdown("  \n".join(lines))

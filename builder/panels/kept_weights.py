"""Which layers begin a training with the weights of the file that the project was opened from."""

import streamlit as st

from builder.conversion.weights_fitting import Kept, fitting_weights
from builder.engine import EngineError
from builder.network import Network
from builder.panels.frame import plain
from builder.panels.services import services
from builder.panels.session import FITTING
from builder.panels.words import counted
from builder.store import Run
from builder.training.initial_weights import beginnings, forget_initial_weights, initial_index

SHOWN = 200


def draw_kept_weights(network: Network, project_id: str) -> None:
    """Draws which layers the next training begins with imported weights; nothing where the project has none."""
    answers = _answers(network, project_id)
    if not answers:
        return
    kept = sum(answer.kept for answer in answers)
    with st.expander(
        f"Imported weights: {kept} of {counted(len(answers), 'layer')} keep theirs", icon=":material/save:"
    ):
        _draw_list([(answer.title, answer.kept, answer.reason) for answer in answers])
        if st.button("Forget the imported weights", help="The next training then begins fresh in every layer."):
            forget_initial_weights(services().store, project_id)
            st.session_state.pop(FITTING, None)
            st.rerun()


def draw_beginning(run: Run) -> None:
    """Draws how the layers of a run began; nothing where all of them began fresh."""
    rows = beginnings(services().store.artifacts(run.id))
    if rows:
        with st.expander(
            f"{sum(row.kept for row in rows)} of {counted(len(rows), 'layer')} began with imported weights"
        ):
            _draw_list([(row.title, row.kept, row.reason) for row in rows])


def _answers(network: Network, project_id: str) -> tuple[Kept, ...]:
    known = st.session_state.get(FITTING)
    if known is None or known[0] != project_id or known[1] is not network:
        index = initial_index(services().store, project_id)
        try:
            answers = services().engine.call(fitting_weights, network, index) if index else ()
        except EngineError as error:
            st.warning(str(error))
            return ()
        known = st.session_state[FITTING] = (project_id, network, answers)
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

"""Problems on a page: one sentence each, the way to mend it, Keras's own words folded away."""

from collections.abc import Callable, Iterable

import streamlit as st

from builder.network import Network, Problem
from builder.network.problems import Fix
from builder.panels.frame import plain

BEGINNINGS = frozenset({"empty", "no_data"})
"""Codes of what nobody did wrong: it is only not done yet, so it is told as an invitation."""


def draw_problems(network: Network, problems: Iterable[Problem], mend: Callable[[Fix], None] | None = None) -> None:
    """Draws each problem as a note, first the errors, in red, then the warnings, in yellow; what is not begun, in blue.

    Args:
        mend: applies a fix; with it, each problem has a button for every fix that it offers.
    """
    for place, problem in enumerate(sorted(problems, key=lambda problem: problem.severity == "warning")):
        is_beginning = problem.code in BEGINNINGS
        draw = st.info if is_beginning else st.warning if problem.severity == "warning" else st.error
        node = network.nodes_by_id.get(problem.node_id or "")
        where = f"**{plain(node.title)}** · " if node and node.title not in problem.message else ""
        draw(f"{where}{plain(problem.message)}\n\n{plain(problem.hint)}")
        if problem.details:
            with st.expander("Keras's own message"):
                st.code(problem.details, language=None, wrap_lines=True)
        if mend is not None and problem.fixes:
            with st.container(horizontal=True):
                for fix in problem.fixes:
                    key = f"mend-{place}-{problem.code}-{problem.node_id}-{fix.label}"
                    st.button(plain(fix.label), key=key, icon=":material/build:", on_click=mend, args=(fix,))

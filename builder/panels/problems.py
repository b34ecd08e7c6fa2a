"""Problems on a page: one sentence each, the way to mend it, Keras's own words folded away."""

from collections.abc import Callable, Iterable

import streamlit as st

from builder.network import Network, Problem
from builder.network.problems import Fix
from builder.panels.frame import plain


def draw_problems(network: Network, problems: Iterable[Problem], mend: Callable[[Fix], None] | None = None) -> None:
    """Draws each problem as a note, errors in red and warnings in yellow.

    Args:
        mend: what a click on the button of a fix does; without it there are no buttons.
    """
    for place, problem in enumerate(problems):
        draw = st.warning if problem.severity == "warning" else st.error
        node = network.nodes_by_id.get(problem.node_id or "")
        title = f"**{plain(node.title)}** · " if node and node.title not in problem.message else ""
        draw(f"{title}{plain(problem.message)}\n\n{plain(problem.hint)}")
        for fix in problem.fixes if mend is not None else ():
            st.button(fix.label, key=f"mend-{place}-{problem.code}-{fix.label}", on_click=mend, args=(fix,))
        if problem.details:
            with st.expander("Keras's own message"):
                st.code(problem.details, language=None, wrap_lines=True)

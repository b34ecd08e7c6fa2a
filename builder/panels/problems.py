"""Problems on a page: one sentence each, the way to mend it, Keras's own words folded away."""

from collections.abc import Iterable

import streamlit as st

from builder.network import Network, Problem
from builder.panels.frame import plain


def draw_problems(network: Network, problems: Iterable[Problem]) -> None:
    """Draws each problem as a note, errors in red and warnings in yellow."""
    for problem in problems:
        draw = st.warning if problem.severity == "warning" else st.error
        node = network.nodes_by_id.get(problem.node_id or "")
        place = f"**{plain(node.title)}** · " if node and node.title not in problem.message else ""
        draw(f"{place}{plain(problem.message)}\n\n{plain(problem.hint)}")
        if problem.details:
            with st.expander("Keras's own message"):
                st.code(problem.details, language=None, wrap_lines=True)

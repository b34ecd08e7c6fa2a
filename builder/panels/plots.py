"""How plots look here: Streamlit's theme, few lines, figures that do not jump."""

import plotly.graph_objects as go

TRAIN, VALIDATION = "#0072B2", "#D55E00"
"""Colour-blind safe; the same on every plot of a training."""

CLASS_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#7B4FB5", "#B08900", "#56B4E9", "#C2255C", "#868E96")


def quiet(figure: go.Figure, *, height: int, legend: bool = False) -> go.Figure:
    """Returns the figure without frame, margins and vertical lines."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=legend,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        uirevision="keep",
    )
    figure.update_xaxes(showgrid=False, zeroline=False, automargin=True)
    figure.update_yaxes(gridcolor="rgba(128,128,128,0.22)", zeroline=False, automargin=True)
    return figure

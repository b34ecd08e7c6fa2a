"""Plotly's JavaScript: the copy that Python's plotly brought along, and the address it is served at."""

from pathlib import Path

PLOTLY_ROUTE = "/layerloom/plotly.min.js"
"""``plot.js`` asks for it, relative to its own address."""


def plotly_file() -> Path:
    """Returns the file to serve."""
    import plotly

    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

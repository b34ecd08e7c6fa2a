"""Plotly's JavaScript: the copy that Python's plotly brought along."""

from importlib.resources import files
from pathlib import Path


def plotly_file() -> Path:
    """Returns the file to serve."""
    return Path(str(files("plotly") / "package_data" / "plotly.min.js"))

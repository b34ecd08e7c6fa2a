"""The curves of one run: points as they arrive from the store, figures for Plotly."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from builder.panels.plots import TRAIN, VALIDATION, quiet
from builder.store import MetricPoint

DRAWN_POINTS = 1_500
"""Points of one batch curve that are drawn; more only cost time, since a plot is not so many pixels wide."""


@dataclass
class Curve:
    """One line: ``x`` in epochs, ``y`` the metric."""

    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)

    def thinned(self) -> "Curve":
        """Returns the curve with at most :data:`DRAWN_POINTS` points, the last one among them."""
        stride = -(-len(self.x) // DRAWN_POINTS) or 1
        last = len(self.x) - 1
        keep = [place for place in range(len(self.x)) if (last - place) % stride == 0]
        return Curve([self.x[place] for place in keep], [self.y[place] for place in keep])


@dataclass
class Curves:
    """Every curve of a run by metric, then by (scope, split); ``after`` is the id of the newest point taken in."""

    after: int = 0
    lines: dict[str, dict[tuple[str, str], Curve]] = field(default_factory=dict)

    def add(self, points: Iterable[MetricPoint], batches: int) -> None:
        """Takes in points; ``batches`` is how many an epoch has, which turns steps into epochs."""
        for point in points:
            self.after = max(self.after, point.id)
            if point.split == "test":
                continue
            curve = self.lines.setdefault(point.name, {}).setdefault((point.scope, point.split), Curve())
            curve.x.append(point.step / batches if point.scope == "batch" and batches else point.epoch)
            curve.y.append(point.value)

    @property
    def epochs_begun(self) -> int:
        """How many epochs the points reach into."""
        return math.ceil(max((max(curve.x) for lines in self.lines.values() for curve in lines.values()), default=0))

    def figure(self, name: str, epochs: int) -> go.Figure:
        """Returns the plot of one metric: batches faint, epochs bold, training blue, validation orange."""
        figure = go.Figure()
        lines = self.lines.get(name, {})
        if ("batch", "train") in lines:
            batch = lines["batch", "train"].thinned()
            figure.add_scatter(
                x=batch.x, y=batch.y, mode="lines", name="batch", line={"color": TRAIN, "width": 1}, opacity=0.35
            )
        for split, colour in (("train", TRAIN), ("validation", VALIDATION)):
            curve = lines.get(("epoch", split))
            if curve:
                figure.add_scatter(
                    x=curve.x,
                    y=curve.y,
                    mode="lines+markers",
                    name=split,
                    line={"color": colour, "width": 2.5},
                    marker={"size": 5},
                    cliponaxis=False,
                )
        quiet(figure, height=250, legend=True)
        figure.update_xaxes(title="epoch", range=[0, max(epochs, 1) * 1.02], dtick=max(1, round(epochs / 8)))
        if not lines:
            figure.update_yaxes(range=[0, 1], showticklabels=False)
        elif values := [y for line in lines.values() for y in line.y if math.isfinite(y)]:
            lowest, highest = bounds_of(values)
            figure.update_yaxes(autorangeoptions={"minallowed": lowest, "maxallowed": highest})
        return figure

    def in_words(self, name: str) -> str:
        """Returns the last value of each epoch curve of a metric, for those who do not see the plot."""
        lines = self.lines.get(name, {})
        told = [f"{split} {line.y[-1]:.4g}" for (scope, split), line in lines.items() if scope == "epoch"]
        return f"{name}: {', '.join(told) or 'no epoch is complete yet'}"


def bounds_of(values: Sequence[float]) -> tuple[float | None, float | None]:
    """Returns what the axis of these values must not leave; None where nothing holds it.

    Plotly puts a single value in the middle of two units: an accuracy of 0.5 between -0.5 and 1.5. What stays on one
    side of -1, 0 or 1 is drawn on that side alone, which is true of shares, distances and correlations alike.

    >>> bounds_of([0.5]), bounds_of([2.3]), bounds_of([-0.9]), bounds_of([-4.0, 0.5])
    ((0.0, 1.0), (0.0, None), (-1.0, 0.0), (None, 1.0))
    """
    least, most = min(values), max(values)
    lowest = next((bound for bound in (0.0, -1.0) if bound <= least), None)
    highest = next((bound for bound in (0.0, 1.0) if bound >= most and bound != lowest), None)
    return lowest, highest

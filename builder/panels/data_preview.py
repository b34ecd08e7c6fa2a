"""A look at a data set: images as images, tables as tables, points and series as plots, tokens as rows."""

from collections.abc import Mapping

import plotly.graph_objects as go
import streamlit as st

from builder.data import Preview, Sample
from builder.panels.frame import plain
from builder.panels.plots import CLASS_COLOURS, quiet

PICTURES_IN_A_ROW = 6

TABLE = "Some samples, one a row"


def draw_preview(found: Preview) -> None:
    """Draws the samples of the preview the way their kind is read, then how the classes are spread."""
    draw = {
        "image": _draw_images,
        "table": _draw_table,
        "points": _draw_points,
        "series": _draw_series,
        "tokens": _draw_tokens,
    }
    draw[found.info.kind](found)
    for target, counts in found.class_counts.items():
        if 1 < len(counts) <= 100:
            st.caption(f"How often each {plain(target)} occurs")
            st.plotly_chart(
                class_chart(counts),
                key=f"classes-{found.info.name}-{target}",
                config={"displayModeBar": False},
                alt=f"{target}: {', '.join(f'{name} {count:,}' for name, count in counts.items())}",
            )


def class_chart(counts: Mapping[str, int]) -> go.Figure:
    """Returns bars, one a class."""
    bars = go.Bar(x=list(counts), y=list(counts.values()), marker_color=CLASS_COLOURS[0])
    return quiet(go.Figure(bars), height=170).update_xaxes(type="category")


def _draw_images(found: Preview) -> None:
    for start in range(0, len(found.samples), PICTURES_IN_A_ROW):
        columns = st.columns(PICTURES_IN_A_ROW)
        for column, sample in zip(columns, found.samples[start : start + PICTURES_IN_A_ROW], strict=False):
            with column:
                pictures = {name: value for name, value in sample.inputs.items() if isinstance(value, bytes)}
                st.image(list(pictures.values()), width=84, alt=[_alternative(sample, name) for name in pictures])
                st.caption(" · ".join(plain(answer) for answer in sample.answer.values()))


def _draw_table(found: Preview) -> None:
    names, rows = found.table()
    st.dataframe([dict(zip(names, row, strict=True)) for row in rows], hide_index=True, width="stretch", alt=TABLE)


def _draw_points(found: Preview) -> None:
    feature, target = found.info.inputs[0], found.info.targets[0]
    figure = go.Figure()
    for place, name in enumerate(target.classes):
        chosen = [sample.inputs[feature.name] for sample in found.samples if sample.answer[target.name] == name]
        figure.add_scatter(
            x=[point[0] for point in chosen],
            y=[point[1] for point in chosen],
            mode="markers",
            name=name,
            marker={"color": CLASS_COLOURS[place % len(CLASS_COLOURS)], "size": 7},
        )
    quiet(figure, height=340, legend=True).update_yaxes(scaleanchor="x")
    st.plotly_chart(
        figure,
        key=f"points-{found.info.name}",
        config={"displayModeBar": False},
        alt=f"{len(found.samples)} points in the plane, coloured by {target.name}: {', '.join(target.classes)}",
    )


def _draw_series(found: Preview) -> None:
    figure = go.Figure()
    feature = found.info.inputs[0]
    for place, sample in enumerate(found.samples[:4]):
        values, following = list(sample.inputs[feature.name]), list(next(iter(sample.targets.values())))
        colour = CLASS_COLOURS[place % len(CLASS_COLOURS)]
        figure.add_scatter(y=values, mode="lines", line={"color": colour}, name=f"window {sample.number}")
        after = list(range(len(values), len(values) + len(following)))
        figure.add_scatter(
            x=after, y=following, mode="markers", marker={"color": colour, "size": 9}, name="what comes next"
        )
    st.plotly_chart(
        quiet(figure, height=300),
        key=f"series-{found.info.name}",
        config={"displayModeBar": False},
        alt=f"{len(found.samples)} windows of {feature.name}, each with what comes next",
    )
    st.caption("Lines are what the network sees, dots what it is to foretell.")


def _draw_tokens(found: Preview) -> None:
    feature = found.info.inputs[0]
    rows = [
        {feature.name: " ".join(str(token) for token in sample.inputs[feature.name])} | sample.answer
        for sample in found.samples
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt=TABLE)


def _alternative(sample: Sample, feature: str) -> str:
    """Returns what stands for a picture where it is not seen: "images of sample 12, digit: 6"."""
    answers = ", ".join(f"{name}: {answer}" for name, answer in sample.answer.items())
    return f"{feature} of sample {sample.number}, {answers}"

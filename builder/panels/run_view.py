"""What happens in a training: how far it is, its curves as they grow, how it ended."""

import time
from typing import Literal

import streamlit as st

from builder.panels.curves import Curves
from builder.panels.frame import mistakes_told, plain
from builder.panels.live_plot.figure import draw_live
from builder.panels.session import CURVES
from builder.panels.trained import draw_trained_downloads
from builder.panels.words import ago, duration, metric_title
from builder.store import Run
from builder.training import place_in_queue, stop_run
from builder.training.outcome import plain_end
from builder.training.recovery import interruption_in_words
from builder.workspace.services import services

COLOURS: dict[str, Literal["green", "orange", "red"]] = {
    "finished": "green",
    "stopped": "orange",
    "failed": "red",
    "lost": "red",
}


def draw_run(run: Run, name: str) -> None:
    """Draws one run as it stands now."""
    curves = curves_of(run)
    curves.add(services().store.metrics_since(run.id, curves.after), run.progress.batches)
    draw_status(run)
    draw_curves(curves, run)
    if not run.is_active:
        draw_results(run)
        draw_trained_downloads(run, name)


def curves_of(run: Run) -> Curves:
    """Returns the curves of the run as far as this session read them; one run's at a time are kept.

    They are read anew when another process took the run up: the points beyond that place are gone.
    """
    key = (run.id, run.attempts, run.resumed_after)
    known = st.session_state.get(CURVES)
    if known is None or known[0] != key:
        known = st.session_state[CURVES] = (key, Curves())
    found: Curves = known[1]
    return found


def draw_status(run: Run) -> None:
    """Draws state, progress and the button that stops."""
    progress = run.progress
    state, epoch, left, speed, stop = st.columns([2, 2, 2, 2, 1.4], vertical_alignment="center")
    state.badge(run.status, color=COLOURS.get(run.status, "blue"))
    epoch.markdown(f"Epoch **{progress.epoch}** of **{progress.epochs}**" if progress.epoch else beginning(run))
    if run.is_active:
        if progress.seconds_left is not None:
            left.markdown(f"Time left **{duration(progress.seconds_left)}**")
        if stop.button("Stop", key=f"stop-{run.id}", icon=":material/stop:", disabled=run.status == "stopping"):
            with mistakes_told():
                stop_run(services().store, run.id)
                st.rerun(scope="fragment")
        st.progress(progress.share)
    elif run.started is not None and run.ended is not None:
        left.markdown(f"Took **{duration(run.ended - run.started)}**, {ago(time.time() - run.ended)}")
    if progress.samples_per_second:
        speed.markdown(f"**{progress.samples_per_second:,.0f}** samples a second")
    if run.attempts > 1:
        st.info(plain(interruption_in_words(run)))
    if run.message and run.message != plain_end(progress.epochs):
        draw = st.error if run.status in ("failed", "lost") else st.info
        draw(plain(run.message))


def beginning(run: Run) -> str:
    """Returns what stands in the place of the epochs as long as there are none."""
    if not run.is_active:
        return ""
    place = place_in_queue(services().store, run.id)
    if place == 0:
        return "Starting …"
    return "Next in the queue" if place == 1 else f"**{place - 1}** before this one in the queue"


def draw_curves(curves: Curves, run: Run) -> None:
    """Draws loss first, from the beginning on so that its place is ready, then every metric, two plots in a row."""
    epochs = run.progress.epochs if run.is_active else curves.epochs_begun
    names = ["loss", *(name for name in curves.lines if name != "loss")]
    for start in range(0, len(names), 2):
        for column, name in zip(st.columns(2), names[start : start + 2], strict=False):
            with column.container(border=True):
                st.markdown(f"**{metric_title(name)}**")
                figure = curves.figure(name, epochs)
                draw_live(figure, key=f"curve-{run.id}-{name}", label=curves.in_words(name))


def draw_expected(*, is_ready: bool) -> None:
    """Draws the place where the curves of a first training will grow."""
    next_step = "Check the settings at the left, then press Train."
    if not is_ready:
        next_step = "At the left stands what is still missing before the network can be trained."
    st.info(f"Nothing has been trained yet. {next_step}")
    with st.container(border=True):
        st.markdown("**Loss**")
        st.caption("How wrong the network is, batch by batch. It falls while the network learns.")
        draw_live(Curves().figure("loss", 1), key="curve-expected", label="No loss yet")


def draw_results(run: Run) -> None:
    """Draws the final metrics by split, and which epoch did best."""
    if not run.results:
        return
    splits = list(dict.fromkeys(key.partition("/")[0] for key in run.results))
    names = list(dict.fromkeys(key.partition("/")[2] for key in run.results))
    rows = [
        {"metric": metric_title(name)} | {split: run.results.get(f"{split}/{name}") for split in splits}
        for name in names
    ]
    st.markdown("**Final metrics**")
    st.dataframe(
        rows,
        hide_index=True,
        alt="Final metrics, one a row",
        column_config={split: st.column_config.NumberColumn(format="%.4f") for split in splits},
    )
    if run.best_epoch is not None:
        st.caption(f"Best epoch: {run.best_epoch}.")
    if run.status == "finished":
        st.caption(
            "Validation and test are measured with the saved file. What stands under train is the mean over the last "
            "epoch, while the weights were still moving."
        )

"""The formats that a network can leave in: what each is for, how far its export is, the way to take it away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from builder.conversion.exports.exports import FORMATS, ExportFormat, ExportGroup, ExportOptions
from builder.conversion.exports.obstacles import obstacle
from builder.conversion.exports.queue import ExportJob, ExportState
from builder.conversion.exports.text import picture_of
from builder.conversion.exports.verdict import explanation, verdict
from builder.engine import Report
from builder.engine.words import byte_words
from builder.network import Network
from builder.panels.export_weights import Weights, choose_weights
from builder.panels.frame import mistakes_told, plain
from builder.panels.session import EXPORTS
from builder.store import Run
from builder.workspace.services import services

GROUPS: dict[ExportGroup, str] = {"code": "Code", "model": "Model with weights", "picture": "Picture"}

DRAWN_HERE = frozenset({"svg", "mermaid"})
"""What is drawn at once, in the web process; resvg would keep it from everything else meanwhile."""

POLL_SECONDS = 0.6


@dataclass(frozen=True, slots=True)
class Exported:
    """What the formats are drawn for: the network with what checking says of it, what was chosen, the files' name."""

    network: Network
    report: Report
    options: ExportOptions
    runs: tuple[Run, ...]
    project_id: str
    name: str


def draw_formats(exported: Exported) -> None:
    """Draws every format; while an export is being written, this part of the page alone is drawn again and again."""
    active = _any_active()
    st.fragment(_draw_groups, run_every=POLL_SECONDS if active else None)(exported, active)


def _draw_groups(exported: Exported, polls: bool) -> None:
    if polls != _any_active():
        st.rerun()  # the whole page, to begin or to end the polling; before anything that a person could click
    with mistakes_told():
        _draw_all(exported)


def _draw_all(exported: Exported) -> None:
    for group, title in GROUPS.items():
        with st.container(border=True, key=f"export-group-{group}", gap="xsmall"):
            st.markdown(f"**{title}**")
            weights = (
                choose_weights(exported.network, exported.runs, exported.project_id)
                if group == "model"
                else Weights("")
            )
            for format in FORMATS.values():
                if format.group == group:
                    _draw_format(format, exported, job_for(exported.network, format, exported.options, weights))


def job_for(network: Network, format: ExportFormat, options: ExportOptions, weights: Weights) -> ExportJob:
    """Returns the job whose file a person with these choices wants."""
    if not format.has_weights:
        return ExportJob(network, format.key, options.relevant_to(format))
    return ExportJob(network, format.key, options.relevant_to(format), weights.key, weights.fetch, weights.ending)


def _draw_format(format: ExportFormat, exported: Exported, job: ExportJob) -> None:
    state = services().exports.state(job.key)
    reason = obstacle(exported.network, format.key, exported.options, exported.report)
    with st.container(key=f"export-{format.key}", gap="xsmall"):
        told, action = st.columns([2, 1], vertical_alignment="center")
        second = _told(format, state) if state else f":gray[{plain(reason) if reason else format.purpose}]"
        told.markdown(f"{format.icon} **{format.title}**  \n:small[{second}]")
        with action:
            if format.key in DRAWN_HERE:
                content = partial(picture_of, exported.network, format.key, job.options, exported.report)
                _draw_download(format, job, content, exported.name)
            elif state is not None and state.status == "done" and state.path is not None:
                _draw_download(format, job, state.path.read_bytes, exported.name)
            else:
                _draw_action(format, job, state, ready=not reason)


def _told(format: ExportFormat, state: ExportState) -> str:
    """Returns in one line, as Markdown, how far an export is; it stands where else the format's purpose does."""
    if state.status == "waiting":
        return f":gray[:material/hourglass_empty: waiting, {state.ahead} before this one]"
    if state.status == "running":
        return f":blue[:material/hourglass_top: {state.phase} … {state.share:.0%}]"
    if state.status == "refused":
        return f":red[:material/block: {plain(state.message)}]"
    notes = "".join(f" {plain(note)}" for note in state.notes)
    if state.verification is None:
        made = "not verified" if format.is_checked else "drawn"
        return f":gray[{made} · {byte_words(state.size)}.{notes}]"
    return (
        f":green[:material/verified: **{verdict(format, state.verification)}**] "
        f":gray[· {byte_words(state.size)}. {plain(explanation(format, state.verification))}{notes}]"
    )


def _draw_download(format: ExportFormat, job: ExportJob, content: Callable[[], bytes], name: str) -> None:
    st.download_button(
        f"Download {format.ending}",
        content,
        file_name(format, name),
        format.mime,
        key=f"download-{format.key}-{job.key}",
        type="secondary" if format.key in DRAWN_HERE else "primary",
        width="stretch",
        on_click="ignore",
    )


def _draw_action(format: ExportFormat, job: ExportJob, state: ExportState | None, *, ready: bool) -> None:
    """Draws the button that asks for an export or takes it back; what it does is done before anything is drawn anew.

    It is one button with changing words: of two, the page would show both until its run ends.
    """
    is_active = state is not None and state.is_active
    verb = "Cancel" if is_active else "Prepare" if state is None else "Retry"
    st.button(
        f"{verb} {format.ending}",
        key=f"ask-{format.key}",
        width="stretch",
        disabled=not (ready or is_active),
        on_click=_take_back if is_active else _ask,
        args=(job,),
    )


def _take_back(job: ExportJob) -> None:
    services().exports.cancel(job.key)


def _ask(job: ExportJob) -> None:
    services().exports.ask(job)
    st.session_state.setdefault(EXPORTS, set()).add(job.key)


def file_name(format: ExportFormat, name: str) -> str:
    """Returns what the downloaded file is called."""
    return f"{name}_saved_model.zip" if format.key == "saved_model" else f"{name}{format.ending}"


def _any_active() -> bool:
    """Says whether an export that this session asked for is waiting or being written."""
    states = [services().exports.state(key) for key in st.session_state.get(EXPORTS, ())]
    return any(state is not None and state.is_active for state in states)

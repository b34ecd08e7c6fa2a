"""Home: go on with a project, or start from an example, a blank canvas or a document."""

import time

import streamlit as st

from builder.engine import Report
from builder.engine.words import counted
from builder.network import Network
from builder.panels.examples import examples
from builder.panels.frame import mistakes_told, plain, unseen
from builder.panels.network_map import draw_layer_details, draw_map
from builder.panels.open_file import draw_open_file
from builder.panels.session import create_project, forget_project, open_project
from builder.panels.words import ago
from builder.store import ProjectSummary
from builder.workspace.services import services

PROJECTS_IN_A_ROW = 3


def draw_start() -> None:
    st.title("Draw a network. Watch it learn. Take the code.", anchor=False)
    blank, upload, _ = st.columns([1, 1, 2], vertical_alignment="center")
    if blank.button("Blank canvas", type="primary", icon=":material/add:", width="stretch"):
        create_project(Network())
    with upload.popover("Open a file", icon=":material/upload_file:", width="stretch"):
        draw_open_file()


def draw_recent(projects: tuple[ProjectSummary, ...]) -> None:
    st.header("Your projects", anchor=False)
    for left in range(0, len(projects), PROJECTS_IN_A_ROW):
        columns = st.columns(PROJECTS_IN_A_ROW)
        for column, project in zip(columns, projects[left : left + PROJECTS_IN_A_ROW], strict=False):
            with column.container(border=True, horizontal=True, vertical_alignment="center"):
                draw_project(project)


def draw_project(project: ProjectSummary) -> None:
    with st.container(gap=None):
        if st.button(plain(project.name), key=f"open-{project.id}", type="tertiary", icon=":material/account_tree:"):
            open_project(project.id)
        st.caption(f"{counted(project.layers, 'layer')} · {ago(time.time() - project.updated)}")
    with st.popover(
        f"Delete {unseen(project.name)}",
        icon=":material/delete:",
        type="tertiary",
        key=f"ask-{project.id}",
        help=f"Delete {plain(project.name)}",
    ):
        st.write("Delete this project with its runs and trained weights?")
        if st.button("Delete for good", key=f"delete-{project.id}", type="primary"):
            with mistakes_told():
                services().store.delete_project(project.id)
                services().workspaces.close(project.id)
                forget_project()
                st.rerun()


def draw_examples() -> None:
    st.header("Start from an example", anchor=False)
    names = list(examples())
    cards, preview = st.columns([5, 4], gap="medium")
    with preview:
        chosen = st.session_state.get("home_example", names[0])
        draw_preview(chosen)
    with cards:
        for left in range(0, len(names), 2):
            for column, name in zip(st.columns(2), names[left : left + 2], strict=False):
                with column.container(border=True, height="stretch", vertical_alignment="distribute"):
                    draw_card(name)


def draw_card(name: str) -> None:
    network = examples()[name]
    with st.container():
        st.markdown(f"**{plain(network.name)}**")
        st.caption(plain(network.description))
    look, use = st.columns(2)
    if look.button(f"Look {unseen(f'at {network.name}')}", key=f"look-{name}", width="stretch", help="Show its map"):
        st.session_state["home_example"] = name
        st.rerun()
    if use.button(f"Open {unseen(network.name)}", key=f"use-{name}", width="stretch", help="Start a project from it"):
        create_project(network)


def draw_preview(name: str) -> None:
    network = examples()[name]
    with st.container(border=True):
        st.markdown(f"**{plain(network.name)}**")
        clicked = draw_map(network, at_least=430)
        draw_layer_details(network, report_of(network), clicked)


def report_of(network: Network) -> Report | None:
    engine = services().engine
    return engine.check(network, timeout=10) if engine.ready else None


draw_start()
recent = services().store.recent_projects(limit=6)
if recent:
    draw_recent(recent)
draw_examples()

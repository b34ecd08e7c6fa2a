"""Train: choose data, loss and optimizer at the left, watch the network learn at the right."""

from contextlib import suppress

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from builder.data import DataError
from builder.engine import EngineError, Report
from builder.engine.words import counted
from builder.network import BuilderError, Network, Recipe
from builder.network.names import valid_name
from builder.network.problems import Fix
from builder.panels.frame import draw_project_bar, mistakes_told, plain
from builder.panels.kept_weights import draw_beginning, draw_kept_weights, draw_train_on
from builder.panels.network_map import draw_layer_details, draw_map
from builder.panels.objective_form import choose_objective
from builder.panels.problems import draw_problems
from builder.panels.recipe_form import choose_data, described, draw_recipe, recipe_for
from builder.panels.run_view import draw_expected, draw_run
from builder.panels.session import (
    UNSEEN,
    clicked,
    follow_project,
    forget_fields,
    next_click,
    note_shown,
    read_collisions,
    required_workspace,
    shown_recipe,
    unread_collisions,
)
from builder.recipe import completed, find_memory_problems, find_recipe_problems
from builder.training import start_run, watch
from builder.workspace.services import services
from builder.workspace.workspace import Workspace

POLL_SECONDS = 0.5

SETTINGS_WIDTH = 352
"""Pixels in which a list says the longest loss whole, "does not fit" included, in a small window too."""


def draw_settings(workspace: Workspace, report: Report) -> bool:
    """Draws the form and keeps what it says in the document; button and problems stand above it.

    Returns whether the network can be trained.

    What another tab or a mend has changed since the fields were drawn is merged with what is changed in them now, and
    the form is drawn anew.
    """
    before, shown = workspace.network, shown_recipe(workspace)
    network, is_behind = before, shown is not None and shown.kept != before.recipe
    if shown is not None and is_behind:
        network = network.model_copy(update={"recipe": shown.recipe})
    with suppress(DataError):  # a data set or options that there are not: the form says so
        network = completed(network, report)
    heading = st.container(horizontal=True, vertical_alignment="center")
    complaints = st.container()
    beginnings = st.container()  # of its own, so that what comes or goes among the complaints moves nothing in it
    heading.markdown("**Objective**")
    binding = choose_data(network, report)
    info = described(binding)
    recipe = network.recipe
    if binding is not None and info is not None:
        binding = choose_objective(network, report, binding, info)
        recipe = draw_recipe(network, report, recipe_for(network, report, binding, info), info)
    is_changed = recipe != network.recipe
    kept = not is_changed or keep(workspace, network if is_behind else before, recipe, complaints)
    if kept:
        note_shown(workspace, recipe, recipe if is_changed else before.recipe)
    network = network.model_copy(update={"recipe": recipe})
    problems = find_recipe_problems(network, report, recipe, info)
    problems += find_memory_problems(network, report, recipe, info)
    with complaints:
        if not is_behind and st.session_state.pop(UNSEEN, False):
            st.toast("Another tab has just changed these settings. Look at them, and press Train again.")
        draw_collisions(workspace)
        draw_problems(network, problems, mend=lambda fix: mend(workspace, network, fix))
    with beginnings:
        if report.ok:
            draw_kept_weights(network, workspace.project_id)
    is_ready = kept and not any(problem.severity == "error" for problem in problems)
    with heading:
        draw_start(workspace, ready=is_ready, is_behind=is_behind)
    if is_behind and kept:
        forget_fields()
        st.rerun()
    return is_ready


def keep(workspace: Workspace, network: Network, recipe: Recipe, complaints: DeltaGenerator) -> bool:
    """Puts what was changed in the form, drawn for ``network``, into the document; says why where it cannot be kept."""
    try:
        workspace.merge(network, recipe=recipe)
    except BuilderError as error:
        complaints.error(plain(str(error)))
        return False
    return True


def mend(workspace: Workspace, network: Network, fix: Fix) -> None:
    """Applies a fix for ``network`` to the document; the form then finds that it shows less than there is."""
    try:
        workspace.merge(network, edits=fix.edits, recipe=fix.recipe)
    except BuilderError as error:
        st.error(plain(str(error)))


def draw_collisions(workspace: Workspace) -> None:
    """Says what two tabs changed at once, until it is read."""
    collisions = unread_collisions(workspace)
    if collisions:
        st.warning("\n\n".join(plain(sentence) for sentence in collisions))
        st.button("Got it", on_click=read_collisions, args=(workspace,))


def draw_start(workspace: Workspace, *, ready: bool, is_behind: bool) -> None:
    run = services().store.latest_run(workspace.project_id)
    busy = run is not None and run.is_active
    help_text = "A training of this network is running." if busy else None
    if st.button(
        "Train",
        type="primary",
        icon=":material/play_arrow:",
        disabled=busy or not ready,
        help=help_text,
    ):
        if is_behind:
            st.session_state[UNSEEN] = True
            return
        with mistakes_told():
            start_run(services().store, workspace.project_id, workspace.network, next_click())
            clicked()
            st.rerun()


@st.fragment(run_every=POLL_SECONDS)
def live(run_id: str, name: str) -> None:
    """Follows an active run; when it ends, the whole page is drawn once more."""
    with mistakes_told():  # what cannot be corrected just now keeps nobody from seeing the rest
        watch(services().store)
    with mistakes_told():
        follow(run_id, name)


def follow(run_id: str, name: str) -> None:
    run = services().store.load_run(run_id)
    draw_run(run, name)
    if not run.is_active:
        st.rerun()


def draw_runs(network: Network, project_id: str, *, is_ready: bool) -> None:
    runs = services().store.runs_of(project_id)
    name = valid_name(network.name)
    if not runs:
        draw_expected(is_ready=is_ready)
        return
    numbers = {run.id: len(runs) - place for place, run in enumerate(runs)}
    shown = runs[0]
    if len(runs) > 1 and not shown.is_active:
        shown = st.selectbox(
            "Run", runs, format_func=lambda run: f"Run {numbers[run.id]} · {run.status}", key=f"run-{runs[0].id}"
        )
    if shown.is_active:
        live(shown.id, name)
    else:
        draw_run(shown, name)
        draw_beginning(shown)
        draw_train_on(shown)


workspace = required_workspace()
try:
    report = workspace.report()
except EngineError as error:
    st.error(str(error))
    st.stop()
draw_project_bar(workspace.network, counted(report.total_parameters, "parameter"))
with mistakes_told():
    watch(services().store)
sides = st.container(horizontal=True, gap="medium")
with sides.container(border=True, width=SETTINGS_WIDTH):
    is_ready = draw_settings(workspace, report)
with sides.container(width="stretch"):
    draw_runs(workspace.network, workspace.project_id, is_ready=is_ready)
    # The map measures itself when it is drawn, so it is drawn only where it shows.
    if (box := st.expander("The network", expanded=True, on_change="rerun", key="train-map")).open:
        with box:
            clicked_node = draw_map(workspace.network, at_least=360)
            draw_layer_details(workspace.network, report, clicked_node)
follow_project(workspace, workspace.revision)

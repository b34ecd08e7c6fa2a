"""Who is here and what they have open: the project in the address, the session-state keys."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import streamlit as st

from builder.network import Network, Recipe
from builder.panels.frame import mistakes_told, plain
from builder.store import UnavailableError, UnknownProjectError
from builder.workspace.canvas_line import Pass, grant
from builder.workspace.services import services

if TYPE_CHECKING:
    from builder.workspace.workspace import Workspace

PROJECT = "project"
"""The query parameter, and the session-state key, that name the open project."""

PASS = "canvas_pass"
"""The pass of this session's canvas for its direct line."""

CLICK = "train_click"
"""The id of the next click on Train, so that one click starts one run however often it is reported."""

CURVES = "curves"
"""The curves of the run that this session looks at, so that each poll reads new points only."""

EXPORTS = "exports"
"""The keys of the exports that this session asked for."""

OPENED = "opened_file"
"""The file that was chosen on Home and what was found in it, so that it is read once."""

FITTING = "fitting_weights"
"""The network last asked about and which of its layers fit the project's weights."""

DATA_FIELD = "data"
"""The name of the field that chooses the data on Train; it is there while that page is."""

RENEWALS = "renewals"
"""How many times something else changed what a form shows: fields keep what they held, so those after it are new."""

SHOWN = "shown_recipe"
"""What the fields of Train show in this session."""

READ = "read_collisions"
"""The project and its revision up to which this session has read what collided with another tab."""

UNSEEN = "unseen_settings"
"""Set where Train was pressed below settings that another tab had changed already."""

FOLLOW_SECONDS = 1.0
"""How often a page asks whether another tab has changed the project."""

FOLDER = Path(__file__).parents[2] / "pages"

PAGES = {
    name: st.Page(FOLDER / f"{name}.py", title=name.capitalize(), default=name == "home")
    for name in ("home", "build", "data", "train", "export")
}


def next_click() -> str:
    """Returns the id of the next click on Train; it stays the same until :func:`clicked`."""
    click: str = st.session_state.setdefault(CLICK, uuid4().hex)
    return click


def clicked() -> None:
    """Notes that the click started its run."""
    st.session_state.pop(CLICK, None)


def forget_fields() -> None:
    """Lets every field of the recipe begin with what the document says, after something else has changed it.

    A browser remembers what a field of a key holds, whatever this side forgets; so the fields get new keys.
    """
    st.session_state[RENEWALS] = renewals() + 1
    st.session_state.pop(SHOWN, None)


def renewals() -> int:
    """Returns how many times the fields were renewed."""
    count: int = st.session_state.get(RENEWALS, 0)
    return count


def field_key(name: str) -> str:
    """Returns the key of a field of the recipe, another one each time that the fields are renewed."""
    return f"recipe-{name}-{renewals()}" if renewals() else f"recipe-{name}"


class Shown(NamedTuple):
    """What the fields of Train show in one session."""

    project_id: str
    recipe: Recipe
    kept: Recipe
    """The recipe of the document at that time; the fields show what is proposed for its gaps as well."""


def shown_recipe(workspace: "Workspace") -> Shown | None:
    """Returns what the fields of this session show, None where they are not drawn yet."""
    shown: Shown | None = st.session_state.get(SHOWN)
    is_drawn = field_key(DATA_FIELD) in st.session_state
    return shown if is_drawn and shown is not None and shown.project_id == workspace.project_id else None


def note_shown(workspace: "Workspace", recipe: Recipe, kept: Recipe) -> None:
    """Notes what the fields of this session show, and the recipe of the document at this time."""
    st.session_state[SHOWN] = Shown(workspace.project_id, recipe, kept)


def unread_collisions(workspace: "Workspace") -> list[str]:
    """Returns a sentence for each setting that two tabs changed at once since this session has read them."""
    project_id, revision = st.session_state.get(READ, (None, 0))
    if project_id != workspace.project_id:
        read_collisions(workspace)
        return []
    return workspace.collisions_since(revision)


def read_collisions(workspace: "Workspace") -> None:
    """Notes that this session has read what collided so far."""
    st.session_state[READ] = workspace.project_id, workspace.revision


def current_workspace() -> "Workspace | None":
    """Returns the open project: the one in the address, else the one last opened in this session, or None."""
    project_id = st.query_params.get(PROJECT) or st.session_state.get(PROJECT)
    if project_id is None:
        return None
    try:
        workspace = services().workspaces.open(project_id)
    except UnknownProjectError as error:
        forget_project()
        st.warning(str(error))
        return None
    workspace.catch_up()
    if workspace.warning:
        st.warning(plain(workspace.warning))
    st.session_state[PROJECT] = project_id
    if st.query_params.get(PROJECT) != project_id:
        st.query_params[PROJECT] = project_id
    return workspace


@st.fragment(run_every=FOLLOW_SECONDS)
def follow_project(workspace: "Workspace", revision: int) -> None:
    """Draws the page anew once the project is no longer at the revision that it shows: another tab changed it."""
    is_news = False
    with suppress(UnavailableError):
        try:
            is_news = workspace.is_news(revision)
        except UnknownProjectError:
            is_news = True  # it was deleted; the page says so
    if is_news:
        st.rerun()


def canvas_pass(workspace: "Workspace") -> Pass:
    """Returns the pass with which this session's canvas asks about the project."""
    known: Pass | None = st.session_state.get(PASS)
    if known is None or known.project_id != workspace.project_id:
        known = st.session_state[PASS] = grant(workspace.project_id)
    return known


def required_workspace() -> "Workspace":
    """Returns the open project, or ends the page with the way to one."""
    workspace = current_workspace()
    if workspace is None:
        st.info("No project is open. Start from an example or a blank canvas on the Home page.")
        if st.button("Go to Home", type="primary"):
            go("home")
        st.stop()
    return workspace


def open_project(project_id: str, page: str = "build") -> None:
    """Makes the project the open one and goes to a page."""
    st.session_state[PROJECT] = project_id
    go(page)


def create_project(network: Network, page: str = "build") -> None:
    """Keeps a new project and opens it, or says why it cannot."""
    with mistakes_told():
        open_project(services().store.create_project(network).id, page)


def forget_project() -> None:
    st.session_state.pop(PROJECT, None)
    st.query_params.pop(PROJECT, None)


def go(page: str) -> None:
    """Goes to a page, keeping the open project in its address."""
    project_id = st.session_state.get(PROJECT)
    st.switch_page(PAGES[page], query_params={PROJECT: project_id} if project_id else None)

"""Pages and canvas on a disk that really is full: one sentence, nothing lost, and all works when there is room."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from builder.canvas.protocol import read_request
from builder.network import Network
from builder.panels.examples import examples
from builder.panels.frame import plain
from builder.training import stop_run, watch
from builder.training.initial_weights import initial_index
from builder.workspace.services import close_services, services
from builder.workspace.workspace import Workspace
from tests.pages.conftest import OpenPage
from tests.small_disk import assert_sound, full, mounted

pytestmark = pytest.mark.keras

ROOM = 8 * 1024**2
EXAMPLE = "02_classic_digits"
FULL = "The disk is full, so nothing can be saved. Make room and try again."
WAITS = "The disk is full: edits wait here and are sent again until there is room."

Full = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Points the services of this process at a small disk, and back."""
    with mounted(tmp_path_factory.mktemp("small"), ROOM) as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(folder))
        close_services()
        services().engine.start()
        yield folder
        close_services()
    services().engine.start()


@pytest.fixture
def full_disk(home: Path) -> Iterator[Full]:
    yield partial(full, home, home / "layerloom.db")
    assert_sound(home / "layerloom.db", home)


def errors(page: AppTest) -> list[str]:
    assert not page.exception
    return [error.value for error in page.error]


def button(page: AppTest, label: str) -> Button:
    return next(found for found in page.button if found.label == label)


def send(workspace: Workspace, *edits: dict[str, Any], **fields: Any) -> dict[str, Any]:
    sent = {"client": "tab", "have": {"revision": workspace.revision}, "first": 1, "edits": edits} | fields
    request = read_request(json.loads(json.dumps(sent)))
    return workspace.answer(request, request.have)


def dense(node_id: str, units: int = 4) -> dict[str, Any]:
    return {"kind": "put_node", "node": {"id": node_id, "class_name": "Dense", "config": {"units": units}}}


def count_projects() -> int:
    return len(services().store.recent_projects(limit=1_000))


def test_a_project_is_not_made_without_room_and_is_with(open_page: OpenPage, full_disk: Full):
    page = open_page("home")
    before = count_projects()
    with full_disk():
        button(page, "Blank canvas").click().run()
        assert errors(page) == [plain(FULL)]
        assert count_projects() == before
        assert len(page.button) > len(examples())  # the page is there to try again
    button(page, "Blank canvas").click().run()
    assert errors(page) == []
    assert count_projects() == before + 1


def test_an_edit_without_room_is_not_acknowledged_and_is_saved_when_it_is_sent_again(full_disk: Full):
    store = services().store
    project = store.create_project(examples()[EXAMPLE]).id
    workspace = services().workspaces.open(project)
    assert send(workspace, dense("before"))["client_ack"] == {"client": "tab", "seq": 1}
    with full_disk():
        for _ in range(3):
            reply = send(workspace, dense("waits"), first=2)
            assert (reply["saved"], reply["waits"], reply["client_ack"]["seq"]) == (WAITS, True, 1)
            assert (reply["document"], reply["changes"]) == (None, [])
        assert workspace.network == store.load_project(project).network
    reply = send(workspace, dense("waits"), dense("after"), first=2)
    assert (reply["saved"], reply["waits"], reply["client_ack"]["seq"]) == ("saved", False, 3)
    assert {"before", "waits", "after"} <= set(store.load_project(project).network.nodes_by_id)


def test_typed_code_without_room_is_not_answered_and_is_read_when_it_is_sent_again(full_disk: Full):
    store = services().store
    workspace = services().workspaces.open(store.create_project(examples()[EXAMPLE]).id)
    shown = workspace.answer(None, None)["code"]
    text = shown["text"].replace("Dense(512", "Dense(513")
    assert text != shown["text"]
    typed = {"number": 1, "base": shown["version"], "text": text}
    with full_disk():
        reply = send(workspace, code=typed)
        assert (reply["saved"], reply["waits"], reply["code_answer"]) == (WAITS, True, None)
    reply = send(workspace, code=typed)
    assert (reply["saved"], reply["code_answer"]["mistakes"]) == ("saved", [])
    saved = store.load_project(workspace.project_id).network
    assert 513 in [node.config.get("units") for node in saved.nodes]


def test_inputs_of_blocks_that_could_not_follow_do_so_when_there_is_room(full_disk: Full):
    from builder.network import Block, Edge, Node

    inner = Block(
        nodes=(Node(id="in", class_name="Input", config={"shape": [8]}), Node(id="d", class_name="Flatten")),
        edges=(Edge(id="e", source="in", target="d"),),
    )
    network = Network(
        nodes=(Node(id="t", class_name="Input", config={"shape": [9]}), Node(id="b", class_name="Block", block="a")),
        edges=(Edge(id="1", source="t", target="b"),),
        blocks={"a": inner},
    )
    workspace = services().workspaces.open(services().store.create_project(network).id)
    with full_disk():
        assert workspace.answer(None, None)["diagnostics"] is not None
    workspace.answer(None, None)
    saved = services().store.load_project(workspace.project_id).network
    assert saved.blocks["a"].nodes_by_id["in"].config == {"shape": [9]}


def test_a_revision_that_cannot_be_read_is_set_aside_only_where_there_is_room(open_page: OpenPage, full_disk: Full):
    store = services().store
    project = store.create_project(examples()[EXAMPLE]).id
    send(services().workspaces.open(project), dense("later"))
    with store._database.writing() as session:
        session.execute(text("UPDATE projects SET document = 'broken' WHERE id = :id"), {"id": project})
    services().workspaces.close(project)
    with full_disk():
        assert errors(open_page("build", project=project)) == [plain(FULL)]
    page = open_page("build", project=project)
    assert errors(page) == []
    assert "revision 2, cannot be read" in page.warning[0].value
    assert store.load_project(project).network == examples()[EXAMPLE]


def test_a_recipe_is_kept_and_a_training_begun_only_where_there_is_room(open_page: OpenPage, full_disk: Full):
    store = services().store
    page = open_page("train", examples()[EXAMPLE])
    project = page.session_state["project"]
    (epochs,) = (field for field in page.number_input if field.label == "Epochs")
    before = store.load_project(project).network.recipe
    with full_disk():
        epochs.set_value(977).run()
        assert errors(page) == [plain(FULL)]
        assert button(page, "Train").disabled
        assert store.load_project(project).network.recipe == before
    page.run()
    assert errors(page) == []
    assert store.load_project(project).network.recipe.epochs == 977

    with full_disk():
        button(page, "Train").click().run()
        assert errors(page) == [plain(FULL)]
        assert store.runs_of(project) == ()
    button(page, "Train").click().run()
    assert errors(page) == []
    (run,) = store.runs_of(project)
    with full_disk():
        page.run()
        assert not page.exception
    stop_run(store, run.id)
    while any(one.id == run.id for one in watch(store)):
        time.sleep(0.1)


def test_a_file_is_opened_with_its_weights_or_not_at_all(open_page: OpenPage, full_disk: Full, keras_file: bytes):
    home = Path(services().store.artifacts_url)
    page = open_page("home")
    before, kept = count_projects(), set(home.glob("p_*"))
    with full_disk():
        page.file_uploader[0].set_value(("reader.keras", keras_file, "application/octet-stream")).run()
        assert [error for error in errors(page) if "The disk is full" in error]
        assert (count_projects(), set(home.glob("p_*"))) == (before, kept)
    page.run()
    assert errors(page) == []
    assert count_projects() == before + 1
    assert initial_index(services().store, page.session_state["project"])


@pytest.fixture
def keras_file(tmp_path: Path) -> bytes:
    import keras

    path = tmp_path / "reader.keras"
    keras.Sequential([keras.Input((64,)), keras.layers.Dense(1_000, name="body")]).save(path)
    return path.read_bytes()


def test_every_page_opens_on_a_full_disk(open_page: OpenPage, full_disk: Full):
    project = services().store.create_project(examples()[EXAMPLE]).id
    assert errors(open_page("train", project=project)) == []  # which completes the recipe
    with full_disk():
        for name in ("home", "build", "data", "train", "export"):
            assert errors(open_page(name, project=project)) == []

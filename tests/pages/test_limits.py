"""Whatever a canvas sends, at every limit and beyond: what is acknowledged opens again after a restart."""

import json
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from builder.canvas.protocol import read_request
from builder.network import Network, Node
from builder.panels.examples import examples
from builder.store import Store
from builder.workspace.services import close_services, services
from builder.workspace.workspace import Workspace
from tests.network.longest import nested
from tests.pages.conftest import OpenPage
from tests.pages.edits_at_limits import put, steps

pytestmark = pytest.mark.keras

EXAMPLE = "03_small_convnet"
PAGES = ("home", "build", "data", "train", "export")


def send(workspace: Workspace, number: int, *edits: dict[str, Any]) -> dict[str, Any]:
    sent = {"client": "tab", "have": {}, "first": number, "edits": list(edits)}
    request = read_request(json.loads(json.dumps(sent)))
    return workspace.answer(request, request.have)


def restart() -> None:
    close_services()
    services().engine.start()


def opens(open_page: OpenPage, project: str) -> list[str]:
    """Opens every page with the project and returns the warnings; nothing may be an exception."""
    warnings = []
    for name in PAGES:
        page = open_page(name, project=project)
        assert not page.exception, (name, page.exception)
        warnings += [f"{name}: {warning.value}" for warning in page.warning if "cannot be read" in warning.value]
    return warnings


def saved_again(project: str) -> Network:
    """Returns the document as another process would read it."""
    store = Store(services().store.url, services().store.artifacts_url)
    opened = store.load_project(project)
    store.close()
    assert opened.warning == ""
    return opened.network


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 20))])
def test_edits_at_every_limit_leave_a_project_that_opens_after_a_restart(open_page: OpenPage, seed: int):
    example = examples()[EXAMPLE]
    project = services().store.create_project(example).id
    workspace = services().workspaces.open(project)
    number = 0
    for name, edits, fits in steps(Random(seed), 50, nodes=len(example.nodes)):
        before = workspace.network
        saved = send(workspace, number, *edits)["saved"]
        number += len(edits)
        assert (saved == "saved") is fits, (name, saved)
        assert fits or workspace.network == before, name
        if number % 3 == 0 or not fits:
            assert saved_again(project) == workspace.network, name
    assert saved_again(project) == workspace.network
    restart()
    assert opens(open_page, project) == []
    opened = services().workspaces.open(project).network
    assert opened == workspace.network.model_copy(update={"recipe": opened.recipe})  # which Train completes


@pytest.mark.parametrize(
    ("config", "words"),
    [({"value": nested(61)}, "nest more than 59 levels"), ({"value": "y" * 19_000_000}, "has 19,000,000 characters")],
    ids=["62 levels", "19 MB of text"],
)
def test_one_edit_that_could_not_be_loaded_is_refused_and_the_others_are_kept(config: dict[str, Any], words: str):
    project = services().store.create_project(examples()[EXAMPLE]).id
    workspace = services().workspaces.open(project)
    reply = send(workspace, 0, put("good"), put("bad", config), put("better"))
    assert reply["saved"].startswith("An edit was refused.")
    assert words in reply["saved"]
    kept = saved_again(project).nodes_by_id
    assert ("good" in kept, "bad" in kept, "better" in kept) == (True, False, True)


def test_code_that_would_make_the_document_too_large_is_answered_with_a_sentence():
    project = services().store.create_project(Network()).id
    workspace = services().workspaces.open(project)
    source = (
        "from keras import Sequential, layers\n"
        'words = ["y" * 20_000] * 1_001\n'
        'model = Sequential([layers.Input((1,), dtype="string"), layers.StringLookup(vocabulary=words)])\n'
    )
    request = read_request({"client": "tab", "have": {}, "first": 0, "code": {"number": 1, "base": 0, "text": source}})
    answer = workspace.answer(request, request.have)["code_answer"]
    assert "more than" in json.dumps(answer)
    assert saved_again(project) == workspace.network


@pytest.mark.parametrize("document", ["broken", '{"format": "layerloom-network", "version": 2}'])
def test_a_document_that_cannot_be_read_opens_on_every_page_as_its_last_revision(open_page: OpenPage, document: str):
    project = services().store.create_project(examples()[EXAMPLE]).id
    send(services().workspaces.open(project), 0, put("later"))
    with services().store._database.writing() as session:
        session.execute(text("UPDATE projects SET document = :it WHERE id = :id"), {"it": document, "id": project})
    services().workspaces.close(project)
    page = open_page("build", project=project)
    assert not page.exception
    assert "revision 2, cannot be read" in page.warning[0].value
    (canvas,) = page.get("bidi_component")
    drawn = json.loads(canvas.proto.json)["document"]
    assert [node["id"] for node in drawn["nodes"]] == [node.id for node in examples()[EXAMPLE].nodes]
    warned = opens(open_page, project)
    assert [line.partition(":")[0] for line in warned][:3] == ["build", "data", "train"]
    reply = send(services().workspaces.open(project), 0, put("after"))
    assert reply["saved"] == "saved"
    assert "after" in saved_again(project).nodes_by_id
    assert opens(open_page, project) == []


def test_pages_of_a_document_without_room_say_so_and_stay(open_page: OpenPage):
    example = examples()[EXAMPLE]
    filler = Node(id="filler", class_name="Dense", config={"value": ["y" * 19_990] * 1_000})
    full = example.model_copy(update={"nodes": (*example.nodes, filler), "recipe": type(example.recipe)()})
    room = 20_000_000 - len(full.to_json(compact=True).encode())
    filler = filler.model_copy(update={"label": "l" * 150, "config": filler.config | {"more": "y" * (room - 190)}})
    full = full.model_copy(update={"nodes": (*example.nodes, filler)})
    assert 20_000_000 - len(full.to_json(compact=True).encode()) < 40
    project = services().store.create_project(full).id
    assert opens(open_page, project) == []
    assert saved_again(project) == full

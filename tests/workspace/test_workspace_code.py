"""Code that a canvas sends, on its way through a workspace with a real store and a real engine."""

from typing import Any

import pytest

from builder.canvas.protocol import read_request
from builder.engine import EngineProcess
from builder.network import PutNode
from builder.store import Store
from builder.workspace.workspace import Workspace
from tests.browser.networks import dense_chain

pytestmark = pytest.mark.keras


@pytest.fixture
def workspace(store: Store, engine: EngineProcess) -> Workspace:
    return Workspace(store, engine, store.create_project(dense_chain()).id)


def ask(
    workspace: Workspace, code: dict[str, object] | None = None, client: str = "tab", **have: int
) -> dict[str, Any]:
    request = read_request({"client": client, "have": have, "first": 1, "edits": [], "code": code})
    return workspace.answer(request, request.have)


def test_typed_code_becomes_a_change_of_its_own_that_every_tab_gets(workspace: Workspace):
    first = ask(workspace)
    code = {
        "number": 1,
        "base": first["code"]["version"],
        "text": first["code"]["text"].replace("Dense(16)", "Dense( 24 )"),
    }
    reply = ask(workspace, code, revision=first["revision"])
    (change,) = reply["changes"]
    assert (change["client"], change["code"]) == ("tab", 1)
    assert [edit["node"]["config"] for edit in change["edits"]] == [{"units": 24}]
    assert reply["code_answer"] == {"client": "tab", "number": 1, "mistakes": [], "notes": []}
    assert reply["code"]["text"] == code["text"]
    assert reply["diagnostics"]["nodes"]["dense_1"]["parameters"] == 8 * 24 + 24

    again = ask(workspace, code, revision=reply["revision"])
    assert (again["revision"], again["changes"]) == (reply["revision"], [])
    other = ask(workspace, None, "other_tab", revision=first["revision"])
    assert other["changes"] == reply["changes"]
    assert other["code_answer"] is None


def test_a_mistake_leaves_the_revision_and_comes_with_every_reply(workspace: Workspace):
    first = ask(workspace)
    text = first["code"]["text"].replace("Dense(16)", "Dens(16)")
    reply = ask(workspace, {"number": 1, "base": first["code"]["version"], "text": text})
    assert reply["revision"] == first["revision"]
    assert [mistake["line"] for mistake in reply["code_answer"]["mistakes"]] == [9]
    assert ask(workspace)["code_answer"] == reply["code_answer"]


def test_an_architecture_of_keras_is_drawn_by_the_engine(workspace: Workspace):
    text = "import keras\nmodel = keras.applications.MobileNetV2(weights=None, input_shape=(96, 96, 3), classes=7)\n"
    reply = ask(workspace, {"number": 1, "base": 0, "text": text})
    assert reply["code_answer"]["mistakes"] == []
    assert len(workspace.network.nodes) > 100
    assert workspace.report().ok


def test_stale_code_keeps_what_a_tab_changed_meanwhile_in_the_same_layer(workspace: Workspace):
    first = ask(workspace)
    node = workspace.network.nodes_by_id["dense_1"]
    moved = node.model_copy(update={"label": "mine", "config": node.config | {"activation": "relu"}})
    workspace.apply([PutNode(node=moved)])
    text = first["code"]["text"].replace("Dense(16)", "Dense(24)")
    ask(workspace, {"number": 1, "base": first["code"]["version"], "text": text}, revision=first["revision"])
    after = workspace.network.nodes_by_id["dense_1"]
    assert (after.config, after.label) == ({"units": 24, "activation": "relu"}, "mine")


def test_stale_code_that_changes_what_a_tab_changed_is_told(workspace: Workspace):
    first = ask(workspace)
    node = workspace.network.nodes_by_id["dense_1"]
    workspace.apply([PutNode(node=node.model_copy(update={"config": {"units": 77}}))])
    text = first["code"]["text"].replace("Dense(16)", "Dense(24)")
    code = {"number": 1, "base": first["code"]["version"], "text": text}
    reply = ask(workspace, code, revision=first["revision"])
    assert [it["text"] for it in reply["collisions"]] == [
        'Two tabs changed units of "dense_1" at once: 24 stands, 77 is gone.'
    ]

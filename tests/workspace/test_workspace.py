"""Workspaces against a real store and a real engine."""

import time
from typing import Any

import pytest

from builder.canvas.protocol import Have, read_request
from builder.engine import EngineProcess
from builder.network import Block, Edge, Network, Node, PutNode, Recipe, RemoveEdge, RemoveNode
from builder.panels.examples import examples
from builder.store import Store, UnknownProjectError
from builder.workspace.workspace import Workspace, Workspaces
from tests.benchmarks.networks import deep_residual

pytestmark = pytest.mark.keras


@pytest.fixture
def project(store: Store) -> str:
    return store.create_project(examples()["03_small_convnet"]).id


def put(label: str, **config: object) -> dict[str, object]:
    node = examples()["03_small_convnet"].nodes_by_id["classes"]
    return {"kind": "put_node", "node": node.model_dump(mode="json") | {"label": label, "config": config}}


def ask(workspace: Workspace, *edits: dict[str, object], first: int = 0, **have: object) -> dict[str, Any]:
    sent = {"client": "tab", "have": have, "first": first, "edits": list(edits)}
    request = read_request(sent)
    return workspace.answer(request, request.have)


def test_a_canvas_that_has_nothing_gets_everything(store: Store, engine: EngineProcess, project: str):
    reply = Workspace(store, engine, project).answer(None, None)
    assert len(reply["document"]["nodes"]) == 8
    assert reply["catalog"]["layers"]["Dense"]["family"] == "core"
    assert reply["diagnostics"]["nodes"]["conv"]["tensors"] == [{"shape": [None, 26, 26, 16], "dtype": "float32"}]
    assert reply["diagnostics"]["total_parameters"] == 12_810
    assert 'layers.Dense(10, activation="softmax"' in reply["code"]["text"]
    assert (reply["saved"], reply["client_ack"]) == ("saved", None)


def test_a_canvas_hears_what_another_page_had_checked(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    assert workspace.report().total_parameters == 12_810
    reply = workspace.answer(None, None)
    assert reply["diagnostics"]["total_parameters"] == 12_810


def test_a_canvas_that_is_up_to_date_gets_nothing_new(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    first = workspace.answer(None, None)
    have = Have(
        catalog=first["catalog"]["hash"],
        revision=first["revision"],
        diagnostics=first["diagnostics"]["version"],
        code=first["code"]["version"],
    )
    reply = workspace.answer(None, have)
    assert [reply[key] for key in ("catalog", "document", "diagnostics", "code")] == [None] * 4
    assert reply["changes"] == []


def test_an_edit_is_saved_acknowledged_and_answered_by_a_difference(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    version = workspace.answer(None, None)["diagnostics"]["version"]
    reply = ask(workspace, put("classes", units=7), revision=1, diagnostics=version)
    assert reply["client_ack"] == {"client": "tab", "seq": 0}
    assert list(reply["diagnostics"]["nodes"]) == ["classes"]
    assert reply["diagnostics"]["nodes"]["classes"]["tensors"][0]["shape"] == [None, 7]
    assert reply["document"] is None
    assert store.load_project(project).network.nodes_by_id["classes"].config == {"units": 7}


def test_edits_that_arrive_twice_are_applied_once(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    ask(workspace, put("one", units=1), put("two", units=2), first=0)
    reply = ask(workspace, put("one", units=1), put("two", units=2), put("three", units=3), first=0)
    assert reply["client_ack"]["seq"] == 2
    assert workspace.network.nodes_by_id["classes"].label == "three"
    assert workspace.revision == 3


def test_a_refused_edit_is_told_and_the_canvas_gets_the_document_as_it_is(
    store: Store, engine: EngineProcess, project: str
):
    workspace = Workspace(store, engine, project)
    reply = ask(workspace, put("x" * 300, units=1), revision=1)
    assert reply["saved"].startswith("An edit was refused. put_node.node.label")
    assert reply["client_ack"]["seq"] == 0
    assert reply["document"] is not None
    assert workspace.revision == 1


def test_what_another_server_saved_is_taken_over_and_not_overwritten(store: Store, engine: EngineProcess, project: str):
    here, there = Workspace(store, engine, project), Workspace(store, engine, project)
    there.apply([PutNode(node=Node(id="extra", class_name="Dense", config={"units": 1}))])
    reply = ask(here, put("classes", units=7), revision=1)
    assert reply["document"] is not None
    assert {"extra", "classes"} <= set(here.network.nodes_by_id)
    assert here.network.nodes_by_id["classes"].config == {"units": 7}
    assert store.load_project(project).revision == 3


def test_a_second_tab_hears_what_the_first_did(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    ask(workspace, put("classes", units=7))
    reply = workspace.answer(None, Have(revision=1))
    assert [(change["client"], len(change["edits"])) for change in reply["changes"]] == [("tab", 1)]


def change(config: dict[str, object] | None = None, **fields: object) -> dict[str, object]:
    """What a tab sends that saw the network as it was made: a layer with other fields, and what it was."""
    was = examples()["03_small_convnet"].nodes_by_id["classes"].model_dump(mode="json")
    node = was | fields | {"config": was["config"] | (config or {})}
    return {"kind": "put_node", "node": node, "was": was}


def ask_as(client: str, workspace: Workspace, *edits: dict[str, object], revision: int = 1) -> dict[str, Any]:
    request = read_request({"client": client, "have": {"revision": revision}, "first": 1, "edits": list(edits)})
    return workspace.answer(request, request.have)


def test_a_stale_tab_changes_its_own_fields_alone(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    ask_as("one", workspace, change({"units": 77}))
    reply = ask_as("two", workspace, change({"activation": "relu"}, label="mine"))
    node = store.load_project(project).network.nodes_by_id["classes"]
    assert (node.config["units"], node.config["activation"], node.label) == (77, "relu", "mine")
    assert (reply["saved"], reply["collisions"]) == ("saved", [])
    assert [change["merged"] for change in reply["changes"]] == [False, True]
    assert "was" not in reply["changes"][1]["edits"][0]


def test_what_collides_is_told_to_both_tabs_and_to_none_twice(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    first = ask_as("one", workspace, change({"units": 77}))
    second = ask_as("two", workspace, change({"units": 48}))
    told = [{"revision": 3, "text": 'Two tabs changed units of "classes" at once: 48 stands, 77 is gone.'}]
    assert second["collisions"] == told
    assert workspace.answer(None, Have(revision=first["revision"]))["collisions"] == told
    assert workspace.answer(None, Have(revision=second["revision"]))["collisions"] == []
    assert workspace.answer(None, None)["collisions"] == []


def test_a_change_of_a_deleted_layer_is_told_although_it_changes_nothing(
    store: Store, engine: EngineProcess, project: str
):
    workspace = Workspace(store, engine, project)
    edges = [edge.id for edge in workspace.network.edges if "classes" in (edge.source, edge.target)]
    workspace.apply([*(RemoveEdge(id=key) for key in edges), RemoveNode(id="classes")])
    reply = ask_as("two", workspace, change({"units": 48}))
    assert "classes" not in workspace.network.nodes_by_id
    assert reply["client_ack"] == {"client": "two", "seq": 1}
    assert [collision["text"] for collision in reply["collisions"]] == [
        '"classes" was deleted in one tab while another changed it. It stays deleted, and units 48 is gone with it.'
    ]


def test_a_batch_with_a_taken_id_is_not_applied_and_can_be_sent_under_another(
    store: Store, engine: EngineProcess, project: str
):
    workspace = Workspace(store, engine, project)

    def made(name: str, units: int) -> dict[str, object]:
        return {
            "kind": "put_node",
            "node": {"id": name, "class_name": "Dense", "config": {"units": units}},
            "was": None,
        }

    ask_as("one", workspace, made("dense_1", 1))
    reply = ask_as("two", workspace, made("other", 2), made("dense_1", 2))
    assert reply["taken"] == [{"kind": "node", "block": None, "id": "dense_1"}]
    assert reply["client_ack"] == {"client": "two", "seq": 0}
    assert "other" not in workspace.network.nodes_by_id
    reply = ask_as("two", workspace, made("other", 2), made("dense_2", 2), revision=2)
    assert (reply["taken"], reply["client_ack"]["seq"]) == ([], 2)
    units = {key: node.config.get("units") for key, node in workspace.network.nodes_by_id.items()}
    assert (units["dense_1"], units["dense_2"], units["other"]) == (1, 2, 2)


def test_there_is_news_where_anybody_saved(store: Store, engine: EngineProcess, project: str):
    here, there = Workspace(store, engine, project), Workspace(store, engine, project)
    assert not here.is_news(1)
    there.apply([PutNode(node=Node(id="extra", class_name="Dense"))])
    assert here.is_news(1)
    assert there.is_news(1)
    assert not there.is_news(2)


def test_a_mistake_is_told_at_its_node_and_the_code_is_that_of_what_is_sound(
    store: Store, engine: EngineProcess, project: str
):
    workspace = Workspace(store, engine, project)
    reply = ask(workspace, {"kind": "remove_edge", "id": "conv-pool"})
    (problem,) = reply["diagnostics"]["nodes"]["pool"]["problems"]
    assert problem["code"] == "missing_input"
    assert "layers.Conv2D(16" in reply["code"]["text"]
    assert "MaxPooling2D" not in reply["code"]["text"]


def test_a_blank_canvas_has_no_problem(store: Store, engine: EngineProcess):
    reply = Workspace(store, engine, store.create_project(Network()).id).answer(None, None)
    assert (reply["diagnostics"]["problems"], reply["diagnostics"]["nodes"]) == ([], {})
    assert reply["code"]["text"] == "# The code appears here\n# as you draw.\n"


def test_a_killed_engine_is_started_again_and_the_page_says_so(store: Store, project: str):
    process = EngineProcess()
    process.start()
    try:
        workspace = Workspace(store, process, project)
        version = workspace.answer(None, None)["diagnostics"]["version"]
        kill(process)
        waiting = ask(workspace, put("classes", units=11), diagnostics=version)
        assert waiting["saved"] == "saved"
        assert waiting["diagnostics"]["pending"]
        assert waiting["diagnostics"]["notice"] == "Keras is starting …"
        process.start()
        answered = ask(workspace, first=1, diagnostics=waiting["diagnostics"]["version"])
        assert answered["diagnostics"]["notice"] == "The engine stopped and was started again."
        assert answered["diagnostics"]["nodes"]["classes"]["tensors"][0]["shape"] == [None, 11]
    finally:
        process.close()


def test_an_edit_after_the_engine_was_killed_is_saved_at_once_and_checked_within_five_seconds(
    store: Store, project: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("builder.engine.process.SPARE_SECONDS", 0.0)
    process = EngineProcess(has_spare=True)
    process.start()
    try:
        workspace = Workspace(store, process, project)
        version = workspace.answer(None, None)["diagnostics"]["version"]
        while process._spare is None or not process._spare.is_ready:
            time.sleep(0.05)
        kill(process)
        began = time.monotonic()
        reply = ask(workspace, put("classes", units=11), diagnostics=version)
        assert (reply["saved"], reply["client_ack"]["seq"]) == ("saved", 0)
        assert time.monotonic() - began < 1.0
        while reply["diagnostics"] is None or reply["diagnostics"]["pending"]:
            time.sleep(0.1)
            reply = ask(workspace, first=1, diagnostics=version)
        assert time.monotonic() - began < 5.0
        assert reply["diagnostics"]["nodes"]["classes"]["tensors"][0]["shape"] == [None, 11]
    finally:
        process.close()


def kill(process: EngineProcess) -> None:
    import psutil

    assert process.process_id is not None
    victim = psutil.Process(process.process_id)
    victim.kill()
    victim.wait(timeout=10)


def test_update_changes_what_the_canvas_does_not_draw(store: Store, engine: EngineProcess, project: str):
    workspace = Workspace(store, engine, project)
    workspace.update(lambda network: network.model_copy(update={"recipe": Recipe(epochs=3)}))
    assert store.load_project(project).network.recipe == Recipe(epochs=3)
    assert workspace.answer(None, Have(revision=1))["document"] is not None


def test_workspaces_are_shared_and_forgotten(store: Store, engine: EngineProcess, project: str):
    workspaces = Workspaces(store, engine)
    assert workspaces.open(project) is workspaces.open(project)
    store.delete_project(project)
    workspaces.close(project)
    with pytest.raises(UnknownProjectError):
        workspaces.open(project)


def test_blocks_take_what_flows_into_them_and_every_canvas_hears_of_it(store: Store, engine: EngineProcess):
    def block(units: int) -> Block:
        nodes = (
            Node(id="in", class_name="Input", config={"shape": [8]}),
            Node(id="d", class_name="Dense", config={"units": units}),
        )
        return Block(nodes=nodes, edges=(Edge(id="e", source="in", target="d"),))

    network = Network(
        nodes=(
            Node(id="table", class_name="Input", config={"shape": [8]}),
            Node(id="one", class_name="Block", block="a"),
            Node(id="two", class_name="Block", block="b"),
        ),
        edges=(Edge(id="1", source="table", target="one"), Edge(id="2", source="one", target="two")),
        blocks={"a": block(8), "b": block(4)},
    )
    workspace = Workspace(store, engine, store.create_project(network).id)
    first = workspace.answer(None, None)
    wide = {"kind": "put_node", "block": "a", "node": {"id": "d", "class_name": "Dense", "config": {"units": 32}}}
    reply = ask(workspace, wide, revision=first["revision"])
    assert [change["client"] for change in reply["changes"]] == ["tab", ""]
    assert reply["changes"][1]["edits"][0]["block"] == "b"
    assert workspace.network.blocks["b"].nodes_by_id["in"].config == {"shape": [32]}
    assert reply["diagnostics"]["nodes"]["two"]["tensors"] == [{"shape": [None, 4], "dtype": "float32"}]
    assert reply["diagnostics"]["nodes"]["b/d"]["parameters"] == 132
    assert "build_block((32,), units=4" in reply["code"]["text"]


def test_the_code_of_a_large_network_follows_what_checking_found(store: Store, engine: EngineProcess):
    network = deep_residual(stages=4, blocks=7)
    workspace = Workspace(store, engine, store.create_project(network).id)
    first = workspace.answer(None, None)
    have = {"revision": first["revision"], "diagnostics": first["diagnostics"]["version"]}
    have |= {"code": first["code"]["version"], "catalog": first["catalog"]["hash"]}
    classes = network.nodes_by_id["classes"].model_dump(mode="json") | {"config": {"units": 7}}

    reply = ask(workspace, {"kind": "put_node", "node": classes}, first=1, **have)
    assert reply["diagnostics"]["nodes"]["classes"]["tensors"][0]["shape"] == [None, 7]
    assert (reply["code"], reply["code_follows"]) == (None, True)

    later = ask(workspace, first=2, **have)
    assert "layers.Dense(7" in later["code"]["text"]
    assert later["code_follows"] is False

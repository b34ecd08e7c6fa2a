"""The canvas's direct line over real HTTP."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest
import uvicorn

from builder.network import Network, Node
from builder.panels.routes import application
from builder.workspace.canvas_line import grant
from builder.workspace.services import services

pytestmark = pytest.mark.keras

Post = Callable[..., tuple[int, bytes]]


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    def send(token: str, body: bytes | None, query: str = "") -> tuple[int, bytes]:
        address = f"http://127.0.0.1:{port}/canvas{query}"
        request = urllib.request.Request(address, data=body, headers={"X-Canvas-Pass": token})
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    yield send
    server.should_exit = True
    thread.join()


def edit(label: str) -> bytes:
    node = Node(id="a", class_name="Input", config={"shape": [3]}, label=label).model_dump(mode="json")
    request = {"client": "tab", "have": {}, "first": 1, "edits": [{"kind": "put_node", "node": node}]}
    return json.dumps(request).encode()


def test_an_edit_by_the_line_is_saved_and_answered(post: Post):
    project = services().store.create_project(Network())
    held = grant(project.id)
    status, body = post(held.token, edit("rows"))
    reply = json.loads(body)
    assert (status, reply["saved"], reply["client_ack"]) == (200, "saved", {"client": "tab", "seq": 1})
    assert services().store.load_project(project.id).network.nodes_by_id["a"].label == "rows"
    assert held.have is not None


def test_a_tab_is_told_whether_there_is_news(post: Post):
    held = grant(services().store.create_project(Network()).id)
    assert post(held.token, None, "?revision=1") == (200, b'{"news":false}')
    post(held.token, edit("rows"))
    assert post(held.token, None, "?revision=1") == (200, b'{"news":true}')
    assert post(held.token, None, "?revision=x")[0] == 400
    assert post("guess", None, "?revision=1")[0] == 403


def test_replies_are_numbered_upwards(post: Post):
    held = grant(services().store.create_project(Network()).id)
    numbers = [json.loads(post(held.token, edit(label))[1])["number"] for label in ("one", "two", "three")]
    assert numbers == sorted(set(numbers))


def test_without_a_pass_nothing_is_answered(post: Post):
    assert post("guess", edit("x")) == (403, b"")


def test_a_pass_dies_with_its_holder(post: Post):
    token = grant(services().store.create_project(Network()).id).token
    assert post(token, edit("x"))[0] == 403


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"client": 7}', b"[" * 100_000])
def test_what_makes_no_sense_is_refused_with_a_sentence(post: Post, body: bytes):
    held = grant(services().store.create_project(Network()).id)
    status, words = post(held.token, body)
    assert status == 400
    assert words


def test_a_project_that_was_deleted_is_said_to_be_gone(post: Post):
    project = services().store.create_project(Network())
    held = grant(project.id)
    services().store.delete_project(project.id)
    services().workspaces.close(project.id)
    assert post(held.token, edit("x"))[0] == 409

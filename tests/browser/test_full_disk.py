"""An edit on a disk that really is full waits in the browser, says so, and is saved when there is room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.canvas_page import eventually
from tests.browser.conftest import Draw, Server, launch
from tests.browser.networks import dense_chain
from tests.machine import free_port
from tests.small_disk import assert_sound, full, mounted

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOM = 8 * 1024**2
WAITS = "The disk is full: edits wait here and are sent again until there is room."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app whose home lies on a small disk."""
    with mounted(tmp_path_factory.mktemp("small"), ROOM) as home:
        port = free_port()
        running = Server(port, home, launch(port, home))
        yield running
        running.process.terminate()
        running.process.wait(timeout=20)
        running.store.close()


def test_edits_on_a_full_disk_wait_through_a_reload_and_are_saved_when_there_is_room(draw: Draw, server: Server):
    drawn = draw(dense_chain())
    canvas, page, database = drawn.canvas, drawn.canvas.page, server.home / "layerloom.db"
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with full(server.home, database):
        canvas.select("dense_1", "Dense")
        canvas.field("units").fill("48")
        expect(page.get_by_text(WAITS)).to_be_visible()
        expect(page.get_by_text("not saved yet", exact=True)).to_be_visible()
        canvas.field("units").fill("49")
        page.reload()
        expect(canvas.node("dense_1", "Dense")).to_contain_text("49 units")
        expect(page.get_by_text(WAITS)).to_be_visible()
        assert drawn.document.nodes_by_id["dense_1"].config == {"units": 16}
    drawn.expect_config("dense_1", {"units": 49})
    expect(page.get_by_text("saved", exact=True)).to_be_visible()
    expect(page.get_by_text(WAITS)).to_have_count(0)
    eventually(lambda: asked, ["beforeunload"])
    assert_sound(database, Path(server.home))

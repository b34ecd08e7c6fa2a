"""Nothing that was drawn gets lost: reloads, other tabs, other pages, crashes of the server."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.canvas_page import CanvasPage, box_of, eventually
from tests.browser.conftest import Draw, Drawn, Server, launch
from tests.browser.networks import dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def change_units(canvas: CanvasPage, label: str, units: str) -> None:
    canvas.select(label, "Dense")
    canvas.field("units").fill(units)


def units_of(drawn: Drawn) -> dict[str, object]:
    return {node.id: node.config["units"] for node in drawn.document.nodes if node.class_name == "Dense"}


def test_a_reload_keeps_the_document(draw: Draw):
    drawn = draw(dense_chain())
    change_units(drawn.canvas, "dense_1", "48")
    drawn.canvas.page.reload()
    expect(drawn.canvas.node("dense_1", "Dense")).to_contain_text("48 units")
    expect(drawn.canvas.nodes()).to_have_count(3)
    expect(drawn.canvas.code).to_contain_text("Dense(48)")


def test_home_lists_the_project_and_opens_it(draw: Draw):
    drawn = draw(dense_chain().model_copy(update={"name": "Found again"}))
    page = drawn.canvas.page
    page.goto(drawn.server.url)
    page.get_by_role("button", name="Found again", exact=True).first.click()
    expect(drawn.canvas.nodes()).to_have_count(3)


def test_two_tabs_exchange_their_edits_and_overwrite_none(draw: Draw, browser: Browser):
    drawn = draw(dense_chain())
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = CanvasPage(context.new_page())
    other.page.goto(drawn.server.address(drawn.project_id))
    expect(other.nodes()).to_have_count(3)
    change_units(drawn.canvas, "dense_1", "48")
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 4})
    change_units(other, "dense_2", "5")
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 5})
    expect(other.node("dense_1", "Dense")).to_contain_text("48 units")
    change_units(drawn.canvas, "dense_1", "49")
    expect(drawn.canvas.node("dense_2", "Dense")).to_contain_text("5 units")
    eventually(lambda: units_of(drawn), {"dense_1": 49, "dense_2": 5})
    context.close()


def test_undo_in_one_tab_leaves_the_other_tabs_edits(draw: Draw, browser: Browser):
    drawn = draw(dense_chain())
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = CanvasPage(context.new_page())
    other.page.goto(drawn.server.address(drawn.project_id))
    expect(other.nodes()).to_have_count(3)
    change_units(drawn.canvas, "dense_1", "48")
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 4})
    change_units(other, "dense_2", "5")
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 5})
    drawn.canvas.page.get_by_role("button", name="Undo", exact=True).click()
    eventually(lambda: units_of(drawn), {"dense_1": 16, "dense_2": 5})
    context.close()


def test_another_page_and_back_keeps_viewport_and_undo(draw: Draw):
    drawn = draw(dense_chain())
    canvas, page = drawn.canvas, drawn.canvas.page
    change_units(canvas, "dense_1", "48")
    left, top, _, _ = box_of(canvas.pane)
    canvas.drag((left + 40, top + 200), (left + 120, top + 240))
    page.wait_for_timeout(300)
    place = box_of(canvas.node("dense_1", "Dense"))
    page.get_by_role("link", name="Data", exact=True).first.click()
    expect(page.get_by_role("button", name="Use as input")).to_be_visible()
    page.get_by_role("link", name="Build", exact=True).first.click()
    eventually(lambda: box_of(canvas.node("dense_1", "Dense")), pytest.approx(place, abs=1))
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(canvas.node("dense_1", "Dense")).to_contain_text("16 units")


def test_a_killed_server_comes_back_with_everything(draw: Draw, server: Server):
    drawn = draw(dense_chain())
    change_units(drawn.canvas, "dense_1", "48")
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 4})
    server.restart()
    drawn.canvas.page.reload()
    expect(drawn.canvas.node("dense_1", "Dense")).to_contain_text("48 units")
    expect(drawn.canvas.nodes()).to_have_count(3)


def test_edits_made_while_the_server_is_down_arrive_when_it_is_back(draw: Draw, server: Server):
    drawn = draw(dense_chain())
    server.process.kill()
    server.process.wait()
    change_units(drawn.canvas, "dense_1", "48")
    change_units(drawn.canvas, "dense_2", "6")
    expect(drawn.canvas.page.get_by_text("saving…", exact=True)).to_be_visible()
    server.process = launch(server.port, server.home)
    expect(drawn.canvas.page.get_by_text("saved", exact=True)).to_be_visible(timeout=60_000)
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 6})
    expect(drawn.canvas.page.get_by_text("48", exact=True).first).to_be_visible()


def test_edits_arrive_while_the_direct_line_is_down(draw: Draw):
    drawn = draw(dense_chain())
    drawn.canvas.page.route("**/layerloom/canvas", lambda route: route.abort())
    change_units(drawn.canvas, "dense_1", "48")
    expect(drawn.canvas.code).to_contain_text("Dense(48)")  # asks in a way that lets the route answer meanwhile
    eventually(lambda: units_of(drawn), {"dense_1": 48, "dense_2": 4})

"""Two tabs on one network: what does not collide is merged, what does is shown to both, and an idle tab follows."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from builder.network.record import Config
from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.conftest import Draw, Drawn
from tests.browser.networks import dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOLLOWS_SECONDS = 2.0
NEWS = "**/layerloom/canvas?*"
"""What a tab asks every second; one that gets no answer does not hear what the other one did."""

OpenOther = Callable[[Drawn], CanvasPage]


@pytest.fixture
def open_other(browser: Browser) -> Iterator[OpenOther]:
    """Opens the project in a second browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})

    def opened(drawn: Drawn) -> CanvasPage:
        other = CanvasPage(context.new_page())
        other.page.goto(drawn.server.address(drawn.project_id))
        expect(other.nodes()).to_have_count(len(drawn.document.nodes))
        expect(other.page.get_by_text("checking…", exact=True)).to_have_count(0, timeout=60_000)
        return other

    yield opened
    context.close()


def config_of(drawn: Drawn, node_id: str) -> Config:
    return drawn.document.nodes_by_id[node_id].config


def with_a_stale_tab(draw: Draw, open_other: OpenOther) -> tuple[Drawn, CanvasPage]:
    """Opens a network in two tabs; the second has not heard that the first one set units of dense_1 to 77."""
    drawn = draw(dense_chain())
    other = open_other(drawn)
    other.page.route(NEWS, lambda route: route.abort())
    other.select("dense_1", "Dense")
    drawn.canvas.select("dense_1", "Dense")
    drawn.canvas.field("units").fill("77")
    eventually(lambda: config_of(drawn, "dense_1"), {"units": 77})
    return drawn, other


def collisions(canvas: CanvasPage) -> list[str]:
    return canvas.page.locator(".ll-collisions li").all_inner_texts()


def test_an_idle_tab_follows_within_two_seconds(draw: Draw, open_other: OpenOther):
    drawn = draw(dense_chain())
    other = open_other(drawn)
    for units in ("48", "49", "50"):
        drawn.canvas.select("dense_1", "Dense")
        drawn.canvas.field("units").fill(units)
        eventually(lambda units=units: config_of(drawn, "dense_1"), {"units": int(units)})
        expect(other.node("dense_1", "Dense")).to_contain_text(f"{units} units", timeout=FOLLOWS_SECONDS * 1_000)


def test_units_of_one_tab_and_activation_and_label_of_a_stale_one_are_all_kept(draw: Draw, open_other: OpenOther):
    drawn, other = with_a_stale_tab(draw, open_other)
    expect(other.field("units")).to_have_value("16")
    other.field("label").fill("theirs")
    eventually(lambda: drawn.document.nodes_by_id["dense_1"].label, "theirs")
    assert config_of(drawn, "dense_1") == {"units": 77}
    expect(other.field("units")).to_have_value("77")
    expect(drawn.canvas.field("label")).to_have_value("theirs")
    assert collisions(drawn.canvas) == collisions(other) == []


def test_two_values_of_one_argument_are_shown_to_both_and_undo_works(draw: Draw, open_other: OpenOther):
    drawn, other = with_a_stale_tab(draw, open_other)
    other.field("units").fill("48")
    sentence = 'Two tabs changed units of "dense_1" at once: 48 stands, 77 is gone.'
    for canvas in (drawn.canvas, other):
        expect(canvas.page.get_by_text(sentence)).to_be_visible()
        expect(canvas.field("units")).to_have_value("48")
    other.page.get_by_role("button", name="Undo", exact=True).click()
    eventually(lambda: config_of(drawn, "dense_1"), {"units": 16})
    other.page.get_by_role("button", name="Got it").click()
    expect(other.page.get_by_text(sentence)).to_have_count(0)


def test_a_layer_that_one_tab_deleted_stays_deleted_and_both_are_told(draw: Draw, open_other: OpenOther):
    drawn = draw(dense_chain())
    other = open_other(drawn)
    other.page.route(NEWS, lambda route: route.abort())
    other.select("dense_2", "Dense")
    drawn.canvas.select("dense_2", "Dense")
    drawn.canvas.click_beside()
    drawn.canvas.node("dense_2", "Dense").click()
    drawn.canvas.press("Delete")
    eventually(lambda: [node.id for node in drawn.document.nodes], ["input_1", "dense_1"])
    other.field("units").fill("9")
    for canvas in (drawn.canvas, other):
        expect(canvas.page.get_by_text('"dense_2" was deleted in one tab while another changed it.')).to_be_visible()
        expect(canvas.nodes()).to_have_count(2)
    assert [node.id for node in drawn.document.nodes] == ["input_1", "dense_1"]


def test_layers_that_both_tabs_add_at_once_are_both_kept(draw: Draw, open_other: OpenOther):
    drawn = draw(dense_chain())
    other = open_other(drawn)
    other.page.route(NEWS, lambda route: route.abort())
    drawn.canvas.drop("Dense", 80, 500)
    eventually(lambda: len(drawn.document.nodes), 4)
    other.drop("Dense", 80, 620)
    eventually(lambda: sorted(drawn.document.nodes_by_id), ["dense_1", "dense_2", "dense_3", "dense_4", "input_1"])
    for canvas in (drawn.canvas, other):
        expect(canvas.nodes()).to_have_count(5)

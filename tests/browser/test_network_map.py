"""The read-only map of a network: a click on a box tells about its layer, on every page that has one."""

import pytest
from playwright.sync_api import Page, expect

from builder.panels.examples import examples
from tests.browser.canvas_page import middle
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser


def click_the_middle_layer(page: Page) -> None:
    """Clicks the middle of the map, where the second of three layers in a column lies once it is drawn."""
    frame = page.locator("iframe[title='streamlit_agraph.agraph']")
    expect(frame.content_frame.locator("canvas")).to_be_visible()
    frame.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)  # the map fits itself to its frame in several steps, and tells nobody when it is done
    page.mouse.click(*middle(frame))


def test_a_click_tells_about_a_layer_on_home(page: Page, server: Server):
    page.goto(server.url)
    click_the_middle_layer(page)
    expect(page.get_by_text("hidden · Dense", exact=True)).to_be_visible()


@pytest.mark.parametrize("name", ["train", "export"])
def test_a_click_tells_about_a_layer_of_the_project(page: Page, server: Server, name: str):
    page.goto(server.address(server.create(examples()["01_two_dense_layers"]), name))
    if name == "export":
        page.get_by_role("radio", name="Map").or_(page.get_by_role("button", name="Map", exact=True)).click()
    click_the_middle_layer(page)
    expect(page.get_by_text("hidden · Dense", exact=True)).to_be_visible()
    expect(page.get_by_text("Click a layer on the map to read about it.")).to_have_count(0)

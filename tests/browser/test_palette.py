"""Adding layers from the palette: by search, click and drag."""

import pytest
from playwright.sync_api import expect

from builder.network import Network
from tests.browser.canvas_page import eventually, middle
from tests.browser.conftest import Draw
from tests.browser.networks import dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_enter_adds_the_best_match_of_a_search(draw: Draw):
    drawn = draw(Network())
    drawn.canvas.search.fill("lstm")
    expect(drawn.canvas.page.get_by_text("Enter adds LSTM.")).to_be_attached()
    drawn.canvas.search.press("Enter")
    expect(drawn.canvas.node("lstm_1", "LSTM")).to_be_visible()
    eventually(lambda: [node.class_name for node in drawn.document.nodes], ["LSTM"])


def test_arrows_choose_another_match(draw: Draw):
    drawn = draw(Network())
    drawn.canvas.search.fill("lstm")
    drawn.canvas.search.press("ArrowDown")
    drawn.canvas.search.press("Enter")
    expect(drawn.canvas.nodes()).to_have_count(1)
    eventually(lambda: "LSTM" in drawn.document.nodes[0].class_name if drawn.document.nodes else False, True)
    assert drawn.document.nodes[0].class_name != "LSTM"


def test_a_search_without_a_match_says_so_and_shows_all_again(draw: Draw):
    page = draw(Network()).canvas.page
    page.get_by_role("searchbox", name="Find a layer").fill("no such layer")
    expect(page.get_by_text("No layer is called “no such layer”.")).to_be_visible()
    page.get_by_role("button", name="Show all layers").click()
    expect(page.get_by_role("button", name="Add Dense", exact=True)).to_be_visible()


def test_click_adds_below_the_selected_layer_and_connects(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    canvas.select("dense_2", "Dense")
    canvas.page.get_by_role("button", name="Add Dropout", exact=True).click()
    expect(canvas.node("dropout_1", "Dropout")).to_be_visible()
    eventually(drawn.edges, {("input_1", "dense_1"), ("dense_1", "dense_2"), ("dense_2", "dropout_1")})
    places = {node.id: node.position for node in drawn.document.nodes}
    assert places["dropout_1"].x == places["dense_2"].x
    assert places["dropout_1"].y > places["dense_2"].y
    expect(canvas.field("label")).to_have_value("dropout_1")


def test_a_layer_drops_where_the_mouse_is(draw: Draw):
    drawn = draw(Network())
    canvas = drawn.canvas
    canvas.drop("Dense", 300, 240)
    box = canvas.pane.bounding_box()
    assert box is not None
    assert middle(canvas.node("dense_1", "Dense")) == pytest.approx((box["x"] + 300, box["y"] + 240), abs=12)


def test_a_drop_lands_under_the_mouse_after_zooming(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    for _ in range(2):
        canvas.page.get_by_role("button", name="Zoom out").click()
        canvas.page.wait_for_timeout(300)
    canvas.drop("Flatten", 90, 120)
    box = canvas.pane.bounding_box()
    assert box is not None
    assert middle(canvas.node("flatten_1", "Flatten")) == pytest.approx((box["x"] + 90, box["y"] + 120), abs=12)


def test_a_layer_that_is_dropped_on_an_edge_goes_between(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    upper, lower = middle(canvas.port("dense_1 output")), middle(canvas.port("dense_2 input"))
    box = canvas.pane.bounding_box()
    assert box is not None
    canvas.drop("Dropout", upper[0] - box["x"] + 6, upper[1] + 0.25 * (lower[1] - upper[1]) - box["y"])
    eventually(drawn.edges, {("input_1", "dense_1"), ("dense_1", "dropout_1"), ("dropout_1", "dense_2")})
    rows = [
        middle(canvas.node(*layer))[1]
        for layer in [("dense_1", "Dense"), ("dropout_1", "Dropout"), ("dense_2", "Dense")]
    ]
    assert rows[1] - rows[0] > 60
    assert rows[2] - rows[1] > 60
    canvas.press("Control+z")
    eventually(drawn.edges, {("input_1", "dense_1"), ("dense_1", "dense_2")})


def test_a_layer_that_is_added_below_one_that_feeds_another_goes_between(draw: Draw):
    drawn = draw(dense_chain())
    drawn.canvas.select("dense_1", "Dense")
    drawn.canvas.page.get_by_role("button", name="Add Dropout", exact=True).click()
    eventually(drawn.edges, {("input_1", "dense_1"), ("dense_1", "dropout_1"), ("dropout_1", "dense_2")})


def test_slash_focuses_the_search_and_types_a_slash_in_a_field(draw: Draw):
    canvas = draw(dense_chain()).canvas
    canvas.click_beside()
    canvas.press("/")
    expect(canvas.search).to_be_focused()
    expect(canvas.search).to_have_value("")
    canvas.select("dense_1", "Dense")
    canvas.field("label").fill("a")
    canvas.press("/")
    expect(canvas.field("label")).to_be_focused()
    expect(canvas.field("label")).to_have_value("a/")

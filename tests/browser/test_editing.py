"""Editing on the canvas with mouse and keyboard: selecting, moving, removing, copying, connecting, undoing."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from builder.network import Position
from tests.browser.canvas_page import box_of, eventually, middle
from tests.browser.conftest import Draw, Drawn
from tests.browser.networks import chain, dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHAIN = {("input_1", "dense_1"), ("dense_1", "dense_2")}


def select_both_dense(drawn: Drawn) -> None:
    drawn.canvas.node("dense_1", "Dense").click()
    drawn.canvas.node("dense_2", "Dense").click(modifiers=["Control"])
    expect(drawn.canvas.inspector).to_contain_text("2 layers selected")


@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_click_with_a_key_held_selects_one_more(draw: Draw, key: str):
    canvas = draw(dense_chain()).canvas
    canvas.select("dense_1", "Dense")
    canvas.node("dense_2", "Dense").click(modifiers=[key])
    expect(canvas.inspector).to_contain_text("2 layers selected")
    canvas.press("Escape")
    expect(canvas.inspector.get_by_text("2 layers selected")).to_have_count(0)


def test_shift_and_a_drag_over_the_canvas_selects_what_lies_inside(draw: Draw):
    canvas = draw(dense_chain()).canvas
    left, top, _, _ = box_of(canvas.node("dense_1", "Dense"))
    _, end, width, height = box_of(canvas.node("dense_2", "Dense"))
    canvas.page.keyboard.down("Shift")
    canvas.drag((left - 20, top - 8), (left + width + 20, end + height + 20))
    canvas.page.keyboard.up("Shift")
    expect(canvas.inspector).to_contain_text("2 layers selected")


def test_a_drag_moves_a_layer_and_undo_brings_it_back(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    node = canvas.node("dense_1", "Dense")
    before, start = drawn.document.nodes_by_id["dense_1"].position, middle(node)
    canvas.drag(start, (start[0] + 110, start[1] + 30))
    assert middle(node) == pytest.approx((start[0] + 110, start[1] + 30), abs=4)
    eventually(lambda: drawn.document.nodes_by_id["dense_1"].position.x > before.x + 60, True)
    canvas.press("Control+z")
    eventually(lambda: drawn.document.nodes_by_id["dense_1"].position, before)
    assert middle(node) == pytest.approx(start, abs=2)


def test_a_drag_moves_every_selected_layer(draw: Draw):
    drawn = draw(dense_chain())
    select_both_dense(drawn)
    first, second = drawn.canvas.node("dense_1", "Dense"), drawn.canvas.node("dense_2", "Dense")
    start, follower = middle(first), middle(second)
    drawn.canvas.drag(start, (start[0] + 90, start[1]))
    assert middle(second) == pytest.approx((follower[0] + 90, follower[1]), abs=4)


def test_delete_takes_the_edges_along_and_undo_and_redo_follow(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    canvas.select("dense_1", "Dense")
    canvas.press("Delete")
    expect(canvas.nodes()).to_have_count(2)
    eventually(
        lambda: ("dense_1" in drawn.document.nodes_by_id, ("input_1", "dense_1") in drawn.edges()), (False, False)
    )
    canvas.press("Control+z")
    expect(canvas.node("dense_1", "Dense")).to_be_visible()
    eventually(drawn.edges, CHAIN)
    assert drawn.document.nodes_by_id["dense_1"].config == {"units": 16}
    canvas.press("Control+Shift+Z")
    expect(canvas.nodes()).to_have_count(2)
    eventually(lambda: "dense_1" in drawn.document.nodes_by_id, False)


def test_an_edge_is_selected_by_a_click_and_deleted(draw: Draw):
    drawn = draw(dense_chain())
    upper, lower = middle(drawn.canvas.port("input_1 output")), middle(drawn.canvas.port("dense_1 input"))
    drawn.canvas.page.mouse.click(upper[0], upper[1] + 0.2 * (lower[1] - upper[1]))
    drawn.canvas.press("Delete")
    eventually(drawn.edges, {("dense_1", "dense_2")})
    expect(drawn.canvas.nodes()).to_have_count(3)


def test_copies_are_pasted_with_the_connections_among_them(draw: Draw):
    drawn = draw(dense_chain())
    select_both_dense(drawn)
    drawn.canvas.press("Control+c")
    drawn.canvas.press("Control+v")
    expect(drawn.canvas.nodes()).to_have_count(5)
    eventually(drawn.edges, {*CHAIN, ("dense_3", "dense_4")})
    assert drawn.document.nodes_by_id["dense_3"].config == {"units": 16}
    drawn.canvas.press("Control+z")
    expect(drawn.canvas.nodes()).to_have_count(3)


def test_cut_layers_come_back_by_paste(draw: Draw):
    drawn = draw(dense_chain())
    select_both_dense(drawn)
    drawn.canvas.press("Control+x")
    expect(drawn.canvas.nodes()).to_have_count(1)
    drawn.canvas.press("Control+v")
    expect(drawn.canvas.nodes()).to_have_count(3)
    eventually(lambda: len(drawn.document.edges), 1)


def test_duplicates_lie_beside_their_originals(draw: Draw):
    drawn = draw(dense_chain())
    drawn.canvas.select("dense_2", "Dense")
    drawn.canvas.press("Control+d")
    expect(drawn.canvas.node("dense_3", "Dense")).to_be_visible()
    eventually(lambda: drawn.document.nodes_by_id.keys() - {"input_1", "dense_1", "dense_2"}, {"dense_3"})
    copy, original = drawn.document.nodes_by_id["dense_3"], drawn.document.nodes_by_id["dense_2"]
    assert copy.config == original.config
    assert copy.position != original.position


def test_tidy_puts_layers_below_what_feeds_them_as_one_step(draw: Draw):
    network = dense_chain()
    heap = [node.model_copy(update={"position": Position(x=7 * place)}) for place, node in enumerate(network.nodes)]
    drawn = draw(network.model_copy(update={"nodes": tuple(heap)}))
    drawn.canvas.page.get_by_role("button", name="Tidy", exact=True).click()

    def in_order() -> bool:
        heights = [node.position.y for node in drawn.document.nodes]
        return all(below - above > 58 for above, below in pairwise(heights))

    eventually(in_order, True)
    drawn.canvas.page.get_by_role("button", name="Undo", exact=True).click()
    eventually(lambda: [node.position.y for node in drawn.document.nodes], [0, 0, 0])


def test_fit_shows_every_layer_again(draw: Draw):
    network = chain(*[(f"dense_{place}", "Dense", {"units": 4}) for place in range(1, 13)])
    canvas = draw(network).canvas
    for _ in range(6):
        canvas.page.get_by_role("button", name="Zoom in").click()
        canvas.page.wait_for_timeout(220)
    canvas.page.get_by_role("button", name="Fit").click()
    left, top, width, height = box_of(canvas.pane)
    canvas.page.wait_for_timeout(400)
    for box in (box_of(node) for node in canvas.nodes().all()):
        assert left <= box[0] and box[0] + box[2] <= left + width
        assert top <= box[1] and box[1] + box[3] <= top + height


def test_undo_takes_back_what_was_typed_as_one_step(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    canvas.select("dense_1", "Dense")
    canvas.field("units").press("Control+a")
    canvas.page.keyboard.type("128", delay=30)
    expect(canvas.node("dense_1", "Dense")).to_contain_text("128 units")
    eventually(lambda: drawn.document.nodes_by_id["dense_1"].config, {"units": 128})
    canvas.page.get_by_role("button", name="Undo", exact=True).click()
    expect(canvas.node("dense_1", "Dense")).to_contain_text("16 units")
    expect(canvas.field("units")).to_have_value("16")
    eventually(lambda: drawn.document.nodes_by_id["dense_1"].config, {"units": 16})


def test_layers_are_connected_by_keyboard_alone(draw: Draw):
    network = dense_chain()
    drawn = draw(network.model_copy(update={"edges": ()}))
    canvas = drawn.canvas
    canvas.node("dense_1", "Dense").focus()
    canvas.press("Space")
    source = canvas.inspector.get_by_label("Connect from", exact=True)
    source.focus()
    canvas.page.keyboard.type("input_1")
    eventually(drawn.edges, {("input_1", "dense_1")})
    expect(source).to_have_value("input_1:0")
    source.press("Home")
    eventually(drawn.edges, set())


def test_a_second_edge_into_an_input_takes_the_place_of_the_first(draw: Draw):
    drawn = draw(dense_chain())
    drawn.canvas.connect("input_1 output", "dense_2 input")
    eventually(drawn.edges, {("input_1", "dense_1"), ("input_1", "dense_2")})


def test_arrow_keys_move_a_focused_layer(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    canvas.select("dense_2", "Dense")
    canvas.node("dense_2", "Dense").focus()
    for _ in range(3):
        canvas.press("ArrowRight")
    eventually(lambda: drawn.document.nodes_by_id["dense_2"].position.x > 0, True)
    canvas.press("Control+z")
    eventually(lambda: drawn.document.nodes_by_id["dense_2"].position.x, 0)

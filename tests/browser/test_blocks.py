"""Blocks: layers grouped, opened, edited inside, repeated with varying arguments, expanded, and all of it undone."""

import pytest
from playwright.sync_api import Locator, expect

from builder.network import Network
from builder.network.names import valid_name
from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.conftest import Draw, Drawn
from tests.browser.networks import TABLE, chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def deep_chain() -> Network:
    """Returns input_1, dense_1 to dense_3 and a head."""
    middle = [(f"dense_{number}", "Dense", {"units": 16}) for number in (1, 2, 3)]
    return chain(TABLE, *middle, ("head", "Dense", {"units": 4}))


def select_middle(canvas: CanvasPage) -> None:
    canvas.node("dense_1", "Dense").click()
    for label in ("dense_2", "dense_3"):
        canvas.node(label, "Dense").click(modifiers=["Control"])
    expect(canvas.inspector).to_contain_text("3 layers selected")


def button(canvas: CanvasPage, name: str) -> Locator:
    return canvas.page.get_by_role("button", name=name, exact=True)


def trail(canvas: CanvasPage) -> Locator:
    return canvas.page.get_by_role("navigation", name="Blocks")


def grouped(draw: Draw) -> Drawn:
    drawn = draw(deep_chain())
    select_middle(drawn.canvas)
    button(drawn.canvas, "Group into block").click()
    expect(drawn.canvas.node("block_1", "Block")).to_be_visible()
    return drawn


def parameters(canvas: CanvasPage) -> Locator:
    return canvas.page.locator(".ll-header .ll-pill").first


def test_layers_are_grouped_and_the_network_stays_the_same(draw: Draw):
    drawn = draw(deep_chain())
    canvas = drawn.canvas
    before = parameters(canvas).text_content()
    select_middle(canvas)
    button(canvas, "Group into block").click()
    expect(canvas.nodes()).to_have_count(3)
    block = canvas.node("block_1", "Block")
    expect(block).to_contain_text("3 layers")
    expect(block).to_contain_text("688")
    expect(parameters(canvas)).to_have_text(before or "")
    expect(button(canvas, "no problems")).to_be_visible()
    eventually(drawn.edges, {("input_1", "block_1"), ("block_1", "head")})
    inside = drawn.document.blocks["block_1"]
    assert [node.id for node in inside.nodes] == ["input_1", "dense_1", "dense_2", "dense_3"]
    assert inside.nodes_by_id["input_1"].config == {"shape": [8]}


def test_what_leaves_a_selection_and_comes_back_cannot_be_grouped(draw: Draw):
    canvas = draw(deep_chain()).canvas
    canvas.node("dense_1", "Dense").click()
    canvas.node("dense_3", "Dense").click(modifiers=["Control"])
    canvas.press("Control+g")
    expect(canvas.page.get_by_text('leads through "dense_2", which is not selected')).to_be_visible()
    expect(canvas.nodes()).to_have_count(5)


def test_a_block_is_opened_edited_inside_and_left(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    canvas.node("block_1", "Block").dblclick()
    expect(trail(canvas)).to_contain_text("block_1")
    expect(canvas.nodes()).to_have_count(4)
    expect(canvas.node("dense_2", "Dense")).to_contain_text("272")
    canvas.select("dense_3", "Dense")
    canvas.field("units").fill("32")
    expect(canvas.node("dense_3", "Dense")).to_contain_text("544")
    trail(canvas).get_by_role("button", name="A chain").click()
    expect(trail(canvas)).to_have_count(0)
    expect(canvas.node("block_1", "Block")).to_contain_text("960")
    expect(canvas.node("head", "Dense")).to_contain_text("132")
    assert drawn.document.blocks["block_1"].nodes_by_id["dense_3"].config == {"units": 32}


def test_enter_opens_and_escape_leaves(draw: Draw):
    canvas = grouped(draw).canvas
    canvas.node("block_1", "Block").focus()
    canvas.press("Enter")
    expect(trail(canvas)).to_be_visible()
    canvas.press("Escape")
    expect(trail(canvas)).to_have_count(0)
    expect(canvas.inspector.get_by_label("label", exact=True)).to_have_value("block_1")


def test_layers_are_added_connected_and_removed_inside(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    canvas.node("block_1", "Block").dblclick()
    canvas.select("dense_3", "Dense")
    button(canvas, "Add Dense").click()
    expect(canvas.nodes()).to_have_count(5)
    canvas.select("dense_2", "Dense")
    canvas.press("Delete")
    expect(canvas.nodes()).to_have_count(4)
    canvas.connect("dense_1 output", "dense_3 input")
    expect(button(canvas, "no problems")).to_be_visible()
    eventually(drawn.edges, {("input_1", "block_1"), ("block_1", "head")})
    inner = drawn.document.blocks["block_1"]
    assert {(edge.source, edge.target) for edge in inner.edges} == {
        ("input_1", "dense_1"),
        ("dense_1", "dense_3"),
        ("dense_3", "dense_4"),
    }


def test_a_problem_inside_a_block_leads_into_it(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    canvas.node("block_1", "Block").dblclick()
    canvas.source_of("dense_2", "Dense").select_option("nothing")
    trail(canvas).get_by_role("button", name="A chain").click()
    expect(canvas.node("block_1", "Block")).to_be_visible()
    button(canvas, "1 problem").click()
    canvas.page.get_by_role("region", name="Problems").get_by_role("button", name="block_1 › dense_2").click()
    expect(trail(canvas)).to_be_visible()
    expect(canvas.field("label")).to_have_value("dense_2")


def test_what_flows_into_a_block_may_change(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    canvas.select("input_1", "Input")
    canvas.field("shape").fill("10")
    expect(canvas.node("block_1", "Block")).to_contain_text("720")
    eventually(lambda: drawn.document.blocks["block_1"].nodes_by_id["input_1"].config, {"shape": [10]})


def test_a_block_is_repeated_with_arguments_that_vary(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    button(canvas, "Repeat block").click()
    dialog = canvas.page.get_by_role("dialog", name="Repeat block_1")
    expect(dialog.get_by_label("How many in all")).to_have_value("3")
    dialog.get_by_label("dense_3 units").fill("32, 64")
    expect(dialog.get_by_text("3 copies need 3 values")).to_be_visible()
    expect(dialog.get_by_role("button", name="Repeat", exact=True)).to_be_disabled()
    dialog.get_by_label("dense_3 units").fill("32 ×2")
    expect(dialog.get_by_text("32, 64, 128", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Repeat", exact=True).click()
    expect(canvas.nodes()).to_have_count(5)
    expect(button(canvas, "no problems")).to_be_visible()
    expect(canvas.node("head", "Dense")).to_contain_text("516")
    eventually(lambda: list(drawn.document.blocks), ["block_1", "block_2", "block_3"])
    document = drawn.document
    last = [block.nodes_by_id["dense_3"].config for block in document.blocks.values()]
    assert last == [{"units": 32}, {"units": 64}, {"units": 128}]
    taken = [block.nodes_by_id["input_1"].config["shape"] for block in document.blocks.values()]
    assert taken == [[8], [32], [64]]


def test_reused_blocks_share_their_weights_and_copies_do_not(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    button(canvas, "Reuse block").click()
    expect(canvas.node("block_2", "Block")).to_contain_text("shared ×2")
    button(canvas, "Give own weights").click()
    expect(canvas.page.get_by_text("shared ×2")).to_have_count(0)
    eventually(lambda: len(drawn.document.blocks), 2)
    button(canvas, "Copy block").click()
    eventually(lambda: len(drawn.document.blocks), 3)


def test_the_palette_lists_the_blocks_to_put_in_again(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    canvas.page.get_by_role("button", name="Add block block_1").drag_to(canvas.pane, target_position={"x": 90, "y": 90})
    expect(canvas.nodes()).to_have_count(4)
    eventually(lambda: [node.block for node in drawn.document.nodes if node.block], ["block_1", "block_1"])
    for label in ("block_1", "block_2"):
        canvas.select(label, "Block")
        canvas.press("Delete")
    eventually(lambda: drawn.document.blocks, {})
    canvas.press("Control+z")
    eventually(lambda: [*drawn.document.blocks], ["block_1"])


def test_a_block_shows_its_inside_in_place(draw: Draw):
    canvas = grouped(draw).canvas
    button(canvas, "Show the inside of block_1").click()
    expect(canvas.page.get_by_role("img", name="Inside of block_1")).to_contain_text("dense_2")
    button(canvas, "Hide the inside of block_1").click()
    expect(canvas.page.get_by_role("img", name="Inside of block_1")).to_have_count(0)


def test_a_block_is_renamed(draw: Draw):
    drawn = grouped(draw)
    canvas = drawn.canvas
    canvas.field("Name of the block").fill("Body")
    expect(canvas.node("block_1", "Block")).to_contain_text("Body")
    eventually(lambda: drawn.document.blocks["block_1"].name, "Body")
    expect(canvas.code).to_contain_text(valid_name("Body").lower())


def test_grouping_editing_repeating_and_expanding_is_undone_step_by_step(draw: Draw):
    drawn = grouped(draw)
    canvas, before = drawn.canvas, deep_chain()
    canvas.node("block_1", "Block").dblclick()
    canvas.select("dense_2", "Dense")
    canvas.field("units").fill("24")
    canvas.click_beside()
    canvas.press("Escape")
    canvas.select("block_1", "Block")
    button(canvas, "Repeat block").click()
    canvas.page.get_by_role("dialog").get_by_role("button", name="Repeat", exact=True).click()
    expect(canvas.nodes()).to_have_count(5)
    canvas.select("block_2", "Block")
    canvas.press("Control+Shift+G")
    expect(canvas.nodes()).to_have_count(7)
    eventually(lambda: len(drawn.document.blocks), 2)
    expect(button(canvas, "no problems")).to_be_visible()
    for _ in range(4):
        button(canvas, "Undo").click()
    eventually(lambda: {node.id: node.config for node in drawn.document.nodes}, {n.id: n.config for n in before.nodes})
    eventually(drawn.edges, {(edge.source, edge.target) for edge in before.edges})
    assert drawn.document.blocks == {}
    expect(canvas.nodes()).to_have_count(5)

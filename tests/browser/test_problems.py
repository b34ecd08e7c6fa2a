"""What is wrong with a network is told in words, beside its layer, and never takes the rest of it away."""

from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from builder.network import DataBinding, Edge, Network, Position, Recipe
from tests.browser.canvas_page import CanvasPage, box_of, eventually, middle
from tests.browser.conftest import Draw, Server
from tests.browser.networks import IMAGES, SEQUENCE, TABLE, chain, dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def list_problems(page: Page) -> None:
    page.get_by_role("button", name="1 problem", exact=True).click()


def upload(page: Page, server: Server, folder: Path, network: Network) -> CanvasPage:
    """Opens a document from Home, as a file that somebody sent."""
    path = folder / "sent.json"
    path.write_text(network.to_json())
    page.goto(server.url)
    page.get_by_role("button", name="Open a file").click()
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_role("region", name="Inspector")).to_be_visible(timeout=60_000)
    return CanvasPage(page)


def test_a_connection_that_closes_a_circle_is_refused_with_a_note(draw: Draw):
    drawn = draw(dense_chain())
    before = drawn.edges()
    drawn.canvas.connect("dense_2 output", "dense_1 input")
    expect(drawn.canvas.page.get_by_text("so this connection would close a circle.")).to_be_visible()
    assert drawn.edges() == before


def test_a_layer_offers_no_source_that_would_close_a_circle(draw: Draw):
    source = draw(dense_chain()).canvas.source_of("dense_1", "Dense")
    assert source.locator("option").all_text_contents() == ["nothing", "input_1"]


def test_an_unknown_layer_in_an_opened_document(page: Page, server: Server, tmp_path: Path):
    network = chain(TABLE, ("first", "Dense", {"units": 16}), ("wrong", "Dens", {"units": 3}))
    canvas = upload(page, server, tmp_path, network)
    expect(canvas.nodes()).to_have_count(3)
    expect(page.get_by_text('Unknown layer "Dens". Did you mean "Dense"?').first).to_be_visible()
    expect(canvas.node("first", "Dense")).to_contain_text("16 units")
    expect(canvas.node("first", "Dense")).to_contain_text("144")


def test_a_circle_in_an_opened_document(page: Page, server: Server, tmp_path: Path):
    network = dense_chain()
    back = Edge(id="back", source="dense_2", target="dense_1")
    edges = (network.edges[1], back)
    canvas = upload(page, server, tmp_path, network.model_copy(update={"edges": edges}))
    expect(page.get_by_text("The connections run in a circle through").first).to_be_visible()
    expect(canvas.nodes()).to_have_count(3)
    canvas.select("dense_1", "Dense")
    canvas.press("Delete")
    expect(page.get_by_text("The connections run in a circle through")).to_have_count(0)


def test_an_argument_of_a_wrong_type_in_an_opened_document(page: Page, server: Server, tmp_path: Path):
    network = chain(TABLE, ("wrong", "Dense", {"units": "many"}))
    canvas = upload(page, server, tmp_path, network)
    canvas.select("wrong", "Dense")
    expect(canvas.field("units")).to_have_attribute("aria-invalid", "true")
    expect(canvas.inspector.get_by_role("alert")).to_contain_text("units")
    canvas.field("units").fill("4")
    expect(page.get_by_role("button", name="no problems", exact=True)).to_be_visible()
    expect(canvas.node("wrong", "Dense")).to_contain_text("36")


def test_a_file_that_is_no_document_gets_a_sentence(page: Page, server: Server, tmp_path: Path):
    path = tmp_path / "other.json"
    path.write_text('{"format": "something else"}')
    page.goto(server.url)
    page.get_by_role("button", name="Open a file").click()
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_role("button", name="Blank canvas")).to_be_visible()


def test_a_problem_in_the_list_leads_to_its_layer(draw: Draw):
    dense = [(f"dense_{place}", "Dense", {"units": 4}) for place in range(1, 9)]
    canvas = draw(chain(TABLE, *dense, ("conv2d_1", "Conv2D", {"filters": 2, "kernel_size": 3}))).canvas
    page = canvas.page
    list_problems(page)
    for _ in range(5):
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(220)
    page.get_by_role("region", name="Problems").get_by_role("button", name="conv2d_1").click()
    expect(canvas.field("label")).to_have_value("conv2d_1")
    page.wait_for_timeout(400)
    left, top, width, height = box_of(canvas.pane)
    x, y = middle(canvas.node("conv2d_1", "Conv2D"))
    assert left < x < left + width
    assert top < y < top + height


def test_one_click_mends_a_problem(draw: Draw):
    drawn = draw(chain(IMAGES, ("lstm_1", "LSTM", {"units": 4})))
    page = drawn.canvas.page
    list_problems(page)
    page.get_by_role("region", name="Problems").locator(".ll-fixes button").first.click()
    expect(page.get_by_role("button", name="no problems", exact=True)).to_be_visible()
    eventually(lambda: drawn.document == chain(IMAGES, ("lstm_1", "LSTM", {"units": 4})), False)


def test_a_killed_engine_is_started_again_and_the_page_says_so(draw: Draw, server: Server):
    drawn = draw(dense_chain())
    expect(drawn.canvas.node("dense_1", "Dense")).to_contain_text("144")
    for engine in engines_of(server):
        engine.kill()
    drawn.canvas.select("dense_1", "Dense")
    drawn.canvas.field("units").fill("32")
    expect(drawn.canvas.node("dense_1", "Dense")).to_contain_text("288", timeout=60_000)
    expect(drawn.canvas.page.get_by_text("The engine stopped and was started again.")).to_be_visible()


def engines_of(server: Server) -> list[psutil.Process]:
    children = psutil.Process(server.process.pid).children(recursive=True)
    alive = (child for child in children if child.status() != psutil.STATUS_ZOMBIE)
    engines = [child for child in alive if "builder.engine.server" in " ".join(child.cmdline())]
    assert engines, "the app has an engine to kill"
    return engines


def test_a_recurrent_layer_that_gives_its_last_step_is_mended_by_return_sequences(draw: Draw):
    drawn = draw(chain(SEQUENCE, ("first", "LSTM", {"units": 8}), ("second", "LSTM", {"units": 8})))
    page = drawn.canvas.page
    list_problems(page)
    page.get_by_role("button", name='Turn on return_sequences of "first"').first.click()
    expect(page.get_by_role("button", name="no problems", exact=True)).to_be_visible()
    drawn.expect_config("first", {"units": 8, "return_sequences": True})


def test_an_input_that_was_deleted_is_added_again_in_the_shape_of_the_data(draw: Draw):
    recipe = Recipe(data=DataBinding(dataset="digits"))
    network = chain(IMAGES, ("flat", "Flatten", {}), ("scores", "Dense", {"units": 1, "activation": "softmax"}))
    drawn = draw(network.model_copy(update={"recipe": recipe}))
    page = drawn.canvas.page
    drawn.canvas.select(IMAGES[0], "Input")
    drawn.canvas.press("Delete")
    list_problems(page)
    page.get_by_role("button", name='Add an Input for "images", 8×8×1').first.click()
    page.get_by_role("button", name="Set units to 10").first.click()
    expect(page.get_by_role("button", name="no problems", exact=True)).to_be_visible()


@pytest.mark.parametrize("x", [-300, 0, 400, 900])
def test_in_a_small_window_the_inspector_covers_neither_the_layer_nor_the_card_of_its_problem(draw: Draw, x: int):
    first, second = chain(IMAGES, ("conv", "Conv2D", {"filters": 4, "kernel_size": 9})).nodes
    apart = second.model_copy(update={"position": Position(x=x, y=232)})
    edge = Edge(id="e", source=first.id, target=second.id)
    drawn = draw(Network(nodes=(first, apart), edges=(edge,)))
    page = drawn.canvas.page
    page.set_viewport_size({"width": 1024, "height": 768})
    page.reload()
    drawn.canvas.select("conv", "Conv2D")
    card = page.get_by_role("note", name="Problem of conv")
    expect(card).to_be_visible()
    page.wait_for_timeout(500)  # the view is on its way
    canvas_left, canvas_top, _, canvas_height = box_of(page.get_by_role("region", name="Canvas"))
    edge_of_inspector = box_of(drawn.canvas.inspector)[0]
    for place in (card, drawn.canvas.node("conv", "Conv2D")):
        left, top, width, height = box_of(place)
        assert canvas_left <= left and left + width <= edge_of_inspector
        assert canvas_top <= top and top + height <= canvas_top + canvas_height

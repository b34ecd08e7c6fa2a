"""A network of hundreds of layers: a sketch from afar that can be worked with, everything again from close by."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from builder.network import Edge, Network, Node, Position
from tests.browser.canvas_page import CanvasPage, box_of, come_close, eventually, middle
from tests.browser.conftest import Server
from tests.browser.networks import COLUMN, ROW, TABLE, chain

pytestmark = pytest.mark.browser

LAYERS, ROWS = 240, 20


def many_layers() -> Network:
    """Returns a chain in columns side by side, so that all of it is seen only from afar."""
    shape = {"shape": [8]}
    nodes = tuple(
        Node(
            id=f"d{place}",
            label=f"dense_{place}",
            class_name="Dense" if place else "Input",
            config={"units": 4} if place else shape,
            position=Position(x=COLUMN * (place // ROWS), y=ROW * (place % ROWS)),
        )
        for place in range(LAYERS)
    )
    edges = tuple(Edge(id=f"e{place}", source=f"d{place - 1}", target=f"d{place}") for place in range(1, LAYERS))
    return Network(name="Many layers", nodes=nodes, edges=edges)


@pytest.fixture
def from_afar(page: Page, server: Server) -> tuple[CanvasPage, Callable[[], Network]]:
    project = server.create(many_layers())
    page.goto(server.address(project))
    canvas = CanvasPage(page)
    expect(canvas.nodes()).to_have_count(LAYERS)
    show_all(page)
    return canvas, lambda: server.document(project)


def show_all(page: Page) -> None:
    page.get_by_role("button", name="Fit", exact=True).click()
    expect(page.locator(".ll-sketch path").first).to_be_attached()
    expect(page.locator(".ll-port")).to_have_count(0)


def lines_drawn(page: Page) -> int:
    """Returns how many edges the sketch holds."""
    paths = [path.get_attribute("d") or "" for path in page.locator(".ll-sketch path").all()]
    return sum(path.count("M") for path in paths)


def test_every_edge_is_in_the_sketch_and_comes_back_from_close_by(from_afar):
    canvas, _ = from_afar
    page = canvas.page
    eventually(lambda: lines_drawn(page), LAYERS - 1)
    come_close(page, canvas.node("dense_90", "Dense"))
    expect(page.locator(".react-flow__edge")).to_have_count(LAYERS - 1)
    expect(page.locator(".ll-shape")).to_have_count(LAYERS - 1)
    expect(canvas.port("dense_90 input")).to_be_visible()
    show_all(page)
    eventually(lambda: lines_drawn(page), LAYERS - 1)


def test_a_layer_is_selected_and_moved_from_afar(from_afar):
    canvas, document = from_afar
    before = document().nodes_by_id["d90"].position
    canvas.select("dense_90", "Dense")
    x, y = middle(canvas.node("dense_90", "Dense"))
    canvas.drag((x, y), (x + 60, y + 20))
    eventually(lambda: document().nodes_by_id["d90"].position != before, True)
    assert document().nodes_by_id["d89"].position == many_layers().nodes_by_id["d89"].position
    eventually(lambda: lines_drawn(canvas.page), LAYERS - 1)


def test_ports_that_come_while_it_is_a_sketch_are_there_from_close_by(from_afar):
    canvas, document = from_afar
    page = canvas.page
    # From the inspector: a second call joins the first in an input that did not exist before.
    come_close(page, canvas.node("dense_90", "Dense"))
    canvas.select("dense_90", "Dense")
    show_all(page)
    page.keyboard.press("Control+d")
    expect(canvas.nodes()).to_have_count(LAYERS + 1)
    copy = next(node for node in document().nodes if node.id not in many_layers().nodes_by_id)
    source = canvas.source_of(copy.title, "Dense")
    source.select_option(label="dense_12")
    eventually(lambda: len(document().edges), LAYERS)
    eventually(lambda: lines_drawn(page), LAYERS)
    come_close(page, canvas.node("dense_90", "Dense"))
    expect(page.locator(".react-flow__edge")).to_have_count(LAYERS)


def test_a_page_that_one_comes_back_to_from_afar_has_all_its_edges(from_afar):
    canvas, _ = from_afar
    page = canvas.page
    page.get_by_role("link", name="Data").first.click()
    expect(page.get_by_role("button", name="Use as input")).to_be_visible()
    page.get_by_role("link", name="Build").first.click()
    expect(canvas.nodes()).to_have_count(LAYERS)
    eventually(lambda: lines_drawn(page), LAYERS - 1)
    come_close(page, canvas.node("dense_90", "Dense"))
    expect(page.locator(".react-flow__edge")).to_have_count(LAYERS - 1)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)])
def test_sixty_layers_that_came_without_places_fit_the_window_and_can_be_read(
    page: Page, server: Server, size: tuple[int, int]
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    layers = [(f"dense_{place}", "Dense", {"units": 16}) for place in range(1, 60)]
    placed = chain(TABLE, *layers)
    nodes = tuple(node.model_copy(update={"position": Position()}) for node in placed.nodes)
    page.goto(server.address(server.create(placed.model_copy(update={"nodes": nodes}))))
    canvas = CanvasPage(page)
    expect(canvas.nodes()).to_have_count(60)
    eventually(lambda: len({canvas.nodes().nth(place).bounding_box()["x"] for place in (0, 20, 59)}), 3)
    page.wait_for_timeout(400)  # the view is on its way
    expect(page.locator(".ll-far")).to_have_count(0)
    left, top, width, height = box_of(canvas.pane)
    for place in range(60):
        x, y, wide, high = box_of(canvas.nodes().nth(place))
        assert left <= x and x + wide <= left + width
        assert top <= y and y + high <= top + height

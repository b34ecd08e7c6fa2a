"""What can be said of the look without a person: room, contrast, dark colours, a calm console, the keyboard."""

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from builder.catalog import load_catalog
from builder.panels.examples import examples
from tests.browser.canvas_page import CanvasPage, box_of
from tests.browser.conftest import Draw, Server
from tests.browser.networks import TABLE, chain, dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("home", "build", "data", "train", "export")
LANDMARKS = {"home": "Blank canvas", "data": "Use as input", "train": "Train", "export": "Prepare .py"}

LUMINANCES = """(element) => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [r, g, b] = rgb(color).slice(0, 3).map((byte) => {
      const share = byte / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = element;
  while (ground.parentElement && rgb(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
  return [luminance(getComputedStyle(element).color), luminance(getComputedStyle(ground).backgroundColor)];
}"""
"""The relative luminances (WCAG 2) of an element's text and of what lies behind it."""


def contrast(page: Page, selector: str) -> float:
    text, ground = page.locator(selector).first.evaluate(LUMINANCES)
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)


def visit(page: Page, server: Server, project_id: str, name: str) -> None:
    """Opens a page and waits until it is drawn."""
    page.goto(server.url if name == "home" else server.address(project_id, name))
    if name == "build":
        expect(page.locator(".react-flow__node").first).to_be_visible(timeout=60_000)
        expect(page.get_by_role("button", name="Add Dense", exact=True)).to_be_visible()
    else:
        expect(page.get_by_role("button", name=LANDMARKS[name]).first).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


@pytest.fixture(scope="module")
def convnet(server: Server) -> str:
    return server.create(examples()["03_small_convnet"])


@pytest.mark.parametrize("name", PAGES)
def test_nothing_lies_beyond_the_right_edge_of_a_small_window(page: Page, server: Server, convnet: str, name: str):
    page.set_viewport_size({"width": 1024, "height": 768})
    visit(page, server, convnet, name)
    beyond = """() => [...document.querySelectorAll("button, input, select, h1, h2, h3, p")]
      .filter((element) => element.getClientRects().length > 0 && !element.closest(".react-flow"))
      .filter((element) => element.checkVisibility({visibilityProperty: true}))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.getAttribute("aria-label") ?? element.textContent)"""
    assert page.evaluate(beyond) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_inspector_is_usable_in_a_small_window(draw: Draw):
    drawn = draw(dense_chain())
    canvas = drawn.canvas
    canvas.page.set_viewport_size({"width": 1024, "height": 768})
    canvas.page.reload()
    expect(canvas.nodes()).to_have_count(3)
    expect(canvas.page.get_by_label("Map of the network")).to_be_hidden()  # there is nothing out of sight to show
    left, top, width, _ = box_of(canvas.pane)
    canvas.drag((left + width - 90, top + 60), (left + width - 90, top + 310))
    expect(canvas.page.get_by_label("Map of the network")).to_be_visible()
    canvas.select("dense_1", "Dense")
    expect(canvas.page.get_by_label("Map of the network")).to_be_hidden()
    left, top, width, height = box_of(canvas.inspector)
    assert left + width <= 1024
    assert top + height <= 768
    canvas.field("units").fill("24")
    expect(canvas.node("dense_1", "Dense")).to_contain_text("24 units")
    switch = canvas.inspector.get_by_role("switch", name="Output of the network")
    switch.scroll_into_view_if_needed()
    switch.click(trial=True)


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_the_canvas_follows_the_colour_scheme_and_its_text_can_be_read(
    browser: Browser, server: Server, convnet: str, scheme: str, is_dark: bool
):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    visit(page, server, convnet, "build")
    page.locator(".ll-shape").first.wait_for(timeout=60_000)
    grounds = {
        name: page.locator(name).first.evaluate(LUMINANCES)[1] for name in (".ll-canvas", ".ll-node", ".ll-pane")
    }
    assert {name: ground < 0.1 for name, ground in grounds.items()} == dict.fromkeys(grounds, is_dark)
    texts = (".ll-node-label", ".ll-node-class", ".ll-node-words", ".ll-node-weight", ".ll-shape", ".ll-palette-name")
    faint = {name: round(found, 2) for name in texts if (found := contrast(page, name)) < 4.5}
    context.close()
    assert faint == {}


def test_no_page_writes_errors_to_the_console(page: Page, server: Server, convnet: str):
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not is_known(message):
            errors.append(f"{message.text} {message.location.get('url', '')}")

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in PAGES:
        visit(page, server, convnet, name)
    page.wait_for_timeout(500)
    assert errors == []


def is_known(message: ConsoleMessage) -> bool:
    """Streamlit asks for its own addresses below the page's path first."""
    url = str(message.location.get("url", ""))
    return "404" in message.text and "_stcore" in url


def test_every_layer_of_the_palette_is_reached_by_keyboard(draw: Draw):
    canvas = draw(chain(TABLE)).canvas
    page = canvas.page
    folded = page.get_by_role("navigation", name="Layers").locator('button[aria-expanded="false"]')
    while folded.count():
        folded.first.press("Enter")
    canvas.search.focus()
    canvas.press("ArrowDown")
    reached: list[str] = []
    while page.evaluate("document.activeElement.closest('.ll-palette-list') !== null"):
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''"))
        canvas.press("Tab")
    assert {name.removeprefix("Add ") for name in reached if name} == load_catalog().node_entries.keys()


def test_a_palette_button_adds_by_enter(draw: Draw):
    canvas = draw(chain(TABLE)).canvas
    canvas.page.get_by_role("button", name="Add Dense", exact=True).focus()
    canvas.press("Enter")
    expect(canvas.node("dense_1", "Dense")).to_be_visible()


def test_panes_fold_and_come_back(draw: Draw):
    canvas: CanvasPage = draw(dense_chain()).canvas
    for name, pane in (
        ("Layers pane", canvas.search),
        ("Code pane", canvas.code),
        ("Inspector pane", canvas.inspector),
    ):
        toggle = canvas.page.get_by_role("button", name=name, exact=True)
        toggle.click()
        expect(pane).to_have_count(0)
        toggle.click()
        expect(pane).to_be_visible()

"""What axe-core finds on the pages: nothing serious or critical, in either theme, in a large window and a small one."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from builder.catalog import load_catalog
from builder.network import Network, Recipe
from builder.panels.examples import examples
from tests.browser.canvas_page import CanvasPage
from tests.browser.conftest import Server
from tests.browser.test_look import PAGES, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCHEMES = ("light", "dark")
SIZES = ((1440, 900), (1024, 768))
SERIOUS = ("serious", "critical")


def findings(page: Page) -> list[str]:
    """Returns what axe-core calls serious or critical: rule, element, message."""
    page.get_by_test_id("stSkeleton").first.wait_for(state="detached")
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    violations = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {'; '.join(one['message'] for one in node['any'] + node['all'])}"
        for rule in violations
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def open_window(browser: Browser, scheme: str, size: tuple[int, int]) -> Page:
    width, height = size
    return browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()


@pytest.fixture(scope="module")
def convnet(server: Server) -> str:
    return server.create(examples()["03_small_convnet"])


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious_on_a_page(
    browser: Browser, server: Server, convnet: str, name: str, scheme: str, size: tuple[int, int]
):
    page = open_window(browser, scheme, size)
    visit(page, server, convnet, name)
    found = findings(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_serious_while_layers_are_selected_and_wrong(browser: Browser, server: Server, scheme: str):
    network = examples()["03_small_convnet"]
    too_large = [
        node.model_copy(update={"config": {"pool_size": [60, 60]}}) if node.id == "pool" else node
        for node in network.nodes
    ]
    wrong = server.create(network.model_copy(update={"nodes": tuple(too_large)}))
    page = open_window(browser, scheme, SIZES[0])
    visit(page, server, wrong, "build")
    page.get_by_role("button", name="1 problem").click()
    found = findings(page)
    for title, class_name in (("conv", "Conv2D"), ("pool", "MaxPooling2D"), ("classes", "Dense")):
        CanvasPage(page).select(title, class_name)
        found += findings(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_serious_before_a_first_choice(browser: Browser, server: Server, scheme: str):
    blank, undecided = server.create(Network()), server.create(without_recipe())
    page = open_window(browser, scheme, SIZES[1])
    found = []
    for address in (
        server.address(blank, "train"),
        server.address(undecided, "train"),
        server.address(blank, "export"),
    ):
        page.goto(address)
        expect(page.get_by_test_id("stAlert").first).to_be_visible()
        found += findings(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_serious_in_what_is_exported(browser: Browser, server: Server, convnet: str, scheme: str):
    page = open_window(browser, scheme, SIZES[1])
    visit(page, server, convnet, "export")
    page.get_by_text("Data and training", exact=True).click()
    page.get_by_text("Comments", exact=True).click()
    expect(page.locator(".stCode .token.comment").first).to_be_visible()
    found = findings(page)
    for view, landmark in (("Diagram", "img"), ("Mermaid", ".stCode"), ("Document", ".stCode .token.string")):
        page.get_by_role("radiogroup").get_by_text(view, exact=True).click()
        expect(page.get_by_test_id("stMain").locator(landmark).last).to_be_visible()
        found += findings(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_serious_in_what_home_opens(browser: Browser, server: Server, scheme: str):
    server.create(examples()["01_two_dense_layers"])
    page = open_window(browser, scheme, SIZES[1])
    page.goto(server.url)
    found = []
    for button, inside in (
        ("Open a file", page.get_by_role("button", name="Upload", exact=True)),
        ("Delete Two dense layers", page.get_by_role("button", name="Delete for good")),
    ):
        page.get_by_role("button", name=button).first.click()
        inside.hover()
        found += findings(page)
        page.keyboard.press("Escape")
        expect(inside).to_have_count(0)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_serious_in_a_training_that_ended(browser: Browser, server: Server, scheme: str):
    network = examples()["03_small_convnet"]
    quick = network.recipe.model_copy(update={"epochs": 2})
    page = open_window(browser, scheme, SIZES[1])
    page.goto(server.address(server.create(network.model_copy(update={"recipe": quick})), "train"))
    page.get_by_role("button", name="Train", exact=True).click(timeout=60_000)
    expect(page.get_by_text("Final metrics")).to_be_visible(timeout=120_000)
    found = findings(page)
    page.context.close()
    assert found == []


def test_long_code_is_scrolled_by_the_keyboard(browser: Browser, server: Server, convnet: str):
    page = open_window(browser, "light", SIZES[1])
    visit(page, server, convnet, "export")
    page.get_by_text("Data and training", exact=True).click()
    code = page.locator(".stCode pre")
    expect(code).to_contain_text("model.fit(")
    expect(code).to_have_attribute("tabindex", "0")
    code.focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.querySelector('.stCode pre').scrollTop > 0")
    page.context.close()


def test_every_picture_says_what_it_shows(page: Page, server: Server, convnet: str):
    visit(page, server, convnet, "data")
    pictures = page.get_by_test_id("stImage").locator("img")
    expect(pictures).to_have_count(18)
    told = pictures.evaluate_all("(images) => images.map((image) => image.alt)")
    assert all("of sample" in alternative and "digit: " in alternative for alternative in told)
    assert len(set(told)) == 18


def test_no_two_buttons_of_home_are_called_the_same(page: Page, server: Server, convnet: str):
    server.create(examples()["01_two_dense_layers"])
    page.goto(server.url)
    for network in examples().values():
        for verb in ("Look at", "Open"):
            button = page.get_by_role("button", name=f"{verb} {network.name}", exact=True)
            expect(button).to_have_count(1)
            assert button.inner_text() != "" and button.bounding_box() is not None
    expect(page.get_by_role("button", name="Delete Two dense layers", exact=True).first).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_loss_and_no_metric_is_cut(browser: Browser, server: Server, convnet: str, size: tuple[int, int]):
    page = open_window(browser, "light", size)
    visit(page, server, convnet, "train")
    field = page.get_by_role("combobox", name="Loss for “classes”")
    field.click()
    losses = page.get_by_role("option").all_inner_texts()
    assert len(losses) == len(load_catalog().losses)
    cut = "(field) => field.scrollWidth > field.clientWidth"
    longest = field.evaluate(
        """(field, losses) => {
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = getComputedStyle(field).font;
          return losses.sort((one, other) => pen.measureText(other).width - pen.measureText(one).width)[0];
        }""",
        losses,
    )
    page.get_by_role("option", name=longest, exact=True).click()
    expect(field).to_have_value(longest)
    assert not field.evaluate(cut)
    page.context.close()


def without_recipe() -> Network:
    return examples()["03_small_convnet"].model_copy(update={"recipe": Recipe()})

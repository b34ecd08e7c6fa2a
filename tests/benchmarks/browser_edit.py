"""From an edit in the Inspector to new shapes on the canvas, on networks of 20 to 1,000 layers, measured in the page.

Beside it stands the round trip of a component that does nothing, which is Streamlit's own share.
"""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.benchmarks.networks import deep_residual, in_columns, twenty_layers
from tests.benchmarks.rows import Row, median, p95, seconds, within
from tests.benchmarks.serving import browser, build_page, server
from tests.browser.canvas_page import CanvasPage, come_close

EDITS = 40
CONVOLUTIONS = 5
TARGET, TARGET_1000 = 0.150, 0.300

# The clock starts at the browser's own event (input: a list sends it too, and change comes again when a field is left)
# and stops when a shape on an edge has changed.
CLOCK = """() => {
  window.waits = [];
  let begun = null;
  const begin = () => { begun ??= performance.now(); };
  document.addEventListener("input", begin, { capture: true });
  const changed = () => {
    if (begun === null) return;
    window.waits.push(performance.now() - begun);
    begun = null;
  };
  const isShape = ({ target }) => (target.parentElement ?? target).closest(".ll-shape") !== null
    || (target instanceof Element && target.closest(".ll-shape") !== null);
  new MutationObserver((records) => { if (records.some(isShape)) changed(); }).observe(
    document.querySelector(".react-flow"), { subtree: true, childList: true, characterData: true });
}"""


def measure() -> list[Row]:
    with browser() as chromium:
        with build_page(chromium, twenty_layers()) as page:
            page.evaluate(CLOCK)
            chosen, typed = _choose(page), _type(page)
        with build_page(chromium, in_columns(deep_residual(stages=4, blocks=7))) as page:
            page.evaluate(CLOCK)
            in_200 = _change_strides(page, "s2_enter")
        with build_page(chromium, in_columns(deep_residual())) as page:
            page.evaluate(CLOCK)
            in_1000 = _change_strides(page, "s6_enter")
        least = _echo(chromium)
    return [
        *_rows("edit → shapes, 20 layers, chosen from a list", chosen, TARGET, least=least),
        *_rows("edit → shapes, 20 layers, typed", typed, TARGET, least=least),
        *_rows("edit → shapes, 203 layers, half of them behind it", in_200, TARGET, least=least),
        *_rows("edit → shapes, 1,023 layers, half of them behind it", in_1000, TARGET_1000, least=least),
    ]


def _rows(what: str, waits: list[float], target: float, *, least: list[float]) -> list[Row]:
    beside = f"{seconds(median(least))} empty round trip"
    half = Row(f"{what}, p50", seconds(median(waits)), beside, f"{median(waits) / median(least):.2f}")
    beside, ratio = f"{seconds(p95(least))} empty round trip", f"{p95(waits) / p95(least):.2f}"
    return [half, within(f"{what}, p95", p95(waits), target, beside=beside, ratio=ratio)]


def _echo(chromium: Browser) -> list[float]:
    with server(Path(__file__).with_name("echo.py")) as url:
        page = chromium.new_page()
        page.goto(url)
        for number in range(EDITS // 2):
            page.get_by_role("button", name="Echo").click()
            _wait_for(page, number + 1)
        waits = _take(page)
        page.close()
    return waits


def _choose(page: Page) -> list[float]:
    """Changes the padding of one convolution after the other, which moves every shape behind it."""
    canvas = CanvasPage(page)
    for number in range(EDITS // 2):
        canvas.select(f"conv_{number % CONVOLUTIONS + 1}", "Conv2D")
        valid = (number // CONVOLUTIONS) % 2 == 0
        canvas.inspector.get_by_label("padding", exact=True).select_option("valid" if valid else "same")
        _wait_for(page, number + 1)
    return _take(page)


def _type(page: Page) -> list[float]:
    """Types numbers of filters that were never asked for before."""
    canvas = CanvasPage(page)
    for number in range(EDITS // 2):
        canvas.select(f"conv_{number % CONVOLUTIONS + 1}", "Conv2D")
        canvas.inspector.get_by_label("filters", exact=True).fill(str(40 + number))
        _wait_for(page, number + 1)
    return _take(page)


def _change_strides(page: Page, label: str) -> list[float]:
    """Changes the strides of one convolution to and fro, which moves every shape behind it."""
    canvas = CanvasPage(page)
    canvas.select(label, "Conv2D")
    come_close(page, canvas.node(label, "Conv2D"))
    for number in range(EDITS // 2):
        canvas.field("strides").fill("1, 1" if number % 2 else "2, 2")
        _wait_for(page, number + 1)
        page.wait_for_timeout(400)  # sooner, it would be typing on; what people read comes later
    return _take(page)


def _wait_for(page: Page, count: int) -> None:
    page.wait_for_function("count => window.waits.length >= count", arg=count)


def _take(page: Page) -> list[float]:
    return [wait / 1000 for wait in page.evaluate("() => window.waits.splice(0)")]

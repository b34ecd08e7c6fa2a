"""How smooth the canvas of a thousand layers is: the time between frames while a person pans, zooms and drags."""

from playwright.sync_api import Page

from tests.benchmarks.networks import deep_residual, in_columns
from tests.benchmarks.rows import Row, median, p95, seconds, within
from tests.benchmarks.serving import browser, build_page
from tests.browser.canvas_page import CanvasPage, box_of

TARGET = 0.017
FRAMES = 120

# One event a frame, as a mouse sends them at least; Playwright's own moves wait for each other, two frames and more.
PLAY = """([act, x, y, count]) => new Promise((resolve) => {
  const frames = [];
  let [last, number] = [null, 0];
  const target = document.elementFromPoint(x, y);
  const send = (type, more, to) => to.dispatchEvent(new (type === "wheel" ? WheelEvent : MouseEvent)(
    type, { view: window, bubbles: true, cancelable: true, clientX: x, clientY: y, ...more }));
  const acts = {
    rest: () => {},
    drag: () => send("mousemove", { buttons: 1, clientX: x + number, clientY: y + number / 2 }, window),
    wheel: () => send("wheel", { deltaY: number % 40 < 20 ? -12 : 12 }, target),
  };
  const frame = (now) => {
    if (last !== null) frames.push((now - last) / 1000);
    last = now;
    if (number++ === count) return resolve(frames);
    acts[act]();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})"""


def measure() -> list[Row]:
    with browser() as chromium, build_page(chromium, in_columns(deep_residual())) as page:
        _fit(page)
        idle = _play(page, "rest", _empty_place(page))
        panned = _while_pressed(page, _empty_place(page))
        zoomed = _play(page, "wheel", _empty_place(page))
        _fit(page)
        dragged = _while_pressed(page, _layer(page))
    return [_row("pan", panned, idle), _row("zoom", zoomed, idle), _row("drag a layer", dragged, idle)]


def _fit(page: Page) -> None:
    page.get_by_role("button", name="Fit", exact=True).click()
    page.wait_for_timeout(1_000)


def _row(what: str, frames: list[float], idle: list[float]) -> Row:
    name = f"{what}, 1,023 layers, median frame (p95 {seconds(p95(frames))})"
    ratio = f"{median(frames) / median(idle):.2f}"
    return within(name, median(frames), TARGET, beside=f"{seconds(median(idle))} at rest", ratio=ratio)


def _play(page: Page, act: str, place: tuple[float, float]) -> list[float]:
    """Returns the seconds between frames while each gets one event."""
    frames: list[float] = page.evaluate(PLAY, [act, *place, FRAMES])
    return frames


def _while_pressed(page: Page, start: tuple[float, float]) -> list[float]:
    page.mouse.move(*start)
    page.mouse.down()
    frames = _play(page, "drag", start)
    page.mouse.up()
    return frames


def _empty_place(page: Page) -> tuple[float, float]:
    left, top, _, _ = box_of(CanvasPage(page).pane)
    return left + 20, top + 20


def _layer(page: Page) -> tuple[float, float]:
    """Returns a place on a layer in the middle of the window."""
    found: dict[str, float] = page.evaluate(
        """() => {
          const pane = document.querySelector(".react-flow").getBoundingClientRect();
          const middle = [pane.x + pane.width / 2, pane.y + pane.height / 2];
          const places = [...document.querySelectorAll(".react-flow__node")].map((node) => {
            const box = node.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          });
          const far = ({ x, y }) => Math.hypot(x - middle[0], y - middle[1]);
          return places.reduce((a, b) => (far(a) <= far(b) ? a : b));
        }"""
    )
    return found["x"], found["y"]

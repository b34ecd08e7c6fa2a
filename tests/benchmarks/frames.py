"""How smooth the canvas of a thousand layers is: the time between frames while a person pans, zooms and drags."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from builder.store import Store
from tests.benchmarks.networks import deep_residual, in_columns
from tests.benchmarks.rows import Row, median, p95, seconds, within
from tests.benchmarks.serving import browser, server
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
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, browser() as chromium:
        home = Path(folder)
        store = Store(f"sqlite:///{home / 'layerloom.db'}", str(home / "artifacts"))
        network = in_columns(deep_residual())
        project = store.create_project(network)
        store.close()
        with server(home=home) as url:
            page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(60_000)
            page.goto(f"{url}/build?project={project.id}")
            expect(page.locator(".react-flow__node")).to_have_count(len(network.nodes), timeout=60_000)
            page.get_by_role("button", name="Fit", exact=True).click()
            page.wait_for_timeout(5_000)  # the server warms a training process just after it started
            idle = _play(page, "rest", _empty_place(page))
            rows = [
                _row("pan", _while_pressed(page, _empty_place(page)), idle),
                _row("zoom", _play(page, "wheel", _empty_place(page)), idle),
            ]
            page.get_by_role("button", name="Fit", exact=True).click()
            page.wait_for_timeout(1_000)
            rows.append(_row("drag a layer", _while_pressed(page, _layer(page)), idle))
            page.context.close()
    return rows


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

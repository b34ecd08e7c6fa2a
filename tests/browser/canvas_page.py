"""The Build page as a person uses it: found by role and name, moved with the real mouse."""

import time
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect

PATIENCE_SECONDS = 30.0


def eventually(ask: Callable[[], object], wanted: object, *, seconds: float = PATIENCE_SECONDS) -> None:
    """Asks until the answer is the wanted one; fails with the last answer."""
    deadline = time.monotonic() + seconds
    while (answer := ask()) != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    assert answer == wanted


class CanvasPage:
    """The canvas of the open project."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.search = page.get_by_role("searchbox", name="Find a layer")
        self.pane = page.locator(".react-flow__pane")
        self.inspector = page.get_by_role("region", name="Inspector")
        self.code = page.get_by_role("region", name="Code")

    def drop(self, class_name: str, x: float, y: float) -> None:
        """Drags a layer from the palette to a place on the canvas, in pixels from its upper left corner."""
        button = self.page.get_by_role("button", name=f"Add {class_name}", exact=True)
        button.scroll_into_view_if_needed()
        button.drag_to(self.pane, target_position={"x": x, "y": y})

    def nodes(self) -> Locator:
        return self.page.locator(".react-flow__node")

    def node(self, label: str, class_name: str) -> Locator:
        return self.page.get_by_role("group", name=f"{label}, {class_name}", exact=True)

    def port(self, name: str) -> Locator:
        return self.page.get_by_label(name, exact=True)

    def connect(self, output: str, to: str) -> None:
        """Drags from one port to another."""
        self.drag(middle(self.port(output)), middle(self.port(to)))

    def select(self, label: str, class_name: str) -> None:
        """Clicks a layer, once more where it was on its way to another place."""
        field = self.inspector.get_by_label("label", exact=True)
        self.node(label, class_name).click()
        with suppress(AssertionError):
            expect(field).to_have_value(label, timeout=5_000)
        if field.count() == 0 or field.input_value() != label:
            self.node(label, class_name).click()
        expect(field).to_have_value(label)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drags from one place of the window to another."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        # A drag begins with the first move, and what lies between the two is lost to it.
        mouse.move(start[0] + 1, start[1] + 1)
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=6)
        mouse.move(*end, steps=6)
        mouse.up()

    def click_beside(self) -> None:
        """Clicks the bare canvas, which selects nothing and lets the keyboard act on the canvas."""
        box = box_of(self.pane)
        self.page.mouse.click(box[0] + 12, box[1] + 12)

    def source_of(self, label: str, class_name: str) -> Locator:
        """Selects a layer and returns the field that says what feeds it."""
        self.select(label, class_name)
        return self.inspector.get_by_label("Connect from", exact=True)

    def field(self, argument: str) -> Locator:
        return self.inspector.get_by_label(argument, exact=True)

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)


def box_of(place: Locator) -> tuple[float, float, float, float]:
    """Returns left, top, width and height in the window, once it is there."""
    expect(place).to_be_visible()
    box = place.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


def middle(place: Locator) -> tuple[float, float]:
    left, top, width, height = box_of(place)
    return left + width / 2, top + height / 2


def come_close(page: Page, place: Locator) -> None:
    """Turns the wheel over a place on the canvas until text can be read there."""
    page.mouse.move(*middle(place))
    for _ in range(12):
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(60)
        if page.locator(".ll-far").count() == 0:
            break
    expect(page.locator(".ll-far")).to_have_count(0)
    expect(page.locator(".ll-sketch")).to_have_count(0)

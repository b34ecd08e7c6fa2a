"""The Build page as a person uses it: found by role and name, moved with the real mouse."""

from playwright.sync_api import Locator, Page, expect


class CanvasPage:
    """The canvas of the open project."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pane = page.locator(".react-flow__pane")
        self.inspector = page.get_by_role("region", name="Inspector")
        self.code = page.get_by_role("region", name="Code")

    def drop(self, class_name: str, x: float, y: float) -> None:
        """Drags a layer from the palette to a place on the canvas, in pixels from its upper left corner."""
        button = self.page.get_by_role("button", name=f"Add {class_name}", exact=True)
        button.scroll_into_view_if_needed()
        button.drag_to(self.pane, target_position={"x": x, "y": y})

    def node(self, label: str, class_name: str) -> Locator:
        return self.page.get_by_role("group", name=f"{label}, {class_name}", exact=True)

    def port(self, name: str) -> Locator:
        return self.page.get_by_label(name, exact=True)

    def connect(self, output: str, to: str) -> None:
        """Drags from one port to another."""
        start, end = self._middle(self.port(output)), self._middle(self.port(to))
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=6)
        mouse.move(*end, steps=6)
        mouse.up()

    def select(self, label: str, class_name: str) -> None:
        self.node(label, class_name).click()
        expect(self.inspector.get_by_label("label", exact=True)).to_have_value(label)

    def _middle(self, port: Locator) -> tuple[float, float]:
        expect(port).to_be_visible()
        box = port.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

"""The code pane as an editor: what is pasted is drawn, what is typed changes the canvas, a mistake changes nothing."""

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.network import Network
from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.conftest import Draw, Drawn
from tests.browser.networks import dense_chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RESIDUAL = """import keras
from keras import layers


def residual_block(x, filters, pooling=False):
    residual = x
    x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
    x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
    if pooling:
        x = layers.MaxPooling2D(2, padding="same")(x)
        residual = layers.Conv2D(filters, 1, strides=2)(residual)
    elif filters != residual.shape[-1]:
        residual = layers.Conv2D(filters, 1)(residual)
    return layers.add([x, residual])


inputs = keras.Input(shape=(32, 32, 3))
x = layers.Rescaling(1.0 / 255)(inputs)
for filters in (32, 64, 128):
    x = residual_block(x, filters, pooling=filters < 128)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs=inputs, outputs=outputs)
model.summary()
"""
RESIDUAL_LAYERS = 18


class CodeEditor:
    """The code pane as a person uses it."""

    def __init__(self, canvas: CanvasPage) -> None:
        self.page = canvas.page
        self.pane = canvas.code
        self.text = self.pane.get_by_role("textbox", name="Python code")
        self.mistakes = self.pane.get_by_role("alert").get_by_role("listitem")

    def line(self, text: str) -> Locator:
        return self.text.locator(".cm-line").filter(has_text=text)

    def paste(self, text: str) -> None:
        """Puts the text in place of all that is there, by the clipboard."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.text.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Control+v")

    def retype(self, line: str, old: str, new: str) -> None:
        """Selects a word of a line by the keyboard and types another over it."""
        place = self.line(line)
        place.click()
        content = place.text_content() or ""
        self.page.keyboard.press("End")
        for _ in range(len(content) - content.rindex(old) - len(old)):
            self.page.keyboard.press("ArrowLeft")
        for _ in old:
            self.page.keyboard.press("Shift+ArrowLeft")
        self.page.keyboard.type(new)


@pytest.fixture
def chain(draw: Draw) -> tuple[Drawn, CanvasPage, CodeEditor]:
    drawn = draw(dense_chain())
    return drawn, drawn.canvas, CodeEditor(drawn.canvas)


def open_empty(page: Page, draw: Draw) -> tuple[Drawn, CanvasPage, CodeEditor]:
    drawn = draw(Network(name="Pasted"))
    return drawn, drawn.canvas, CodeEditor(drawn.canvas)


def units(drawn: Drawn, node_id: str) -> object:
    return drawn.document.nodes_by_id[node_id].config.get("units")


def test_a_pasted_model_is_drawn_laid_out_and_follows_the_canvas(page: Page, draw: Draw):
    drawn, canvas, editor = open_empty(page, draw)
    editor.paste(RESIDUAL)
    expect(canvas.nodes()).to_have_count(RESIDUAL_LAYERS)
    eventually(lambda: len({node.position for node in drawn.document.nodes}), RESIDUAL_LAYERS)
    places = {node.id: node.position for node in drawn.document.nodes}
    assert places["conv2d_1"].y < places["conv2d_2"].y < places["add_1"].y
    expect(page.get_by_role("button", name="no problems")).to_be_visible()
    expect(editor.line("def residual_block")).to_be_visible()

    canvas.node("conv2d_1", "Conv2D").click()
    expect(editor.text.locator(".ll-code-marked")).to_have_text(
        '    x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)'
    )
    canvas.field("filters").fill("48")
    expect(editor.text.locator(".ll-code-marked")).to_contain_text("Conv2D(48, 3")
    assert {node.id: node.position for node in drawn.document.nodes} == places


def test_one_undo_takes_a_pasted_model_back_and_redo_brings_it_laid_out(page: Page, draw: Draw):
    drawn, canvas, editor = open_empty(page, draw)
    editor.paste(RESIDUAL)
    eventually(lambda: len({node.position for node in drawn.document.nodes}), RESIDUAL_LAYERS)
    places = {node.id: node.position for node in drawn.document.nodes}
    page.get_by_role("button", name="Undo").click()
    expect(canvas.nodes()).to_have_count(0)
    eventually(lambda: len(drawn.document.nodes), 0)
    page.get_by_role("button", name="Redo").click()
    expect(canvas.nodes()).to_have_count(RESIDUAL_LAYERS)
    eventually(lambda: {node.id: node.position for node in drawn.document.nodes}, places)
    expect(editor.line("def residual_block")).to_be_visible()


def test_typing_another_number_changes_the_layer_and_nothing_else(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, canvas, editor = chain
    before = drawn.document
    canvas.select("dense_2", "Dense")
    editor.retype("Dense(16", "16", "24")
    expect(canvas.node("dense_1", "Dense")).to_contain_text("24 units")
    eventually(lambda: units(drawn, "dense_1"), 24)
    after = drawn.document
    assert [(n.id, n.label, n.position) for n in after.nodes] == [(n.id, n.label, n.position) for n in before.nodes]
    assert after.edges == before.edges
    expect(editor.text).to_be_focused()
    editor.page.keyboard.type("0")
    expect(canvas.node("dense_1", "Dense")).to_contain_text("240 units")


def test_what_is_selected_stays_selected_while_the_code_changes(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, canvas, editor = chain
    editor.retype("Dense(16", "16", "24")
    eventually(lambda: units(drawn, "dense_1"), 24)
    expect(canvas.field("label")).to_have_value("dense_1")
    expect(canvas.field("units")).to_have_value("24")


def test_a_layer_typed_between_two_is_drawn_between_them(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, canvas, editor = chain
    before = {node.id: node.position for node in drawn.document.nodes}
    editor.line("Dense(16").click()
    editor.page.keyboard.press("End")
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.type("layers.Dropout(0.25),")
    expect(canvas.node("dropout_1", "Dropout")).to_be_visible()
    eventually(drawn.edges, {("input_1", "dense_1"), ("dense_1", "dropout_1"), ("dropout_1", "dense_2")})
    after = {node.id: node.position for node in drawn.document.nodes}
    assert {key: after[key] for key in before} == before
    assert after["dropout_1"] not in before.values()


def test_a_mistake_is_marked_on_its_line_and_leaves_the_canvas(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, canvas, editor = chain
    before = drawn.document
    editor.retype("Dense(16", "Dense", "Dens")
    expect(editor.mistakes).to_have_count(1)
    expect(editor.mistakes).to_contain_text('Did you mean "Dense"?')
    expect(editor.text.locator(".cm-lintRange-error")).to_contain_text("layers.Dens(16)")
    editor.retype("Dens(16", "(16)", "(16")
    expect(editor.mistakes).to_contain_text("This is no Python")
    expect(editor.line("Dens(16")).to_be_visible()
    expect(canvas.nodes()).to_have_count(3)
    assert drawn.document == before

    editor.retype("Dens(16", "Dens(16", "Dense(17)")
    expect(editor.mistakes).to_have_count(0)
    eventually(lambda: units(drawn, "dense_1"), 17)


def test_an_unknown_argument_is_told_with_its_line(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, _, editor = chain
    editor.retype("Dense(16", "16", "unit=16")
    expect(editor.mistakes.first).to_contain_text('Did you mean "units"?')
    editor.pane.get_by_role("button", name="Copy").focus()
    editor.mistakes.first.get_by_role("button").click()
    expect(editor.text).to_be_focused()
    assert units(drawn, "dense_1") == 16


def test_undo_takes_a_code_edit_back_in_one_step_from_canvas_and_from_code(
    chain: tuple[Drawn, CanvasPage, CodeEditor],
):
    drawn, canvas, editor = chain
    editor.retype("Dense(16", "16", "24")
    eventually(lambda: units(drawn, "dense_1"), 24)
    canvas.click_beside()
    canvas.press("Control+z")
    eventually(lambda: units(drawn, "dense_1"), 16)
    expect(editor.line("Dense(16")).to_be_visible()
    canvas.press("Control+Shift+z")
    eventually(lambda: units(drawn, "dense_1"), 24)
    editor.line("Dense(24").click()
    canvas.press("Control+z")
    eventually(lambda: units(drawn, "dense_1"), 16)
    expect(editor.line("Dense(16")).to_be_visible()


def test_a_mistake_gives_way_to_the_code_of_a_canvas_that_was_edited_since(
    chain: tuple[Drawn, CanvasPage, CodeEditor],
):
    _, canvas, editor = chain
    editor.retype("Dense(16", "16", "sixteen")
    expect(editor.mistakes).to_contain_text("sixteen")
    canvas.select("dense_2", "Dense")
    canvas.field("units").fill("5")
    expect(editor.line("Dense(5")).to_be_visible()
    expect(editor.line("Dense(16")).to_be_visible()
    expect(editor.mistakes).to_have_count(0)


def test_tidy_writes_the_code_anew(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, _, editor = chain
    editor.line("Dense(16").click()
    editor.page.keyboard.press("End")
    editor.page.keyboard.type("  # wide enough")
    editor.retype("Dense(4", "4", "2 * 2")
    editor.page.keyboard.press("Control+Enter")
    expect(editor.line("# wide enough")).to_be_visible()
    before = drawn.document
    editor.pane.get_by_role("button", name="Tidy").click()
    expect(editor.line("# wide enough")).to_have_count(0)
    expect(editor.line("Dense(4)")).to_be_visible()
    assert drawn.document == before


def test_another_tab_gets_typed_code_as_a_change(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    drawn, _, editor = chain
    other = editor.page.context.new_page()
    other.goto(drawn.server.address(drawn.project_id))
    theirs = CanvasPage(other)
    expect(theirs.node("dense_1", "Dense")).to_contain_text("16 units")
    editor.page.bring_to_front()
    editor.retype("Dense(16", "16", "24")
    eventually(lambda: units(drawn, "dense_1"), 24)
    other.bring_to_front()
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(theirs.node("dense_1", "Dense")).to_contain_text("24 units")
    expect(CodeEditor(theirs).line("Dense(24")).to_be_visible()


def test_the_cursor_in_the_code_selects_the_layer_of_its_line(chain: tuple[Drawn, CanvasPage, CodeEditor]):
    _, canvas, editor = chain
    editor.line("Dense(16").click()
    expect(canvas.field("label")).to_have_value("dense_1")
    editor.page.keyboard.press("ArrowDown")
    expect(canvas.field("label")).to_have_value("dense_2")

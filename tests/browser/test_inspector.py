"""Every kind of field that the inspector draws, typed into and chosen from as a person would."""

import pytest
from playwright.sync_api import expect

from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.conftest import Draw, opened
from tests.browser.networks import IMAGES, SEQUENCE, TABLE, Layer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DENSE: Layer = ("dense_1", "Dense", {"units": 16})
CONVOLUTION: Layer = ("conv2d_1", "Conv2D", {"filters": 4, "kernel_size": 3})
DROPOUT: Layer = ("dropout_1", "Dropout", {"rate": 0.5})
BIDIRECTIONAL: Layer = (
    "bidirectional_1",
    "Bidirectional",
    {"layer": {"class_name": "LSTM", "config": {"units": 8}}},
)
OBJECTS = "Initializers, regularizers, constraints"


def unfold(canvas: CanvasPage, title: str) -> None:
    canvas.inspector.get_by_role("button", name=title).click()


def test_numbers_choices_and_switches_of_a_dense_layer(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DENSE)
    canvas.field("units").fill("24")
    canvas.field("activation").select_option("tanh")
    canvas.inspector.get_by_role("switch", name="use_bias").uncheck()
    drawn.expect_config("dense_1", {"units": 24, "activation": "tanh", "use_bias": False})
    expect(canvas.node("dense_1", "Dense")).to_contain_text("24 units · tanh")
    expect(canvas.node("dense_1", "Dense")).to_contain_text("192")
    expect(canvas.code).to_contain_text('Dense(24, activation="tanh", use_bias=False)')
    canvas.inspector.get_by_role("button", name="Reset to default").first.click()
    drawn.expect_config("dense_1", {"units": 24, "use_bias": False})


def test_arrow_keys_step_a_number(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DENSE)
    canvas.field("units").press("ArrowUp")
    expect(canvas.field("units")).to_have_value("17")
    canvas.field("units").press("Shift+ArrowUp")
    drawn.expect_config("dense_1", {"units": 27})


def test_a_list_of_sizes_takes_one_or_several(draw: Draw):
    drawn, canvas = opened(draw, IMAGES, CONVOLUTION)
    canvas.field("kernel_size").fill("3, 5")
    drawn.expect_config("conv2d_1", {"filters": 4, "kernel_size": [3, 5]})
    expect(canvas.node("conv2d_1", "Conv2D")).to_contain_text("3×5")
    expect(canvas.code).to_contain_text("Conv2D(4, (3, 5))")
    expect(canvas.inspector).to_contain_text("6×4×4")
    canvas.field("padding").select_option("same")
    canvas.field("kernel_size").fill("2")
    drawn.expect_config("conv2d_1", {"filters": 4, "kernel_size": 2, "padding": "same"})
    expect(canvas.inspector).to_contain_text("8×8×4")


def test_a_layer_within_a_layer_has_a_form_of_its_own(draw: Draw):
    drawn, canvas = opened(draw, SEQUENCE, BIDIRECTIONAL)
    canvas.field("units").fill("12")
    drawn.expect_config("bidirectional_1", {"layer": {"class_name": "LSTM", "config": {"units": 12}}})
    expect(canvas.inspector).to_contain_text("7,392")
    canvas.field("merge_mode").select_option("sum")
    expect(canvas.code).to_contain_text("layers.LSTM(12)")
    canvas.field("layer").select_option("GRU")
    eventually(lambda: drawn.document.nodes_by_id["bidirectional_1"].config["layer"]["class_name"], "GRU")
    expect(canvas.code).to_contain_text("layers.GRU(")


def test_a_rate_and_an_optional_number_that_goes_back_to_none(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DROPOUT)
    canvas.field("rate").fill("0.25")
    unfold(canvas, "More arguments")
    canvas.field("seed").fill("7")
    drawn.expect_config("dropout_1", {"rate": 0.25, "seed": 7})
    canvas.field("seed").fill("")
    drawn.expect_config("dropout_1", {"rate": 0.25})
    expect(canvas.field("seed")).to_have_attribute("aria-invalid", "false")


def test_the_shape_of_an_input_with_unknown_sizes(draw: Draw):
    drawn, canvas = opened(draw, IMAGES)
    canvas.field("shape").fill("28, 28, 1")
    drawn.expect_config("input_1", {"shape": [28, 28, 1]})
    expect(canvas.node("input_1", "Input")).to_contain_text("28×28×1")
    canvas.field("shape").fill("?, 16")
    drawn.expect_config("input_1", {"shape": [None, 16]})
    expect(canvas.node("input_1", "Input")).to_contain_text("?×16")


def test_an_initializer_is_chosen_and_given_arguments(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DENSE)
    unfold(canvas, OBJECTS)
    canvas.field("kernel_initializer").select_option(label="random_normal")
    canvas.field("stddev").fill("0.2")
    initializer = {"class_name": "RandomNormal", "config": {"stddev": 0.2}}
    drawn.expect_config("dense_1", {"units": 16, "kernel_initializer": initializer})
    expect(canvas.code).to_contain_text("RandomNormal(stddev=0.2)")


def test_a_regularizer_goes_back_to_none(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DENSE)
    unfold(canvas, OBJECTS)
    field = canvas.field("kernel_regularizer")
    field.select_option(label="l2")
    eventually(lambda: "kernel_regularizer" in drawn.document.nodes_by_id["dense_1"].config, True)
    field.select_option(label="none")
    drawn.expect_config("dense_1", {"units": 16})


@pytest.mark.parametrize(
    ("layers", "argument", "typed", "sentence"),
    [
        ((TABLE, DENSE), "units", "many", "units must be a whole number"),
        ((TABLE, DENSE), "units", "0", "units must be at least 1"),
        ((TABLE, DROPOUT), "rate", "2", "rate must be at most 1"),
        ((IMAGES, CONVOLUTION), "kernel_size", "1, 2, 3", "kernel_size takes 2 whole numbers, such as 2, 3"),
        ((IMAGES,), "shape", "eight", "shape takes sizes, such as 28, 28, 1; an unknown one is ?"),
    ],
)
def test_a_wrong_value_gets_a_sentence_and_stays_out_of_the_document(
    draw: Draw, layers: tuple[Layer, ...], argument: str, typed: str, sentence: str
):
    drawn, canvas = opened(draw, *layers)
    field = canvas.field(argument)
    before = field.input_value()
    field.fill(typed)
    expect(canvas.inspector.get_by_role("alert")).to_have_text(sentence)
    expect(field).to_have_attribute("aria-invalid", "true")
    canvas.page.get_by_role("textbox", name="Project name").fill("Renamed meanwhile")
    canvas.press("Enter")
    eventually(lambda: drawn.document.name, "Renamed meanwhile")
    assert drawn.document.nodes_by_id[layers[-1][0]].config == layers[-1][2]
    field.focus()
    field.press("Escape")
    expect(field).to_have_value(before)
    expect(canvas.inspector.get_by_role("alert")).to_have_count(0)


def test_a_new_label_shows_in_node_code_and_problems(draw: Draw):
    drawn, canvas = opened(draw, TABLE, CONVOLUTION)
    canvas.field("label").fill("first look")
    expect(canvas.node("first look", "Conv2D")).to_be_visible()
    expect(canvas.page.get_by_role("region", name="Problems").first).to_contain_text("first look")
    eventually(lambda: drawn.document.nodes_by_id["conv2d_1"].label, "first look")
    canvas.node("input_1", "Input").click()
    canvas.field("shape").fill("8, 8, 1")
    expect(canvas.code).to_contain_text('name="first_look"')

"""Layers that hold other layers, lists and objects: edited in place, as a person would."""

import pytest
from playwright.sync_api import Locator, expect

from builder.network import Edge
from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.conftest import Draw, opened
from tests.browser.networks import IMAGES, SEQUENCE, TABLE, Layer, chain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELL = {"class_name": "LSTMCell", "config": {"units": 8}}
DENSE: Layer = ("dense_1", "Dense", {"units": 16})


def unfold(place: Locator, title: str) -> None:
    place.get_by_role("button", name=title).click()


def arguments_of(canvas: CanvasPage, name: str) -> Locator:
    return canvas.inspector.get_by_role("group", name=f"Arguments of {name}", exact=True)


def test_the_backward_layer_of_a_bidirectional_has_a_form_beside_that_of_the_forward_one(draw: Draw):
    forward = {"class_name": "LSTM", "config": {"units": 8}}
    drawn, canvas = opened(draw, SEQUENCE, ("both_1", "Bidirectional", {"layer": forward}))
    unfold(canvas.inspector, "More arguments (3)")
    canvas.field("backward_layer").select_option("GRU")
    backward = arguments_of(canvas, "backward_layer")
    backward.get_by_label("units", exact=True).fill("8")
    unfold(backward, "More arguments")
    backward.get_by_label("go_backwards", exact=True).check()
    config = {"layer": forward, "backward_layer": {"class_name": "GRU", "config": {"units": 8, "go_backwards": True}}}
    drawn.expect_config("both_1", config)
    arguments_of(canvas, "layer").get_by_label("units", exact=True).fill("12")
    eventually(lambda: drawn.document.nodes_by_id["both_1"].config["layer"]["config"], {"units": 12})
    expect(canvas.code).to_contain_text("backward_layer=layers.GRU(8, go_backwards=True)")
    canvas.field("backward_layer").select_option("none")
    drawn.expect_config("both_1", {"layer": {"class_name": "LSTM", "config": {"units": 12}}})


def test_an_rnn_takes_one_cell_or_several_in_order(draw: Draw):
    drawn, canvas = opened(draw, SEQUENCE, ("rnn_1", "RNN", {"cell": CELL}))
    expect(canvas.field("cell 1")).to_have_value("LSTMCell")
    canvas.inspector.get_by_role("button", name="Add a layer").click()
    canvas.field("cell 2").select_option("GRUCell")
    arguments_of(canvas, "cell 2").get_by_label("units", exact=True).fill("6")
    gru = {"class_name": "GRUCell", "config": {"units": 6}}
    drawn.expect_config("rnn_1", {"cell": [CELL, gru]})
    expect(canvas.inspector).to_contain_text("GRUCell")
    canvas.inspector.get_by_role("button", name="Move item 2 up").click()
    drawn.expect_config("rnn_1", {"cell": [gru, CELL]})
    expect(canvas.code).to_contain_text("layers.GRUCell(6)")
    expect(canvas.page.get_by_role("button", name="no problems")).to_be_visible()
    canvas.inspector.get_by_role("button", name="Remove item 1").click()
    drawn.expect_config("rnn_1", {"cell": CELL})


def test_a_wrapper_within_a_wrapper_reaches_the_innermost_layer(draw: Draw):
    inner = {"class_name": "Dense", "config": {"units": 4}}
    drawn, canvas = opened(draw, SEQUENCE, ("each_1", "TimeDistributed", {"layer": inner}))
    canvas.field("layer").select_option("SpectralNormalization")
    wrapped = arguments_of(canvas, "layer").first
    wrapped.get_by_label("layer", exact=True).select_option("Dense")
    wrapped.get_by_label("units", exact=True).fill("5")
    wrapped.get_by_label("activation", exact=True).select_option("relu")
    dense = {"class_name": "Dense", "config": {"units": 5, "activation": "relu"}}
    nested = {"class_name": "SpectralNormalization", "config": {"layer": dense}}
    drawn.expect_config("each_1", {"layer": nested})
    expect(canvas.page.get_by_role("button", name="no problems")).to_be_visible()


def test_constraints_and_activation_layers_take_arguments(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DENSE)
    unfold(canvas.inspector, "Initializers, regularizers, constraints")
    canvas.field("kernel_constraint").select_option(label="max_norm")
    arguments_of(canvas, "kernel_constraint").get_by_label("max_value", exact=True).fill("3")
    canvas.field("activation").select_option("LeakyReLU")
    arguments_of(canvas, "activation").get_by_label("negative_slope", exact=True).fill("0.1")
    leaky = {"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}}
    constraint = {"class_name": "MaxNorm", "config": {"max_value": 3}}
    drawn.expect_config("dense_1", {"units": 16, "activation": leaky, "kernel_constraint": constraint})
    expect(canvas.code).to_contain_text("layers.LeakyReLU(negative_slope=0.1)")
    expect(canvas.page.get_by_role("button", name="no problems")).to_be_visible()


def test_a_vocabulary_is_pasted_a_word_a_line(draw: Draw):
    words = ("input_1", "Input", {"shape": [], "dtype": "string"})
    drawn, canvas = opened(draw, words, ("lookup_1", "StringLookup", {}))
    canvas.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    canvas.page.evaluate("text => navigator.clipboard.writeText(text)", "cat\nlarge dog\nbird, red\n")
    canvas.field("vocabulary").click()
    canvas.press("Control+v")
    drawn.expect_config("lookup_1", {"vocabulary": ["cat", "large dog", "bird, red"]})
    canvas.press("Tab")
    expect(canvas.field("vocabulary")).to_have_value("cat\nlarge dog\nbird, red")
    expect(canvas.page.get_by_role("button", name="no problems")).to_be_visible()


def test_mean_and_variance_of_a_normalization_take_a_number_each_feature(draw: Draw):
    drawn, canvas = opened(draw, TABLE, ("normalization_1", "Normalization", {}))
    canvas.field("mean").fill(", ".join(str(n) for n in range(8)))
    canvas.field("variance").fill("1, 1, 1, 1, 4, 4, 4, 4")
    drawn.expect_config("normalization_1", {"mean": list(range(8)), "variance": [1, 1, 1, 1, 4, 4, 4, 4]})
    expect(canvas.page.get_by_role("button", name="no problems")).to_be_visible()


def test_trainable_the_dtype_policy_and_the_data_format(draw: Draw):
    drawn, canvas = opened(draw, IMAGES, ("conv2d_1", "Conv2D", {"filters": 4, "kernel_size": 3}))
    unfold(canvas.inspector, "More arguments")
    canvas.field("trainable").uncheck()
    canvas.field("dtype").select_option("mixed_float16")
    canvas.field("data_format").select_option("channels_last")
    config = {"filters": 4, "kernel_size": 3, "trainable": False, "dtype": "mixed_float16"}
    drawn.expect_config("conv2d_1", config | {"data_format": "channels_last"})
    expect(canvas.code).to_contain_text("trainable=False")


def test_named_inputs_are_ports_and_call_arguments_have_a_section(draw: Draw):
    network = chain(SEQUENCE, ("attention_1", "MultiHeadAttention", {"num_heads": 2, "key_dim": 8}))
    value = Edge(id="value", source="input_1", target="attention_1", argument="value")
    drawn = draw(network.model_copy(update={"edges": (*network.edges, value)}))
    canvas = drawn.canvas
    canvas.select("attention_1", "MultiHeadAttention")
    expect(canvas.port("attention_1 input value")).to_be_visible()
    canvas.field("Connect key from").select_option("input_1")
    eventually(lambda: {edge.argument for edge in drawn.document.edges}, {None, "value", "key"})
    unfold(canvas.inspector, "When it is called")
    canvas.field("use_causal_mask").check()
    canvas.field("return_attention_scores").check()
    call = {"use_causal_mask": True, "return_attention_scores": True}
    eventually(lambda: drawn.document.nodes_by_id["attention_1"].call, call)
    expect(canvas.port("attention_1 output 2")).to_be_visible()
    expect(canvas.code).to_contain_text("use_causal_mask=True")


def test_an_operation_is_found_dropped_connected_and_given_a_number(draw: Draw):
    drawn, canvas = opened(draw, TABLE, DENSE)
    canvas.search.fill("mean")
    canvas.page.get_by_role("button", name="Add ops.mean", exact=True).click()
    canvas.field("axis").fill("-1")
    drawn.expect_config("mean_1", {"axis": -1})
    expect(canvas.node("mean_1", "ops.mean")).to_be_visible()
    expect(canvas.code).to_contain_text("ops.mean")

    canvas.search.fill("ops.add")
    canvas.page.get_by_role("button", name="Add ops.add", exact=True).click()
    canvas.field("x2").fill("2.5")
    drawn.expect_config("add_1", {"x2": 2.5})
    canvas.field("Connect x1 from").select_option("mean_1")
    expect(canvas.inspector.get_by_label("x1", exact=True)).to_have_count(0)
    expect(canvas.code).to_contain_text("+ 2.5")
    expect(canvas.page.get_by_role("button", name="no problems")).to_be_visible()


def test_the_brackets_of_a_subscript_are_typed_as_text(draw: Draw):
    drawn, canvas = opened(draw, SEQUENCE, ("getitem_1", "ops.getitem", {"key": ":, 0"}))
    canvas.field("key").fill(":, -1, ::2")
    drawn.expect_config("getitem_1", {"key": ":, -1, ::2"})
    expect(canvas.code).to_contain_text("[:, -1, ::2]")
    expect(canvas.inspector).to_contain_text("32")

"""Drawings: what they say, that nothing overlaps, and that no text of a user becomes a mark."""

import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest

from builder.conversion.diagram.boxes import boxes_of
from builder.conversion.diagram.diagram import draw_diagram
from builder.conversion.diagram.layout import lay_out
from builder.conversion.diagram.png import MAX_PIXELS, to_png
from builder.conversion.diagram.rows import crossings, ordered
from builder.engine.report import Report, TensorSpec
from builder.network import Network
from builder.panels.examples import examples
from tests.benchmarks.networks import deep_residual, twenty_layers
from tests.engine.drawing import chain, draw, input_of

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def three() -> Network:
    return chain(
        input_of(4, name="table"),
        ("hidden", "Dense", {"units": 3, "activation": "relu"}),
        ("out", "Dense", {"units": 2}),
    )


REPORT = Report(
    tensors={"table": (TensorSpec((None, 4)),), "hidden": (TensorSpec((None, 3)),), "out": (TensorSpec((None, 2)),)},
    parameters={"table": 0, "hidden": 15, "out": 8},
)


def test_a_drawing_says_what_the_canvas_says():
    assert words(draw_diagram(three(), REPORT).svg) == [
        *("table", "Input", "4", "4"),
        *("hidden", "Dense", "3 units · relu", "15", "3"),
        *("out", "Dense", "2 units", "8", "2"),
        "vector",
    ]


def test_sizes_and_parameters_are_left_out_without_a_report():
    assert words(draw_diagram(three()).svg) == [
        "table",
        "Input",
        "4",
        "hidden",
        "Dense",
        "3 units · relu",
        "out",
        "Dense",
        "2 units",
    ]


def test_the_white_ground_may_be_left_out():
    ground = '<rect width="'
    assert ground in draw_diagram(three()).svg
    assert ground not in draw_diagram(three(), transparent=True).svg


def test_text_of_users_stays_text():
    hostile = "</text><script>alert(1)</script>&amp;\x00\u202e"
    network = chain(input_of(4, name="table"), ("out", "Dense", {"units": 2, "label": hostile}))
    svg = draw_diagram(network.model_copy(update={"name": hostile})).svg
    root = ET.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "path",
        "text",
        "circle",
    }
    assert any(text.startswith("</text><scr") for text in words(svg))


@pytest.mark.parametrize("name", list(examples()))
def test_no_two_boxes_of_a_row_overlap_and_lines_go_down(name):
    network = examples()[name]
    boxes = boxes_of(network, None)
    for column in lay_out(network, {node_id: box.width for node_id, box in boxes.items()}):
        row_of = {item: number for number, row in enumerate(column.rows) for item in row}
        assert all(row_of[link.target] == row_of[link.source] + 1 for link in column.links)
        for row in column.rows:
            for left, right in pairwise(row):
                widths = [boxes[item].width if item in boxes else 0 for item in (left, right)]
                assert column.middles[right] - column.middles[left] >= sum(widths) / 2


def test_a_chain_is_a_straight_line():
    network = twenty_layers()
    (column,) = lay_out(network, {node.id: 100.0 for node in network.nodes})
    assert set(column.middles.values()) == {50.0}


def test_the_bends_of_a_long_line_stand_below_each_other():
    network = examples()["08_residual_block"]
    (column,) = lay_out(network, {node.id: 100.0 for node in network.nodes})
    places = {column.middles[bend] for bend in column.bends}
    assert (len(column.bends), len(places)) == (5, 1)


def test_a_tall_network_is_drawn_in_columns_that_one_line_connects():
    network = deep_residual()
    columns = lay_out(network, {node.id: 150.0 for node in network.nodes})
    assert len(columns) > 5
    assert [column.entry is not None for column in columns] == [False, *[True] * (len(columns) - 1)]
    drawn = [item for column in columns for row in column.rows for item in row if item not in column.bends]
    assert sorted(drawn) == sorted(network.nodes_by_id)
    diagram = draw_diagram(network)
    assert 0.4 < diagram.width / diagram.height < 2.5


def test_crossings_are_undone_where_they_can_be():
    below = {"a": ["z"], "b": ["y"], "c": ["x"]}
    above = {target: [source] for source, targets in below.items() for target in targets}
    rows = [["a", "b", "c"], ["x", "y", "z"]]
    assert crossings(rows, below) == 3
    assert crossings(ordered(rows, above, below), below) == 0


def test_several_outputs_leave_side_by_side():
    layers = (
        input_of(6, 3, name="seq"),
        ("read", "LSTM", {"units": 4, "return_state": True}),
        ("a", "Dense", {"units": 1}),
        ("b", "Dense", {"units": 2}),
    )
    network = draw(layers, "seq>read", "read.1>a", "read.2>b")
    chips = {"seq": (TensorSpec((None, 6, 3)),), "read": tuple(TensorSpec((None, 4)) for _ in range(3))}
    root = ET.fromstring(draw_diagram(network, Report(tensors=chips)).svg)
    places = [float(text.get("x", "0")) for text in root.iter(f"{SVG}text") if text.text == "4"]
    assert len(places) == 2
    assert all(abs(a - b) > 20 for a, b in combinations(places, 2))


def test_a_network_without_layers_is_an_empty_drawing():
    assert words(draw_diagram(Network()).svg) == []


def test_png_has_twice_the_pixels_and_never_too_many():
    from io import BytesIO

    from PIL import Image

    diagram = draw_diagram(three(), REPORT)
    picture = Image.open(BytesIO(to_png(diagram.svg, size=(diagram.width, diagram.height))))
    assert picture.size == (round(2 * diagram.width), round(2 * diagram.height))
    assert len(picture.convert("L").getcolors(100_000) or []) > 20  # letters, lines and colours, no empty sheet
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"/>'
    width, height = Image.open(BytesIO(to_png(square, size=(9_000, 9_000)))).size
    assert width * height <= 1.01 * MAX_PIXELS

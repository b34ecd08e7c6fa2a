import re

from builder.conversion.mermaid import to_mermaid
from builder.engine.report import Report, TensorSpec
from builder.network import Block
from tests.engine.drawing import chain, draw, input_of


def test_layers_arrows_and_sizes_are_written():
    network = chain(input_of(4, name="table"), ("out", "Dense", {"units": 2, "activation": "relu"}))
    report = Report(tensors={"table": (TensorSpec((None, 4)),), "out": (TensorSpec((None, 2)),)})
    lines = to_mermaid(network, report).splitlines()
    assert lines[:4] == [
        "flowchart TD",
        '    n0(["table<br/>Input · 4"])',
        '    n1["out<br/>Dense · 2 units · relu"]',
        '    n0 -->|"4"| n1',
    ]


def test_named_arguments_stand_at_their_arrows():
    layers = (
        input_of(4, 2, name="q"),
        input_of(4, 2, name="v"),
        ("look", "MultiHeadAttention", {"num_heads": 1, "key_dim": 2}),
    )
    text = to_mermaid(draw(layers, "q>look", "v>look:value"))
    assert "n0 --> n2" in text
    assert 'n1 -->|"value"| n2' in text


def test_a_block_is_one_box():
    inner = chain(input_of(4, name="given"), ("inside", "Dense", {"units": 4}))
    block = Block(nodes=inner.nodes, edges=inner.edges)
    network = draw((input_of(4, name="table"), ("nest", "Block", {"block": "b"})), "table>nest", blocks={"b": block})
    assert '[["nest<br/>block of 2 layers"]]' in to_mermaid(network)


def test_no_label_means_anything_to_mermaid():
    hostile = '"]; click n0 "javascript:alert(1)" <b>`*`</b> %%{init}%% #quot;'
    network = chain(input_of(4, name="table"), ("out", "Dense", {"units": 2, "label": hostile}))
    line = to_mermaid(network).splitlines()[2]
    label = line.removeprefix('    n1["').removesuffix('"]').replace("<br/>", "")
    assert not set(label) & set('"<>[]{}`%;#') - set("#;")
    assert re.sub(r"#\d+;", "", label).count("#") == 0

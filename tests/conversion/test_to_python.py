"""The source as a person would write it, compared whole."""

import ast
from itertools import pairwise

import pytest
from hypothesis import given, settings

from builder import InvalidNetworkError, to_python
from builder.conversion.to_python.to_python import to_python_with_lines
from builder.network import Block, Network
from tests.engine.drawing import chain, draw, input_of, networks

HEADER = "import keras\nfrom keras import layers\n\n\ndef build_model() -> keras.Model:\n"


def body(network: Network) -> str:
    source = to_python(network)
    assert source.startswith(HEADER)
    return source.removeprefix(HEADER)


def dense(name: str, units: int = 8, **config):
    return (name, "Dense", {"units": units, **config})


def test_plain_stack_is_a_sequential():
    conv = ("conv2d_1", "Conv2D", {"filters": 32, "kernel_size": [3, 3], "strides": [1, 1], "activation": "relu"})
    pool, drop = ("p", "MaxPooling2D", {"pool_size": 3}), ("d", "Dropout", {"rate": 0.5})
    network = chain(input_of(28, 28, 1, label="images"), conv, pool, ("f", "Flatten", {}), drop, dense("classes", 10))
    assert body(network) == (
        "    return keras.Sequential(\n"
        "        [\n"
        '            keras.Input((28, 28, 1), name="images"),\n'
        '            layers.Conv2D(32, (3, 3), activation="relu"),\n'
        "            layers.MaxPooling2D(3),\n"
        "            layers.Flatten(),\n"
        "            layers.Dropout(0.5),\n"
        "            layers.Dense(10),\n"
        "        ]\n"
        "    )\n"
    )


def test_branches_have_names_and_chains_are_x():
    layers = (
        input_of(8, name="input_1"),
        dense("stem"),
        dense("a"),
        dense("b"),
        ("sum", "Add", {}),
        dense("dense_9", 2),
    )
    network = draw(layers, "input_1>stem", "stem>a", "a>b", "b>sum", "stem>sum", "sum>dense_9", labels=True)
    assert body(network) == (
        "    inputs = keras.Input((8,))\n"
        '    stem = layers.Dense(8, name="stem")(inputs)\n'
        '    x = layers.Dense(8, name="a")(stem)\n'
        '    x = layers.Dense(8, name="b")(x)\n'
        '    x = layers.Add(name="sum")([x, stem])\n'
        "    outputs = layers.Dense(2)(x)\n"
        "    return keras.Model(inputs, outputs)\n"
    )


def test_shared_layer_is_a_variable_called_twice():
    layers = (
        input_of(9, name="left"),
        input_of(9, name="right"),
        dense("encoder"),
        ("twin", "Dense", {"shares": "encoder"}),
    )
    arrows = ("left>encoder", "right>twin", "encoder>dot", "twin>dot")
    network = draw((*layers, ("dot", "Dot", {"axes": 1})), *arrows, labels=True)
    assert body(network) == (
        '    left = keras.Input((9,), name="left")\n'
        '    right = keras.Input((9,), name="right")\n'
        '    encoder = layers.Dense(8, name="encoder")\n'
        "    encoder_1 = encoder(left)\n"
        "    x = encoder(right)\n"
        "    outputs = layers.Dot(axes=1)([encoder_1, x])\n"
        "    return keras.Model([left, right], outputs)\n"
    )


def test_states_are_unpacked_and_fed_by_name():
    encoder, decoder = ("encoder", "LSTM", {"units": 4, "return_state": True}), ("decoder", "LSTM", {"units": 4})
    arrows = ("words>encoder", "words>decoder", "encoder.1>decoder:initial_state", "encoder.2>decoder:initial_state")
    network = draw((input_of(5, 3, name="words"), encoder, decoder), *arrows)
    assert body(network) == (
        "    inputs = keras.Input((5, 3))\n"
        "    _, encoder_state_h, encoder_state_c = layers.LSTM(4, return_state=True)(inputs)\n"
        "    outputs = layers.LSTM(4)(inputs, initial_state=[encoder_state_h, encoder_state_c])\n"
        "    return keras.Model(inputs, outputs)\n"
    )


def test_nested_objects_are_constructed():
    inner = {"class_name": "LSTM", "config": {"units": 64, "return_sequences": True}}
    start = {"class_name": "HeNormal", "config": {"seed": 1}}
    network = chain(
        input_of(None, 8),
        ("b", "Bidirectional", {"layer": inner, "merge_mode": "sum"}),
        dense("d", 2, kernel_initializer=start, bias_initializer="ones", use_bias=True),
    )
    assert to_python(network) == (
        HEADER.replace("import layers", "import initializers, layers") + "    return keras.Sequential(\n"
        "        [\n"
        "            keras.Input((None, 8)),\n"
        "            layers.Bidirectional(\n"
        '                layers.LSTM(64, return_sequences=True), merge_mode="sum"\n'
        "            ),\n"
        "            layers.Dense(\n"
        "                2,\n"
        "                kernel_initializer=initializers.HeNormal(seed=1),\n"
        '                bias_initializer="ones",\n'
        "            ),\n"
        "        ]\n"
        "    )\n"
    )


def test_block_is_a_function_and_is_built_once():
    block = draw((input_of(8, name="in"), dense("d")), "in>d", kind=Block, name="Residual")
    layers = (input_of(8), ("first", "Block", {"block": "b"}), ("second", "Block", {"block": "b"}))
    source = to_python(draw(layers, "images>first", "first>second", blocks={"b": block}))
    assert source == (
        "import keras\n"
        "from keras import layers\n"
        "\n"
        "\n"
        "def build_residual() -> keras.Model:\n"
        "    return keras.Sequential(\n"
        "        [\n"
        "            keras.Input((8,)),\n"
        "            layers.Dense(8),\n"
        "        ],\n"
        '        name="Residual",\n'
        "    )\n"
        "\n"
        "\n"
        "def build_model() -> keras.Model:\n"
        "    residual = build_residual()\n"
        "    inputs = keras.Input((8,))\n"
        "    x = residual(inputs)\n"
        "    outputs = residual(x)\n"
        "    return keras.Model(inputs, outputs)\n"
    )


def test_lines_say_where_each_node_is_written():
    network = chain(input_of(8), dense("a"), dense("b", 2))
    source = to_python_with_lines(network)
    lines = source.text.splitlines()
    assert source.lines == {"images": (8, 8), "a": (9, 9), "b": (10, 10)}
    assert lines[9 - 1].strip() == "layers.Dense(8),"


@given(networks())
@settings(max_examples=50, deadline=None)
def test_every_node_has_lines_of_its_own_that_hold_its_class(network):
    source = to_python_with_lines(network)
    lines = source.text.splitlines()
    assert set(source.lines) == {node.id for node in network.nodes}
    spans = sorted(source.lines.values())
    assert all(first <= last < following for (first, last), (following, _) in pairwise(spans))
    owners = {node.shares for node in network.nodes}
    for node in network.nodes:
        first, last = source.lines[node.id]
        # A shared layer is made where it is first called, which may be by another node than its owner.
        assert node.shares or node.id in owners or f".{node.class_name}(" in "\n".join(lines[first - 1 : last])


HOSTILE = [
    '"); import os; os.abort() #',
    "coding: utf-7",
    "\n\nimport os",
    "../..",
    "{evil}",
    "\\",
    "'''",
    '"""',
    "\u202e",
    "print",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_never_become_code(label):
    network = draw(
        (input_of(8, label=label), ("a", "Dense", {"units": 1, "label": label + "a"})), "images>a", name=label or "n"
    )
    source = to_python(network)
    assert source.splitlines()[:2] == ["import keras", "from keras import layers"]
    called = {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}
    assert called == {"keras.Sequential", "keras.Input", "layers.Dense"}
    assert source.isascii()


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_in_arguments_are_constants(text):
    words = ("words", "StringLookup", {"vocabulary": [text, "a"]})
    tree = ast.parse(to_python(chain(input_of(1, dtype="string"), words)))
    assert text in {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def test_chosen_name_that_keras_could_choose_names_every_layer():
    layers = (
        input_of(8),
        ("a", "Dropout", {"rate": 0.1, "label": "dense_1"}),
        dense("b", label="dense"),
        dense("c", label="dense_2"),
    )
    assert body(chain(*layers)).count("name=") == 4


def test_broken_network_is_refused_with_its_problems():
    with pytest.raises(InvalidNetworkError) as caught:
        to_python(draw((dense("a"), ("b", "Dens", {})), "a>b"))
    assert {problem.code for problem in caught.value.problems} == {"missing_input", "unknown_layer"}
    assert str(caught.value).startswith("This network cannot be converted.")


def test_block_that_is_broken_inside_is_refused():
    block = draw((input_of(8, name="in"), ("d", "Dens", {})), "in>d", kind=Block)
    nested = draw((input_of(8, name="in"), ("d", "Block", {"block": "nowhere"})), "in>d", kind=Block)
    for inner in (block, nested):
        with pytest.raises(InvalidNetworkError, match="Inside the block"):
            to_python(draw((input_of(8), ("b", "Block", {"block": "x"})), "images>b", blocks={"x": inner}))


def test_unfinished_network_is_written_as_far_as_it_is_sound():
    layers = (input_of(8), dense("a"), dense("loose"), dense("after"), ("bad", "Dens", {}), input_of(3, name="unused"))
    network = draw(layers, "images>a", "loose>after", "a>bad")
    source = to_python_with_lines(network, partial=True)
    assert source.text == to_python(chain(input_of(8), dense("a")))
    assert set(source.lines) == {"images", "a"}


def test_networks_with_nothing_sound_are_refused_even_in_part():
    for network in (Network(), draw((input_of(8),)), draw((dense("a"), dense("b")), "a>b", "b>a")):
        with pytest.raises(InvalidNetworkError):
            to_python_with_lines(network, partial=True)

"""Blocks in the source: one function for those that are alike, one model for each that is shared."""

from builder.conversion.canonical import canonical_form
from builder.conversion.imported import from_python
from builder.conversion.to_python.to_python import to_python
from builder.network import Block, Edge, Network, Node
from tests.engine.drawing import draw, input_of


def residual_model(filters: int, name: str) -> Block:
    layers = (input_of(8, 8, 4, name="in"), ("c", "Conv2D", {"filters": filters, "kernel_size": 1}))
    back = ("p", "Conv2D", {"filters": 4, "kernel_size": 1, "label": f"{name}_back"})
    return draw((*layers, back, ("s", "Add", {})), "in>c", "c>p", "p>s", "in>s", kind=Block, name=name)


def test_copies_of_a_block_are_one_function_called_in_a_loop():
    blocks = {f"b{number}": residual_model(width, f"res_{number}") for number, width in enumerate((2, 3, 5, 7))}
    layers = (input_of(8, 8, 4), *((f"n{number}", "Block", {"block": f"b{number}"}) for number in range(4)))
    source = to_python(draw(layers, "images>n0", "n0>n1", "n1>n2", "n2>n3", blocks=blocks))
    assert source.partition("import layers\n")[2] == (
        "\n"
        "\n"
        "def build_res(filters, name) -> keras.Model:\n"
        "    inputs = keras.Input((8, 8, 4))\n"
        "    x = layers.Conv2D(filters, 1)(inputs)\n"
        '    x = layers.Conv2D(4, 1, name=f"{name}_back")(x)\n'
        "    outputs = layers.Add()([x, inputs])\n"
        "    return keras.Model(inputs, outputs, name=name)\n"
        "\n"
        "\n"
        "def build_model() -> keras.Model:\n"
        "    inputs = keras.Input((8, 8, 4))\n"
        "    x = inputs\n"
        "    for i, filters in enumerate((2, 3, 5, 7)):\n"
        '        x = build_res(filters, name=f"res_{i}")(x)\n'
        "    return keras.Model(inputs, x)\n"
    )


def test_shared_block_is_one_model_beside_its_copies():
    blocks = {"a": residual_model(2, "first"), "b": residual_model(3, "second")}
    layers = (input_of(8, 8, 4), ("x1", "Block", {"block": "a"}), ("x2", "Block", {"block": "b"}))
    source = to_python(draw((*layers, ("x3", "Block", {"block": "a"})), "images>x1", "x1>x2", "x2>x3", blocks=blocks))
    assert '    first = build_first(2, name="first")\n' in source
    assert '    x = build_first(3, name="second")(x)\n    outputs = first(x)\n' in source


def test_blocks_that_take_and_give_dicts_are_called_by_key():
    block = draw(
        (input_of(8, name="p"), input_of(8, name="q"), ("s", "Add", {}), ("d", "Dense", {"units": 3})),
        *("p>s", "q>s", "s>d"),
        kind=Block,
        name="two",
        input_keys=("left", "right"),
        output_keys=("sum", "scores"),
        outputs=({"node": "s"}, {"node": "d"}),
    )
    layers = (input_of(8, name="m"), input_of(8, name="n"), ("both", "Block", {"block": "t"}))
    network = draw((*layers, ("o", "Dense", {"units": 1})), "m>both", "n>both", "both.1>o", blocks={"t": block})
    source = to_python(network)
    assert '    return keras.Model({"left": p, "right": q}, {"sum": s, "scores": d}, name="two")\n' in source
    assert '    two_outputs = two({"left": m, "right": n})\n    x = two_outputs["scores"]\n' in source


def test_operations_and_attention_repeat_as_layers_do():
    layers, arrows, last = [input_of(8, 16)], [], "images"
    for number, rate in enumerate((0.1, 0.2, 0.3, 0.4)):
        a, s, n = f"a{number}", f"s{number}", f"n{number}"
        layers += [(a, "MultiHeadAttention", {"num_heads": 2, "key_dim": 8, "dropout": rate})]
        layers += [(s, "ops.add", {}), (n, "LayerNormalization", {})]
        arrows += [f"{last}>{a}", f"{last}>{a}:value", f"{last}>{s}", f"{a}>{s}:x2", f"{s}>{n}"]
        last = n
    assert to_python(draw(tuple(layers), *arrows)).partition("\n\n\n")[2] == (
        "def transformer_block(inputs, dropout):\n"
        "    x = layers.MultiHeadAttention(num_heads=2, key_dim=8, dropout=dropout)(\n"
        "        inputs, value=inputs\n"
        "    )\n"
        "    x = inputs + x\n"
        "    return layers.LayerNormalization()(x)\n"
        "\n"
        "\n"
        "def build_model() -> keras.Model:\n"
        "    inputs = keras.Input((8, 16))\n"
        "    x = inputs\n"
        "    for dropout in (0.1, 0.2, 0.3, 0.4):\n"
        "        x = transformer_block(x, dropout)\n"
        "    return keras.Model(inputs, x)\n"
    )


def test_a_block_that_is_called_without_training_says_so() -> None:
    inner = Block(
        name="base",
        nodes=(
            Node(id="in", class_name="Input", config={"shape": [4]}),
            Node(id="d", class_name="Dense", config={"units": 4}),
        ),
        edges=(Edge(id="e", source="in", target="d"),),
    )
    network = Network(
        nodes=(
            Node(id="x", class_name="Input", config={"shape": [4]}),
            Node(id="base", class_name="Block", block="base", call={"training": False}),
        ),
        edges=(Edge(id="1", source="x", target="base"),),
        blocks={"base": inner},
    )
    for keys in ((), ("pixels",)):
        keyed = network.model_copy(update={"blocks": {"base": inner.model_copy(update={"input_keys": keys})}})
        assert "training=False" in to_python(keyed)
        assert canonical_form(from_python(to_python(keyed))) == canonical_form(keyed)

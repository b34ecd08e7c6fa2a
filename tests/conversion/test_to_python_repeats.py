"""What repeats in a network is a function or a loop in its source; what would read worse that way is written out."""

import time
from itertools import pairwise

import pytest

from builder.conversion.to_python.to_python import to_python, to_python_with_lines
from builder.network import Network
from tests.benchmarks.networks import deep_residual
from tests.conversion.running import formatted, lint
from tests.engine.drawing import chain, draw, input_of

START = "def build_model() -> keras.Model:\n"


def tower(widths: list[int], *, branch: bool = True, names: bool = False) -> Network:
    """Returns convolution, norm and activation for each width; ``branch`` adds something that makes it no stack."""
    layers = [input_of(32, 32, 3)]
    for number, width in enumerate(widths, start=1):
        parts = (("conv", "Conv2D", {"filters": width, "kernel_size": 3}), ("norm", "BatchNormalization", {}))
        for part, class_name, config in (*parts, ("act", "ReLU", {})):
            label = {"label": f"block{number}_{part}"} if names else {}
            layers.append((f"{part}{number}", class_name, {**config, **label}))
    arrows = [f"{a[0]}>{b[0]}" for a, b in pairwise(layers)]
    if branch:
        layers += [("pool", "GlobalMaxPooling2D", {}), ("mean", "GlobalAveragePooling2D", {}), ("sum", "Add", {})]
        arrows += [f"{layers[-4][0]}>pool", f"{layers[-4][0]}>mean", "pool>sum", "mean>sum"]
    return draw(tuple(layers), *arrows)


def residual(widths: list[int]) -> Network:
    """Returns residual blocks in a row, each with a width of its own inside."""
    layers, arrows, last = [input_of(16, 16, 8)], [], "images"
    for number, width in enumerate(widths):
        config = {"kernel_size": 3, "padding": "same"}
        layers += [
            (f"a{number}", "Conv2D", {"filters": width, **config}),
            (f"n{number}", "BatchNormalization", {}),
            (f"b{number}", "Conv2D", {"filters": 8, **config}),
            (f"s{number}", "Add", {}),
        ]
        arrows += [f"{last}>a{number}", f"a{number}>n{number}", f"n{number}>b{number}", f"b{number}>s{number}"]
        arrows += [f"{last}>s{number}"]
        last = f"s{number}"
    return draw(tuple(layers), *arrows)


def test_stretch_in_a_row_is_a_loop_over_what_changes():
    assert to_python(tower([16, 32, 48, 80])).partition(START)[2] == (
        "    inputs = keras.Input((32, 32, 3))\n"
        "    x = inputs\n"
        "    for filters in (16, 32, 48, 80):\n"
        "        x = layers.Conv2D(filters, 3)(x)\n"
        "        x = layers.BatchNormalization()(x)\n"
        "        x = layers.ReLU()(x)\n"
        "    act4 = x\n"
        "    pool = layers.GlobalMaxPooling2D()(act4)\n"
        "    x = layers.GlobalAveragePooling2D()(act4)\n"
        "    outputs = layers.Add()([pool, x])\n"
        "    return keras.Model(inputs, outputs)\n"
    )


def test_names_with_a_regular_pattern_are_f_strings():
    source = to_python(tower([16, 32, 48], names=True))
    assert "    for i, filters in enumerate((16, 32, 48), start=1):\n" in source
    assert '        x = layers.BatchNormalization(name=f"block{i}_norm")(x)\n' in source


def test_loop_over_the_same_layers_counts():
    source = to_python(tower([16, 16, 16, 16]))
    assert "    for _ in range(4):\n        x = layers.Conv2D(16, 3)(x)\n" in source


def test_short_repeats_are_written_out():
    twice = draw(
        (input_of(8), ("a", "Dense", {"units": 8}), ("b", "Dense", {"units": 4}), ("c", "Add", {})),
        *("images>a", "a>b", "b>c", "images>c"),
    )
    assert "def " not in to_python(twice).replace("def build_model", "")
    assert "for " not in to_python(twice)


def test_branches_that_come_together_are_a_function_with_a_loop_over_its_calls():
    source = to_python(residual([4, 6, 9, 13]))
    assert source == (
        "import keras\n"
        "from keras import layers\n"
        "\n"
        "\n"
        "def residual_block(inputs, filters):\n"
        '    x = layers.Conv2D(filters, 3, padding="same")(inputs)\n'
        "    x = layers.BatchNormalization()(x)\n"
        '    x = layers.Conv2D(8, 3, padding="same")(x)\n'
        "    return layers.Add()([x, inputs])\n"
        "\n"
        "\n"
        "def build_model() -> keras.Model:\n"
        "    inputs = keras.Input((16, 16, 8))\n"
        "    x = inputs\n"
        "    for filters in (4, 6, 9, 13):\n"
        "        x = residual_block(x, filters)\n"
        "    return keras.Model(inputs, x)\n"
    )


def test_nodes_of_a_loop_have_the_lines_of_their_statement_in_its_body():
    source = to_python_with_lines(tower([16, 32, 48, 80]))
    lines = source.text.splitlines()
    assert {source.lines[f"norm{number}"] for number in (1, 2, 3, 4)} == {source.lines["norm1"]}
    assert lines[source.lines["norm3"][0] - 1].strip() == "x = layers.BatchNormalization()(x)"


def test_nodes_of_a_function_have_the_lines_of_its_call():
    source = to_python_with_lines(residual([4, 6, 9, 13]))
    assert {source.lines[node] for node in ("a0", "n0", "b3", "s2")} == {source.lines["a0"]}
    assert source.text.splitlines()[source.lines["a0"][0] - 1].strip() == "x = residual_block(x, filters)"


def test_shared_layers_stay_out_of_functions_and_loops():
    layers = [input_of(8), ("d", "Dense", {"units": 8})]
    layers += [(f"d{number}", "Dense", {"shares": "d"}) for number in range(5)]
    source = to_python(chain(*layers))
    assert source.count("d(x)") == 5
    assert "for " not in source


def test_values_that_are_multiples_are_written_as_such():
    layers, arrows, last = [input_of(8, 8, 16)], [], "images"
    for number, width in enumerate((4, 8, 16, 32)):
        first, wide, back = f"a{number}", f"b{number}", f"c{number}"
        layers += [(first, "Conv2D", {"filters": width, "kernel_size": 1})]
        layers += [(wide, "Conv2D", {"filters": 4 * width, "kernel_size": 1})]
        layers += [(back, "Conv2D", {"filters": 16, "kernel_size": 1}), (f"s{number}", "Add", {})]
        arrows += [f"{last}>{first}", f"{first}>{wide}", f"{wide}>{back}", f"{back}>s{number}", f"{last}>s{number}"]
        last = f"s{number}"
    assert "layers.Conv2D(4 * filters, 1)(x)" in to_python(draw(tuple(layers), *arrows))


def test_nested_layers_are_made_anew_in_every_round():
    inner = {"class_name": "LSTM", "config": {"return_sequences": True}}
    layers = [input_of(5, 4)]
    for number, units in enumerate((8, 16, 24, 32)):
        config = {"class_name": "LSTM", "config": {"units": units, **inner["config"]}}
        layers += [(f"b{number}", "Bidirectional", {"layer": config}), (f"d{number}", "Dropout", {"rate": 0.1})]
    layers += [("flat", "Flatten", {}), ("again", "Flatten", {}), ("sum", "Add", {})]
    arrows = [f"{a[0]}>{b[0]}" for a, b in pairwise(layers[:-1])]
    arrows += ["again>sum", "flat>sum"]
    source = to_python(draw(tuple(layers), *arrows))
    assert "    for units in (8, 16, 24, 32):\n" in source
    assert "x = layers.Bidirectional(layers.LSTM(units, return_sequences=True))(x)" in source


def test_comments_tell_branches_and_never_labels():
    layers = (input_of(8, label="# evil"), ("a", "Dense", {"units": 8, "label": "evil"}), ("s", "Add", {}))
    source = to_python(draw(layers, "images>a", "a>s", "images>s"), comments=True)
    comments = [line.strip() for line in source.splitlines() if line.strip().startswith("#")]
    assert comments == ["# Inputs", "# Layers", "# Branches meet"]
    assert formatted(source) == source


def test_a_thousand_layers_are_short_formatted_and_the_same_each_time():
    source = to_python(deep_residual())
    assert source == to_python(deep_residual())
    assert len(source.splitlines()) < 300
    assert formatted(source) == source
    assert lint(source) == ""


def test_long_stack_of_like_stretches_is_a_sequential_that_loops_add_to():
    source = to_python(tower([16, 24, 32, 40, 48, 56], branch=False, names=True))
    assert source.partition(START)[2] == (
        "    model = keras.Sequential()\n"
        "    model.add(keras.Input((32, 32, 3)))\n"
        "    for i, filters in enumerate((16, 24, 32, 40, 48, 56), start=1):\n"
        '        model.add(layers.Conv2D(filters, 3, name=f"block{i}_conv"))\n'
        '        model.add(layers.BatchNormalization(name=f"block{i}_norm"))\n'
        '        model.add(layers.ReLU(name=f"block{i}_act"))\n'
        "    return model\n"
    )


def test_tensor_that_comes_in_once_and_stays_is_not_taken_for_the_loops_own():
    layers, arrows, last = [input_of(8)], [], "images"
    for number in range(4):
        layers += [(f"d{number}", "Dense", {"units": 8}), (f"s{number}", "Add", {})]
        arrows += [f"{last}>d{number}", f"d{number}>s{number}", f"images>s{number}"]
        last = f"s{number}"
    assert to_python(draw(tuple(layers), *arrows)).partition(START)[2] == (
        "    inputs = keras.Input((8,))\n"
        "    x = layers.Dense(8)(inputs)\n"
        "    for _ in range(3):\n"
        "        x = layers.Add()([x, inputs])\n"
        "        x = layers.Dense(8)(x)\n"
        "    outputs = layers.Add()([x, inputs])\n"
        "    return keras.Model(inputs, outputs)\n"
    )


def test_variable_of_a_loop_is_nobody_elses():
    layers = [input_of(8), ("kept", "Dense", {"units": 4, "label": "units"}), ("first", "Dense", {"units": 9})]
    arrows, last = ["images>kept", "images>first"], "first"
    for units in (10, 11, 12, 13):
        layers += [(f"d{units}", "Dense", {"units": units}), (f"r{units}", "ReLU", {})]
        arrows += [f"{last}>d{units}", f"d{units}>r{units}"]
        last = f"r{units}"
    source = to_python(draw((*layers, ("all", "Concatenate", {})), *arrows, "kept>all", f"{last}>all"))
    assert "    for units in (10, 11, 12, 13):\n" in source
    assert '    units_1 = layers.Dense(4, name="units")(inputs)\n' in source


@pytest.mark.parametrize("widths", [[8] * 4_000, [8 + number * number % 397 for number in range(4_000)]])
def test_thousands_of_layers_in_a_row_are_written_in_seconds(widths: list[int]):
    """It took minutes while every layer was tried as the beginning of a loop over all that follow."""
    stack = chain(input_of(8), *((f"d{place}", "Dense", {"units": width}) for place, width in enumerate(widths)))
    began = time.monotonic()
    source = to_python_with_lines(stack)
    assert time.monotonic() - began < 15
    assert len(source.lines) == 4_001

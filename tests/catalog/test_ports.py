"""Ports against Keras: how many tensors go in, how many come out, and when."""

from collections.abc import Mapping
from typing import Any

import pytest

from builder.catalog import InputPort, LayerEntry, OutputPort, default_config, load_catalog
from builder.conversion.plan import outputs_of
from builder.network import Node
from builder.network.record import Config
from tests.catalog.acceptance import call_on_zeros

pytestmark = pytest.mark.keras

LAYERS = {name: entry for name, entry in load_catalog().layers.items() if name != "Input"}
VARIADIC = [name for name, entry in LAYERS.items() if entry.inputs[0].variadic]
LSTM = {"class_name": "LSTM", "config": {"units": 4, "return_state": True}}
GRU = {"class_name": "GRU", "config": {"units": 4, "return_state": True}}
LSTM_CELL = {"class_name": "LSTMCell", "config": {"units": 4}}
GRU_CELL = {"class_name": "GRUCell", "config": {"units": 4}}


def sample(entry: LayerEntry) -> dict[str, Any]:
    """Returns the first sample inputs on which a fresh node runs."""
    from builder.catalog.reader_ranks import sample_inputs

    for rank in entry.ranks or (2, 3, 4):
        for inputs in sample_inputs(entry, rank):
            if runs(entry, inputs):
                return inputs
    raise AssertionError(f"{entry.class_name} takes none of the samples.")


def runs(entry: LayerEntry, inputs: Mapping[str, Any]) -> bool:
    try:
        call_on_zeros(entry, default_config(entry), inputs)
    except Exception:  # noqa: BLE001  # refusal is the answer
        return False
    return True


def ports_shown(entry: LayerEntry, config: Config) -> tuple[OutputPort, ...]:
    """The ports that a node with this config draws."""
    return outputs_of(entry, Node(id="layer", class_name=entry.class_name, config=config))


@pytest.mark.parametrize("name", LAYERS)
def test_fresh_node_gives_as_many_tensors_as_it_shows_ports(name: str) -> None:
    import keras

    entry = LAYERS[name]
    config = default_config(entry)
    outputs = keras.tree.flatten(call_on_zeros(entry, config, sample(entry)))
    assert len(outputs) == len(ports_shown(entry, config))


@pytest.mark.parametrize(
    ("name", "config"),
    [
        *[
            (name, {"return_state": True})
            for name, entry in LAYERS.items()
            if "return_state" in entry.arguments_by_name
        ],
        ("Bidirectional", {"merge_mode": None}),
        ("Bidirectional", {"layer": LSTM}),
        ("Bidirectional", {"layer": LSTM, "merge_mode": None}),
        ("Bidirectional", {"layer": GRU}),
        ("RNN", {"cell": GRU_CELL, "return_state": True}),
        ("RNN", {"cell": [LSTM_CELL, GRU_CELL], "return_state": True}),
    ],
)
def test_states_and_halves_appear_when_asked_for(name: str, config: Config) -> None:
    import keras

    entry = LAYERS[name]
    full = {**default_config(entry), **config}
    outputs = keras.tree.flatten(call_on_zeros(entry, full, sample(entry)))
    assert len(outputs) == len(ports_shown(entry, full))


@pytest.mark.parametrize("name", ["Attention", "AdditiveAttention", "MultiHeadAttention", "GroupQueryAttention"])
def test_attention_scores_appear_when_the_call_asks_for_them(name: str) -> None:
    import keras

    from builder.catalog.reader_ranks import make

    entry = LAYERS[name]
    tensor = keras.ops.zeros((2, 5, 8))
    call = {"return_attention_scores": True}
    layer = make(name, default_config(entry))
    outputs = layer([tensor, tensor], **call) if entry.inputs[0].variadic else layer(tensor, tensor, **call)
    shown = ports_shown(entry, default_config(entry) | call)
    assert [port.name for port in shown] == ["output", "attention_scores"]
    assert len(outputs) == 2


@pytest.mark.parametrize("name", VARIADIC)
def test_list_takes_as_many_tensors_as_the_port_says_and_no_others(name: str) -> None:
    entry = LAYERS[name]
    port: InputPort = entry.inputs[0]
    tensor = sample(entry)[port.name][0]
    most = port.at_most or 4
    for count in range(port.at_least, most + 1):
        assert runs(entry, {port.name: [tensor] * count}), count
    assert not runs(entry, {port.name: [tensor] * (port.at_least - 1)})
    if port.at_most is not None:
        assert not runs(entry, {port.name: [tensor] * (port.at_most + 1)})


@pytest.mark.parametrize("name", LAYERS)
def test_ports_and_constants_are_the_arguments_of_call(name: str) -> None:
    import inspect

    import keras

    entry = LAYERS[name]
    parameters = inspect.signature(getattr(keras.layers, name).call).parameters.values()
    expected = [found.name for found in parameters if found.name != "self" and found.kind is not found.VAR_KEYWORD]
    told = [port.name for port in entry.inputs] + [spec.name for spec in entry.call_arguments]
    assert sorted(told) == sorted(expected)
    assert [port.argument for port in entry.inputs] == [None, *(port.name for port in entry.inputs[1:])]

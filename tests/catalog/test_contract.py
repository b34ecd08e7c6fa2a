"""Every layer with several sets of arguments: checked, built, written as code and read back, as Keras has it."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from builder import check, from_keras, from_python, to_keras, to_python
from builder.catalog import LayerEntry, load_catalog
from builder.conversion.canonical import canonical_form
from builder.engine.words import snake_case
from builder.network import Edge, Endpoint, Network, Node
from tests.catalog.argument_sets import ArgumentSet, argument_sets
from tests.engine.catalog_layers import SHAPES, UNUSABLE, fewest

pytestmark = pytest.mark.keras

LAYERS = {name: entry for name, entry in load_catalog().layers.items() if name not in {"Input", *UNUSABLE}}
DTYPES = ("float32", "int32", "string")
AT_LEAST = 3

FORGOTTEN = {
    "CategoryEncoding": {"sparse"},
    "Discretization": {"dtype"},
    "GRU": {"use_cudnn"},
    "GroupQueryAttention": {"flash_attention"},
    "HashedCrossing": {"trainable", "dtype"},
    "IntegerLookup": {"trainable", "dtype"},
    "LSTM": {"use_cudnn"},
    "MultiHeadAttention": {"flash_attention"},
    "RandomCrop": {"seed"},  # Keras draws one and writes it down as if it had been given
    "SimpleRNN": {"activity_regularizer"},
    "SpatialDropout1D": {"dtype"},
    "SpatialDropout2D": {"dtype"},
    "SpatialDropout3D": {"dtype"},
    "StringLookup": {"trainable", "dtype"},
}
"""Arguments that Keras itself does not write into the layer's config as they were given."""


@pytest.mark.parametrize("name", LAYERS)
def test_layer_keeps_the_contract_with_three_sets_of_arguments(name: str) -> None:
    kept = list(itertools.islice(kept_sets(LAYERS[name]), AT_LEAST))
    assert len(kept) >= AT_LEAST, kept


@pytest.mark.full
@pytest.mark.parametrize("name", LAYERS)
def test_layer_keeps_the_contract_with_every_set_of_arguments(name: str) -> None:
    assert len(list(kept_sets(LAYERS[name]))) >= AT_LEAST


def kept_sets(entry: LayerEntry) -> Iterator[str]:
    """Yields the names of the sets that Keras takes, after holding the whole way there and back against it."""
    first = first_inputs(entry)
    for given in argument_sets(entry):
        network = network_of(entry, given, *first)
        if network is None:
            continue
        theirs = outputs_of_keras(network)
        report = check(network)
        assert report.ok == (theirs is not None), (given, [problem.message for problem in report.problems])
        if theirs is not None:
            assert_same_way_back(with_all_outputs(network, len(theirs)), theirs)
            yield given.name


def first_inputs(entry: LayerEntry) -> tuple[tuple[int, ...], str]:
    """Returns the first shape and type on which the layer works as it is suggested."""
    given = next(argument_sets(entry))
    for dtype, shape in itertools.product(DTYPES, SHAPES):
        network = network_of(entry, given, shape, dtype)
        if network is not None and check(network).ok:
            return shape, dtype
    raise AssertionError(f"{entry.class_name} works on none of the shapes.")


def network_of(entry: LayerEntry, given: ArgumentSet, shape: tuple[int, ...], dtype: str) -> Network | None:
    """Returns the layer behind an Input for each place that is fed; None where nobody can tell what to feed it."""
    layer = Node(id=layer_id(entry), class_name=entry.class_name, config=given.config, call=given.call)
    nodes, edges = [layer], []
    for port in entry.inputs:
        if port.optional and port.name not in given.fed:
            continue
        found = tensors_for(entry, port.name, fewest(port), given, shape, dtype)
        if found is None:
            return None
        for index, (size, kind) in enumerate(found):
            source = f"input_{len(nodes)}"
            nodes.append(Node(id=source, class_name="Input", config={"shape": list(size), "dtype": kind}))
            edges.append(Edge(id=source, source=source, target=layer.id, argument=port.argument, index=index))
    return Network(nodes=tuple(nodes), edges=tuple(edges))


def layer_id(entry: LayerEntry) -> str:
    """Returns a name such as Keras gives, so that no way back takes it for one that a person chose."""
    return f"{snake_case(entry.class_name)}_1"


def tensors_for(
    entry: LayerEntry, port: str, count: int, given: ArgumentSet, shape: tuple[int, ...], dtype: str
) -> list[tuple[tuple[int, ...], str]] | None:
    if port == "states":
        return [((given.config.get("units", 64),), "float32")] * count
    if port == "initial_state":
        return states_for(given)
    if port == "count_weights":
        return [(shape, "float32")] if given.config.get("output_mode") == "count" else None
    if port == "attention_mask":
        return [((shape[0], shape[0]), "bool")]
    if port.endswith("mask"):
        return [(shape if entry.class_name == "Softmax" else shape[:-1], "bool")] * count
    return [(shape, dtype)] * count


def states_for(given: ArgumentSet) -> list[tuple[tuple[int, ...], str]] | None:
    """Returns the states of a plain recurrent layer with so many units; those of images have other shapes."""
    units = given.config.get("units")
    if not isinstance(units, int) or "filters" in given.config:
        return None
    names = {"gru": 1, "lstm": 2}
    return [((units,), "float32")] * names.get(given.name, 1)


def outputs_of_keras(network: Network) -> list[Any] | None:
    """Returns what Keras itself gives for the layer, out of its own form of the config; None where it refuses."""
    import keras

    layer = network.nodes[0]
    try:
        entry = load_catalog().layers[layer.class_name]
        written_out = {spec.name: spec.default for spec in entry.arguments if not spec.required} | layer.config
        made = getattr(keras.layers, layer.class_name).from_config(in_keras_form(written_out))
        tensors = {
            node.id: keras.Input(tuple(node.config["shape"]), dtype=str(node.config["dtype"]))
            for node in network.nodes
            if node.class_name == "Input"
        }
        positional: list[Any] = []
        named: dict[str | None, Any] = {}
        for port in entry.inputs:
            fed = [tensors[edge.source] for edge in network.edges_into[layer.id] if edge.argument == port.argument]
            if fed and port.argument is None:
                positional.append(fed if port.variadic else fed[0])
            elif fed:
                named[port.argument] = fed if port.variadic else fed[0]
        return [made, *keras.tree.flatten(made(*positional, **named, **layer.call))]
    except Exception:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class; refusal is the answer
        return None


def in_keras_form(value: Any) -> Any:
    """Returns a config as Keras writes it: where nested layers come from is said, a list of cells is a stack."""
    if isinstance(value, list):
        return [in_keras_form(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: in_keras_form(item) for key, item in value.items()}
    if isinstance(found.get("cell"), list):
        found["cell"] = in_keras_form({"class_name": "StackedRNNCells", "config": {"cells": found["cell"]}})
    return found | ({"module": "keras.layers"} if found.get("class_name") in LAYERS else {})


def with_all_outputs(network: Network, count: int) -> Network:
    outputs = tuple(Endpoint(node=network.nodes[0].id, output=output) for output in range(count - 1))
    return network.model_copy(update={"outputs": outputs})


def assert_same_way_back(network: Network, theirs: list[Any]) -> None:
    """Asserts that report, model and source agree with Keras, and that both are read back as the same network."""
    layer, *outputs = theirs
    expected = [(tuple(output.shape), output.dtype) for output in outputs]
    report, node_id = check(network), network.nodes[0].id
    assert [(tensor.shape, tensor.dtype) for tensor in report.tensors[node_id]] == expected
    assert report.parameters[node_id] == layer.count_params()
    assert report.trainable_parameters == sum(weight.shape.num_elements() for weight in layer.trainable_variables)
    source = to_python(network)
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    model = to_keras(network)
    for built in (model, namespace["build_model"]()):
        assert [(tuple(output.shape), output.dtype) for output in built.outputs] == expected, source
        assert built.count_params() == layer.count_params(), source
    form = canonical_form(network)
    assert from_python(source) == form, source
    forgotten = FORGOTTEN.get(network.nodes[0].class_name, set())
    assert without(from_keras(model), forgotten) == without(form, forgotten), source


def without(network: Network, arguments: set[str]) -> Network:
    def kept(node: Node) -> Node:
        return node.model_copy(update={"config": {k: v for k, v in node.config.items() if k not in arguments}})

    return network.model_copy(update={"nodes": tuple(kept(node) for node in network.nodes)}) if arguments else network

"""What may be made may be saved, and what is saved can be loaded: at every limit, and no further."""

from typing import Any

import pytest
from pydantic import ValidationError

from builder.network import Block, DocumentError, Edge, Network, Node, ObjectSpec, PutNode, Recipe, apply_edits
from builder.network.limits import (
    MAX_CONFIG_DEPTH,
    MAX_EDGES,
    MAX_INTEGER,
    MAX_NODES,
    MAX_TEXT,
    MAX_VALUES,
)
from tests.network.longest import long_layers, nested


def holding(config: dict[str, Any]) -> Network:
    """Returns a network that holds the config wherever one may stand."""
    node = Node(id="a", class_name="Dense", config=config, call=config)
    recipe = Recipe(metrics={"a": (ObjectSpec(class_name="Mean", config=config),)})
    return Network(nodes=(node,), blocks={"b": Block(nodes=(node,))}, recipe=recipe)


AT_THE_LIMIT = {
    "levels": {"value": nested(MAX_CONFIG_DEPTH - 1)},
    "levels of objects": {"value": nested(MAX_CONFIG_DEPTH - 1, "key")},
    "text": {"value": "ü" * MAX_TEXT},
    "key": {"k" * MAX_TEXT: 1},
    "integer": {"value": [MAX_INTEGER - 1, 1 - MAX_INTEGER]},
    "control characters": {"value": "\x00\x1f\u2028\U0001f9f5"},
}
BEYOND = {
    "levels": ({"value": nested(MAX_CONFIG_DEPTH)}, "nest more than 59 levels"),
    "62 levels": ({"value": nested(61)}, "nest more than 59 levels"),
    "as many levels as Python follows": ({"value": nested(900)}, "nest more than 59 levels"),
    "text": ({"value": "y" * (MAX_TEXT + 1)}, "has 20,001 characters; at most 20,000"),
    "19 MB of text": ({"value": ["y" * 19_000_000]}, "has 19,000,000 characters"),
    "key": ({"k" * (MAX_TEXT + 1): 1}, "has 20,001 characters"),
    "integer": ({"value": [-MAX_INTEGER]}, "more than 300 digits"),
    "integer that Python cannot write": ({"value": 10**5_000}, "more than 300 digits"),
    "values": ({"value": [0] * MAX_VALUES}, "more than 500,000 values"),
    "the same text in many places": ({"value": ["y" * MAX_TEXT] * 1_001}, "more than 20,000,000 bytes"),
    "half a character": ({"value": "\ud800"}, "half a character"),
    "half a character as a key": ({"\udfff": 1}, "half a character"),
    "no number": ({"value": float("nan")}, "finite"),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_a_config_at_the_limit_is_read_back_from_every_place(name: str):
    network = holding(AT_THE_LIMIT[name])
    assert Network.from_json(network.to_json(compact=True)) == network


def test_a_config_of_as_many_values_as_may_be_is_read_back():
    network = Network(nodes=(Node(id="a", class_name="Dense", config={"value": [0] * (MAX_VALUES - 1)}),))
    assert Network.from_json(network.to_json()) == network


@pytest.mark.parametrize("name", BEYOND)
def test_a_config_beyond_a_limit_is_refused_with_a_sentence(name: str):
    config, words = BEYOND[name]
    with pytest.raises(ValidationError, match=words):
        Node(id="a", class_name="Dense", config=config)
    with pytest.raises(DocumentError, match=words):
        Node(id="a", class_name="Dense").model_copy(update={"config": config})


def test_as_many_layers_as_may_be_with_their_longest_configs_are_read_back():
    network = long_layers(MAX_NODES)
    text = network.to_json()
    assert len(text) > 18_000_000
    assert Network.from_json(text) == network


def test_a_document_that_indentation_would_make_too_large_is_written_without():
    value: Any = [1] * 180_000
    for _ in range(MAX_CONFIG_DEPTH - 2):
        value = [value]
    network = Network(nodes=(Node(id="a", class_name="Dense", config={"value": value}),))
    text = network.to_json()
    assert "\n" not in text
    assert Network.from_json(text) == network


def test_a_document_that_is_too_large_is_never_written_and_names_its_largest_layer():
    small = Node(id="small", class_name="Dense")
    large = Node(id="large", class_name="Dense", config={"value": ["word" * 1_000] * 4_900})
    other = Node(id="other", class_name="Dense", config={"value": ["word" * 1_000] * 200})
    network = Network(nodes=(small, large))
    assert Network.from_json(network.to_json()) == network
    with pytest.raises(DocumentError, match=r'at most 20,000,000 are kept. .* "large"'):
        apply_edits(network, [PutNode(node=other)])
    quoted = Network(nodes=(small, Node(id="quotes", class_name="Dense", config={"value": ['"' * 10_000] * 1_000})))
    with pytest.raises(DocumentError, match=r'20,00\d,\d{3} bytes as a document; at most 20,000,000 .* "quotes"'):
        quoted.to_json(compact=True)


def test_texts_that_are_one_in_memory_are_counted_as_often_as_they_would_be_written():
    config = {"value": ["y" * MAX_TEXT] * 799}
    with pytest.raises(ValidationError, match="at most 20,000,000 are kept"):
        Network(nodes=tuple(Node(id=f"n{place}", class_name="Dense", config=config) for place in range(30)))


def test_layers_inside_blocks_count_as_layers_of_the_network():
    nodes = tuple(Node(id=f"n{place}", class_name="Dense") for place in range(MAX_NODES // 2))
    full = Network(nodes=nodes, blocks={"b": Block(nodes=nodes)})
    assert Network.from_json(full.to_json()) == full
    with pytest.raises(DocumentError, match="has 5,001 layers, those inside its blocks included; at most 5,000"):
        apply_edits(full, [PutNode(node=Node(id="one-more", class_name="Dense"), block="b")])


def test_more_edges_than_may_be_are_refused_with_their_number():
    edges = tuple(Edge(id=f"e{place}", source="a", target="b") for place in range(MAX_EDGES + 1))
    with pytest.raises(DocumentError, match="20,001 are more than can be kept, which are 20,000"):
        Network().model_copy(update={"edges": edges})

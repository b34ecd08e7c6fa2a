import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.network import DataBinding, DocumentError, Edge, Network, Node, ObjectSpec, Recipe
from builder.network.versions import FORMAT, migrate

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
nodes = st.builds(
    Node,
    id=st.uuids().map(str),
    class_name=st.sampled_from(["Dense", "Input", "Block"]),
    config=st.dictionaries(st.text(max_size=8), values, max_size=3),
    label=st.text(max_size=20),
)


@given(st.lists(nodes, max_size=4, unique_by=lambda node: node.id), st.text(max_size=30))
def test_a_document_read_back_is_the_same(found: list[Node], name: str):
    edges = tuple(
        Edge(id=f"e{place}", source=node.id, target=found[0].id, argument="value") for place, node in enumerate(found)
    )
    recipe = Recipe(
        data=DataBinding(dataset="digits", options={"one_hot": True}),
        losses={"a": ObjectSpec(class_name="MeanSquaredError")},
        epochs=3,
    )
    network = Network(nodes=tuple(found), edges=edges, name=name, recipe=recipe)
    assert Network.from_json(network.to_json()) == network


def document(**fields: object) -> str:
    return json.dumps({"format": FORMAT, "version": 1} | fields)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[]", "a JSON object, but this is a list"),
        (b"\xff\xfe", "not JSON"),
        ("{}", '"format" is not'),
        ('{"format": "layerloom-network", "version": 99}', "reads versions up to 1"),
        ('{"format": "layerloom-network", "version": true}', "says True"),
        ('{"name": "a", "name": "b"}', 'The key "name" stands twice'),
        ('{"format": NaN}', "NaN is no number"),
        ('{"a": ' * 100 + "1" + "}" * 100, "more than 64 levels"),
        ('{"a": ' * 100_000, "nested more than 64 levels"),
        ('{"a": ' + "9" * 5_000 + "}", "not JSON"),
        (document(nodes=[{"id": "../..", "class_name": "Dense"}]), "nodes.0.id"),
        (document(nodes=[{"id": "a", "class_name": "Dense", "position": {"x": 1e999}}]), "Infinity"),
        (document(nodes=[{"id": "a", "class_name": "Dense", "label": "x" * 201}]), "nodes.0.label"),
        (document(nodes=[{"id": "a", "class_name": "Dense"}] * 2), 'Two nodes have the id "a"'),
        (document(surprise=1), "surprise"),
        ('{"format": "layerloom-network", "version": 1, "name": "' + "x" * 20_000_000 + '"}', "at most 20,000,000"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(text: str | bytes, words: str):
    with pytest.raises(DocumentError) as caught:
        Network.from_json(text)
    assert words in str(caught.value)


def test_an_overflowing_number_is_refused():
    with pytest.raises(DocumentError):
        Network.from_json(
            '{"format": "layerloom-network", "version": 1,'
            ' "nodes": [{"id": "a", "class_name": "Dense", "config": {"units": 1e999}}]}'
        )


def test_migrations_run_in_order_from_the_version_of_the_document():
    steps = (lambda fields: fields | {"one": 1}, lambda fields: fields | {"two": fields.get("one", 0) + 1})
    assert migrate({"format": FORMAT, "version": 1}, steps) == {"one": 1, "two": 2}
    assert migrate({"format": FORMAT, "version": 2}, steps) == {"two": 1}
    assert migrate({"format": FORMAT, "version": 3}, steps) == {}


def test_the_json_is_short_enough_to_read_and_says_its_version():
    network = Network(name="Tiny", nodes=(Node(id="a", class_name="Dense", config={"units": 3}),))
    assert json.loads(network.to_json()) == {
        "format": FORMAT,
        "version": 1,
        "name": "Tiny",
        "nodes": [{"id": "a", "class_name": "Dense", "config": {"units": 3}}],
    }

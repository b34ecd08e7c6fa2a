import re

from hypothesis import given
from hypothesis import strategies as st

from builder.network import Network, Node
from builder.network.names import layer_names, valid_name


@given(st.text(max_size=200))
def test_any_text_becomes_a_name_that_keras_takes(text: str):
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,62}", valid_name(text))


def test_a_good_label_stays_as_it_is():
    assert valid_name("conv2d_1_") == "conv2d_1_"


@given(st.lists(st.text(alphabet="aé/_1", max_size=70), max_size=8))
def test_names_are_unique(labels: list[str]):
    nodes = tuple(Node(id=f"n{place}", class_name="Dense", label=label) for place, label in enumerate(labels))
    names = layer_names(Network(nodes=nodes))
    assert len(set(names.values())) == len(labels)


def test_a_sharing_node_bears_the_name_of_the_owner():
    nodes = (
        Node(id="a", class_name="Dense", label="twin"),
        Node(id="b", class_name="Dense", label="other", shares="a"),
    )
    assert layer_names(Network(nodes=nodes)) == {"a": "twin", "b": "twin"}

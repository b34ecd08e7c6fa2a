"""What to_python writes is read back as the same network."""

import pytest
from hypothesis import given, settings

from builder import from_python, models_in, to_python
from builder.conversion.canonical import canonical_form
from builder.network import Network, Recipe
from builder.network.names import layer_names
from builder.panels.examples import examples
from tests.engine.drawing import networks


def bare(network: Network) -> Network:
    """Returns the network's canonical form without what the source does not hold."""
    told = {"recipe": Recipe(), "name": "Untitled network", "description": ""}
    return canonical_form(network).model_copy(update=told)


@pytest.mark.parametrize("name", list(examples()))
def test_an_example_is_read_back_as_it_was(name: str) -> None:
    network = examples()[name]
    assert bare(from_python(to_python(network))) == bare(network)


def with_names_of_keras(network: Network) -> Network:
    """Returns the network with labels that a layer of Keras can bear, as every network has that comes out of Keras."""
    names = layer_names(network)
    labelled = (node.model_copy(update={"label": names[node.id]}) if node.label else node for node in network.nodes)
    return network.model_copy(update={"nodes": tuple(labelled)})


@given(networks())
@settings(max_examples=100, deadline=None)
def test_source_of_any_network_is_read_back_as_that_network(network: Network) -> None:
    network = bare(with_names_of_keras(network))
    assert bare(from_python(to_python(network))) == network


def test_the_only_model_of_our_own_source_is_named_by_its_function() -> None:
    assert list(models_in(to_python(examples()["08_residual_block"]))) == ["build_model"]

"""Random networks through every pair of formats: whichever way one goes, the same network comes back."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import keras
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import Network, check, from_config, from_keras, from_python, read_model, to_keras, to_python
from builder.conversion.canonical import canonical_form
from builder.conversion.keras_file import keras_file
from builder.network import Block
from tests.conversion.random_networks import any_networks
from tests.engine.drawing import draw, input_of

pytestmark = [
    pytest.mark.keras,
    pytest.mark.filterwarnings("ignore:.*does not support masking:UserWarning"),  # so it is, and is the same each way
]

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=400)


def by_file(network: Network) -> Network:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        path.write_bytes(keras_file(network))
        return read_model(path)


WAYS: dict[str, Callable[[Network], Network]] = {
    "json": lambda network: Network.from_json(network.to_json()),
    "python": lambda network: from_python(to_python(network)),
    "keras": lambda network: from_keras(to_keras(network)),
    "config": lambda network: from_config(json.loads(to_keras(network).to_json())),
    "file": by_file,
}


def assert_every_pair_leads_back(drawn: Network, ways: list[str]) -> None:
    network = canonical_form(drawn)
    report = check(network)
    assert report.ok, report.problems
    keras.backend.clear_session()
    for way in ways:
        there = WAYS[way](network)
        assert canonical_form(there) == network, way
        network = canonical_form(there)


@pytest.mark.parametrize("outputs", [("first", "after"), ("second", "after"), ("second", "first")])
@pytest.mark.parametrize("way", sorted(WAYS))
def test_each_call_of_a_block_stays_the_one_it_was(way: str, outputs: tuple[str, ...]) -> None:
    block = draw(
        (input_of(8, name="in"), ("d", "Dense", {"units": 8}), ("s", "Add", {})), *("in>d", "d>s", "in>s"), kind=Block
    )
    layers = (
        input_of(8, name="a"),
        ("first", "Block", {"block": "b"}),
        ("second", "Block", {"block": "b"}),
        ("between", "Dense", {"units": 8}),
        ("after", "Dense", {"units": 2}),
    )
    arrows = ("a>first", "first>between", "between>second", "second>after")
    chosen = tuple({"node": node} for node in outputs)
    network = canonical_form(draw(layers, *arrows, blocks={"b": block}, outputs=chosen))
    assert canonical_form(WAYS[way](network)) == network


@given(any_networks(), st.permutations(sorted(WAYS)))
@FEW
def test_networks_come_back_from_every_format(network: Network, ways: list[str]) -> None:
    assert_every_pair_leads_back(network, ways)


@pytest.mark.full
@given(any_networks(most=25), st.permutations(sorted(WAYS)))
@MANY
def test_many_networks_come_back_from_every_format(network: Network, ways: list[str]) -> None:
    assert_every_pair_leads_back(network, ways)


@given(any_networks(most=20))
@settings(FEW, max_examples=100)
def test_networks_come_back_from_the_source_that_is_written_for_them(network: Network) -> None:
    drawn = canonical_form(network)
    assert from_python(to_python(drawn)) == drawn

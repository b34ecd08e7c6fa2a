"""Laws of generated source over random networks: it is well formatted, clean, and reads back as the same network."""

import pytest
from hypothesis import HealthCheck, given, settings

from builder import from_python, to_keras, to_python
from builder.conversion.canonical import canonical_form
from builder.conversion.to_python.to_python import to_python_with_lines
from tests.conversion.repetitive import repetitive_networks
from tests.conversion.running import formatted, lint

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(repetitive_networks())
@settings(CALM, max_examples=40)
def test_network_with_repeats_reads_back_as_itself(network):
    assert from_python(to_python(network)) == canonical_form(network)


@given(repetitive_networks())
@settings(CALM, max_examples=8)
def test_source_with_repeats_is_formatted_and_clean(network):
    for comments in (False, True):
        source = to_python(network, comments=comments)
        assert formatted(source) == source
        assert lint(source) == ""


@given(repetitive_networks())
@settings(CALM, max_examples=20)
def test_every_node_has_lines_inside_the_models_function(network):
    source = to_python_with_lines(network)
    lines = source.text.splitlines()
    start = lines.index("def build_model() -> keras.Model:") + 1
    assert set(source.lines) == {node.id for node in network.nodes if node.id in source.lines}
    for node in network.nodes:
        first, last = source.lines[node.id]
        assert start < first <= last <= len(lines)


@pytest.mark.keras
@given(repetitive_networks())
@settings(CALM, max_examples=8)
def test_source_with_repeats_builds_the_model_that_keras_gets(network):
    namespace: dict[str, object] = {}
    exec(compile(to_python(network), "generated", "exec"), namespace)  # our own source, of a network of this test
    built, expected = namespace["build_model"](), to_keras(network)
    named = {node.label for node in network.nodes if node.label}
    assert [(type(layer), layer.name in named and layer.name) for layer in built.layers] == [
        (type(layer), layer.name in named and layer.name) for layer in expected.layers
    ]
    assert built.count_params() == expected.count_params()
    assert built.output_shape == expected.output_shape

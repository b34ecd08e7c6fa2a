"""Sources that people broke: whatever was changed in them, reading gives networks and notes, never an exception."""

import re
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from builder import BuilderError, InvalidNetworkError, Network, from_python, models_in
from builder.conversion.imported import Imported, import_source
from builder.conversion.to_python.to_python import to_python_with_lines
from builder.network.unread import is_unread

CORPUS = Path(__file__).parent.parent / "corpus"
WORDS = re.compile(r"\w+|\s+|[^\w\s]")
SOURCES = [WORDS.findall(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.py"))]
VALUES = ["None", "[]", "-1", "'x'", "{}", "(1, 2)", "x", "keras", "layers.Dense", "lambda x: x", "3.5", "slice(1)", ""]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Returns a source in which some words were replaced by values or by other words of it."""
    words = list(draw(st.sampled_from(SOURCES)))
    places = st.integers(min_value=0, max_value=len(words) - 1)
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        words[draw(places)] = draw(st.one_of(st.sampled_from(VALUES), st.sampled_from(words)))
    return "".join(words)


@given(mutated())
@settings(max_examples=300, deadline=None)
def test_reading_a_broken_source_never_fails(source: str) -> None:
    assert isinstance(import_source(source, applications=lambda name, arguments: Network()), Imported)


@given(mutated(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_the_public_functions_give_networks_or_errors_of_ours(source: str, partial: bool) -> None:
    for read in (from_python, models_in):
        try:
            found = read(source, partial=partial)
        except BuilderError:
            continue
        networks = found.values() if isinstance(found, dict) else [found]
        for network in networks:
            assert Network.from_json(network.to_json()) == network
            unread = [node for graph in (network, *network.blocks.values()) for node in graph.nodes if is_unread(node)]
            assert partial or not unread
            with suppress(InvalidNetworkError):
                to_python_with_lines(network, partial=True)


NESTED = """
import keras
from keras import layers
{0} = keras.Sequential([])
{1} = keras.Sequential([{0}, {2}])
{3} = keras.Sequential([{1}, keras.Sequential(), {2}])
whole = keras.Model(keras.Input((3,)), {3}({0}(keras.Input((3,)))))
"""


@given(
    st.lists(st.sampled_from(["a", "b", "c", "layers.Dense(2)", "layers.Dens(2)", "[]"]), min_size=4, max_size=4),
    st.permutations(range(8)),
)
def test_stacks_of_nothing_in_stacks_give_networks_or_errors_of_ours(words: list[str], order: list[int]) -> None:
    lines = NESTED.format(*words).strip().split("\n")
    for text in ("\n".join(lines), "\n".join(lines[place] for place in order if place < len(lines))):
        with suppress(BuilderError):
            network = from_python(text, partial=True)
            with suppress(InvalidNetworkError):
                to_python_with_lines(network, partial=True)

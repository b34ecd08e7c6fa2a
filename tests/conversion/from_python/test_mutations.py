"""Sources that people broke: whatever was changed in them, reading gives networks and notes, never an exception."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from builder import Network
from builder.conversion.imported import Imported, import_source

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

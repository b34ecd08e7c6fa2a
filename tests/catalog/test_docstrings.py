"""Docstrings in the styles that Keras uses, good and sloppy."""

from builder.catalog.docstrings import arguments_of, description_of, prose, summary_of

DOCSTRING = """Long Short-Term Memory layer - Hochreiter 1997.

Based on hardware, see [the
paper](https://example.org/a), this layer
chooses.

**Note:** leave me out.

Args:
    units: Positive integer, dimensionality
        of the output space.
    height, width: Integers.
    mode: One of:
        - `"a"`: first
            and more.
        - `"b"`: second.
    **kwargs: Base arguments.

Call arguments:
    training: Whether to train.

Example:

>>> units: 3
"""


def test_summary_is_the_first_sentence_with_a_full_stop() -> None:
    assert summary_of(DOCSTRING) == "Long Short-Term Memory layer - Hochreiter 1997."
    assert summary_of("Add layer\n\nMore.") == "Add layer."
    assert summary_of(None) == ""


def test_description_ends_at_the_first_section_and_has_no_links_or_notes() -> None:
    assert description_of(DOCSTRING) == "Based on hardware, see the paper, this layer chooses."


def test_each_argument_has_its_text_joined_and_its_bullets_on_lines() -> None:
    assert arguments_of(DOCSTRING) == {
        "units": "Positive integer, dimensionality of the output space.",
        "height": "Integers.",
        "width": "Integers.",
        "mode": 'One of:\n- `"a"`: first and more.\n- `"b"`: second.',
        "kwargs": "Base arguments.",
    }


def test_call_arguments_are_a_section_of_their_own() -> None:
    assert arguments_of(DOCSTRING, section="Call arguments") == {"training": "Whether to train."}


def test_section_that_is_indented_like_the_whole_docstring_ends_at_its_own_depth() -> None:
    text = "Shifts.\n\n    Args:\n        factor: A float.\n    Example:\n\nlayer = x\n"
    assert arguments_of(text) == {"factor": "A float."}


def test_prose_keeps_backticks() -> None:
    assert prose("Use\n`relu`\nhere.") == "Use `relu` here."

"""The text of an index is read without evaluating it, and written as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.catalog.index_text import IndexTextError, index_text, is_index, parse_index

BOUNDS = st.none() | st.integers(-99, 99)
ITEMS = st.integers(-99, 99) | st.none() | st.builds(slice, BOUNDS, BOUNDS, st.none() | st.integers(1, 9))


def test_every_kind_of_item_is_read() -> None:
    assert parse_index("0, -1, 1:3, ::-2, None, ...") == (0, -1, slice(1, 3), slice(None, None, -2), None, Ellipsis)
    assert parse_index("3,") == (3,)


@given(st.lists(ITEMS, min_size=1, max_size=6))
def test_what_is_written_is_read_back(items: list) -> None:
    assert parse_index(index_text(tuple(items))) == tuple(items)


def test_single_item_may_stand_without_its_tuple() -> None:
    assert index_text(slice(None, 3)) == ":3"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "x",
        "0] + y[0",
        "__import__('os')",
        "1.5",
        "True",
        "::0",
        "1:2:3:4",
        "..., ...",
        "0,,1",
        "(1)",
        "9" * 11,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert not is_index(text)
    with pytest.raises(IndexTextError, match=r"\.$"):
        parse_index(text)


@pytest.mark.parametrize("index", [True, 1.0, "0", (), [[0, 1]], {"a": 1}])
def test_what_has_no_text_is_refused(index: object) -> None:
    with pytest.raises(IndexTextError):
        index_text(index)

"""Our lines held against ruff's own formatter."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.conversion.to_python.layout import WIDTH, Joined, call, lay_out, sequence

NAMES = st.text("abc", min_size=1, max_size=24)


def nested(values: st.SearchStrategy) -> st.SearchStrategy:
    items = st.lists(values, max_size=4).map(tuple)
    return st.one_of(
        st.builds(lambda name, arguments: call(f"layers.{name}", *arguments), NAMES, items),
        items.map(sequence),
        st.lists(values, min_size=1, max_size=4).map(lambda found: sequence(tuple(found), brackets="()")),
    )


VALUES = st.recursive(NAMES, nested, max_leaves=12)
ARGUMENTS = st.tuples(st.lists(VALUES, max_size=3), st.lists(VALUES, max_size=3)).map(
    lambda both: (*both[0], *(Joined((f"k{place}=", value)) for place, value in enumerate(both[1])))
)
STATEMENTS = st.builds(
    lambda target, name, arguments, tensors: Joined(
        (f"{target} = ", call(call(f"layers.{name}", *arguments), *tensors))
    ),
    NAMES,
    NAMES,
    ARGUMENTS,
    st.lists(
        st.one_of(NAMES, st.lists(NAMES, min_size=1).map(lambda found: sequence(tuple(found)))), min_size=1, max_size=3
    ),
)


@given(st.lists(STATEMENTS, min_size=20, max_size=40))
@settings(max_examples=15, deadline=None)
def test_statements_are_laid_out_as_ruff_would(statements):
    lines = ["def build():", *(line for statement in statements for line in lay_out(statement, indent=4))]
    source = "\n".join(lines) + "\n"
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", str(WIDTH), "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    assert done.stdout == source


def test_wide_characters_take_two_columns():
    narrow = lay_out(call("f", '"' + "a" * 40 + '"', '"' + "b" * 30 + '"'), indent=4)
    wide = lay_out(call("f", '"' + "字" * 40 + '"', '"' + "b" * 30 + '"'), indent=4)
    assert (len(narrow), len(wide)) == (1, 4)

"""Inputs whose size a source does not say stay, to be filled in; checking says where their size comes from."""

import pytest

from builder import Network, check, from_python
from builder.conversion.imported import import_source
from builder.conversion.to_python.to_python import to_python_with_lines
from builder.data import describe
from builder.data.use import use_as_input
from tests.conversion.from_python.reading import HEADER

SOURCES = {
    "sequential": "model = keras.Sequential([layers.Dense(8, activation='relu'), layers.Dense(3)])",
    "added": "model = keras.Sequential()\nmodel.add(layers.Dense(8))\nmodel.add(layers.Dense(3))",
    "columns": "import pandas as pd\nframe = pd.read_excel('t.xlsx')\n"
    "x = keras.Input((frame.shape[1],))\nmodel = keras.Model(x, layers.Dense(3)(x))",
    "rows": "import pandas as pd\nframe = pd.read_excel('t.xlsx')\n"
    "x = keras.Input(shape=frame.iloc[0].shape, name='table')\nmodel = keras.Model(x, layers.Dense(3)(x))",
}


def read(source: str) -> Network:
    return from_python(HEADER + source)


@pytest.mark.keras
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_input_stays_and_is_the_one_problem(source: str) -> None:
    network = read(source)
    first = network.nodes[0]
    assert (first.class_name, "shape" in first.config) == ("Input", False)
    (problem,) = check(network).problems
    assert (problem.code, problem.node_id, problem.argument) == ("open_input", first.id, "shape")
    assert problem.message == f'What size "{first.title}" takes is not said: it comes from the data.'
    assert "Data page" in problem.hint


@pytest.mark.keras
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_data_that_are_used_as_input_fill_it_in(source: str) -> None:
    network = use_as_input(read(source), describe("iris", {}), {})
    assert check(network).ok
    assert [node.class_name for node in network.nodes].count("Input") == 1


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_its_code_leaves_the_shape_open_and_reads_back_to_it(source: str) -> None:
    network = read(source)
    text = to_python_with_lines(network, partial=True).text
    assert "keras.Input(shape=..." in text
    imported = import_source(text)
    assert [note for note in imported.notes if note.mistake] == []
    assert list(imported.models.values()) == [network]


@pytest.mark.keras
@pytest.mark.parametrize("inner", ["[]", "[layers.Flatten()]", "[keras.Sequential()]"])
def test_a_stack_inside_a_stack_may_say_as_little(inner: str) -> None:
    network = read(f"pre = keras.Sequential({inner})\nwhole = keras.Sequential([pre, layers.Dense(2)])")
    assert [problem.code for problem in check(network).problems if problem.node_id == network.nodes[0].id] == [
        "open_input"
    ]
    assert not check(network).ok

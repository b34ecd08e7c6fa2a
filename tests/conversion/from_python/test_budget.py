"""Sources that would never end, never fit or never unwind are stepped over within their limits."""

import time

import pytest

from builder.conversion.from_python.language.budget import Budget, ExhaustedError
from builder.conversion.imported import import_source
from builder.network.unread import unread_of

MODEL = "\nimport keras\nmodel = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])\n"
STEPPED_OVER = [
    "x = 'a' * 10**9",
    "x = [0] * 10**9",
    "x = 10**10**10",
    "x = 1 << 10**9",
    "x = f'{3:>999999999}'",
    "x = '%999999999d' % 3",
    "x = '{:>999999999}'.format(3)",
    "x = '{0.__class__.__mro__}'.format(3)",
    "for i in range(10**12):\n    pass",
    "def f():\n    return f()\nf()",
    "x = [1]\nx.append(x)\ny = str(x)\nz = x == [x]",
    "t = (1,)\n" + "t = (t, t)\n" * 60 + "d = {t: 1}\ns = str(t)\nb = t == t[0]",
    "x = 'a'.replace('', 'b' * 10000)",
    "x = ().__class__.__bases__[0].__subclasses__()",
    "x = getattr(keras, '__builtins__')",
    "x = [0]\nfor i in x:\n    for j in range(9999):\n        for k in range(9999):\n            i = k",
    "n = 0\nwhile n < 10**9:\n    n += 1",
    "while True:\n    n = 0\n    for i in range(9999):\n        n += i\n    if n < 0:\n        break",
    "x = [[i * j for i in range(9999)] for j in range(9999)]",
    "def train():\n    while True:\n        step = 1\ntrain()",
    "".join(f"for i in range(9999):\n    for j in range(9999):\n        x{n} = i * j\n" for n in range(40)),
]


@pytest.mark.parametrize("source", STEPPED_OVER)
def test_what_is_out_of_bounds_does_not_stand_in_the_way_of_a_model(source: str) -> None:
    start = time.process_time()
    assert list(import_source(source + MODEL).models) == ["model"]
    assert time.process_time() - start < 2


ENDED = [
    "while True:\n    pass",
    "x = 0\nwhile 1:\n    x += 1\nother = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])",
    "while True:\n    keras.layers.Dense(2)",
]


@pytest.mark.parametrize("source", ENDED)
def test_what_does_not_end_is_ended_and_what_came_before_is_kept(source: str) -> None:
    start = time.process_time()
    imported = import_source(MODEL + source)
    assert list(imported.models) == ["model"]
    assert "The rest is left out." in imported.notes[-1].text
    assert time.process_time() - start < 2


FORGOTTEN = """
total = 0
for i in range(10**5):
    total += i
---
values = []
for i in range(9000):
    values.append(i)
    for j in range(20):
        total = j * i
total = len(values)
---
table = {}
for i in range(9000):
    table["a%d" % i] = i
total = len(table)
---
def search():
    step = 0
    while True:
        step += 1
        if step > 10**9:
            return step
total = search()
---
import os
total = 0
for name in os.listdir("."):
    total += 1
"""


@pytest.mark.parametrize("source", FORGOTTEN.split("---\n"))
def test_what_a_loop_works_out_that_is_not_followed_to_its_end_is_not_known(source: str) -> None:
    imported = import_source(source + MODEL.replace("Dense(3)", "Dense(total)"))
    (node,) = (node for node in imported.models["model"].nodes if node.class_name == "source.Dense")
    assert 'its argument "units" is not known' in unread_of(node).reason
    assert 'Dense could not be understood: its argument "units" is not known' in imported.notes[0].text


def test_shapes_of_data_outlive_a_loop_that_is_not_followed_to_its_end() -> None:
    source = """
import numpy as np
weights = np.zeros((8, 3))
images = []
for step in range(10**5):
    weights = weights - 0.1
    images.append(np.zeros((5, 4)))
images = np.array(images)
"""
    built = MODEL.replace("(2,)", "images.shape[1:]").replace("Dense(3)", "Dense(weights.shape[1])")
    imported = import_source(source + built)
    assert imported.notes == ()
    assert [node.config for node in imported.models["model"].nodes] == [{"shape": [5, 4]}, {"units": 3}]


def test_a_long_loop_that_builds_layers_now_and_then_is_followed() -> None:
    source = """
import keras
model = keras.Sequential([keras.Input((2,))])
for i in range(8):
    for j in range(900):
        k = i * j
    model.add(keras.layers.Dense(i + 1))
"""
    imported = import_source(source)
    assert imported.notes == ()
    assert [node.config.get("units") for node in imported.models["model"].nodes[1:]] == list(range(1, 9))


def test_more_layers_than_a_network_holds_are_refused() -> None:
    source = "import keras\nx = keras.Input((2,))\nfor i in range(9000):\n    x = x + 1\nmodel = keras.Model(x, x)"
    imported = import_source(source)
    (rest,) = imported.models.values()
    assert [node.class_name for node in rest.nodes] == ["source.model"]
    # On a slow machine the time is up first.
    assert any(note.text.endswith("The rest is left out.") for note in imported.notes)


def test_each_layer_is_paid_for() -> None:
    budget = Budget(nodes=2)
    budget.spend_node()
    budget.spend_node()
    with pytest.raises(ExhaustedError, match="more layers than a network may have"):
        budget.spend_node()


def test_nesting_without_end_is_told() -> None:
    for source in ("(" * 100_000, "x = " + "-" * 3_000 + "1", "x = " + "1+" * 40_000 + "1"):
        assert import_source(source).notes[0].text

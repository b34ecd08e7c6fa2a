"""Sources that would never end, never fit or never unwind are stepped over within their limits."""

import time

import pytest

from builder.conversion.from_python.budget import Budget, ExhaustedError
from builder.conversion.imported import import_source

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
]


@pytest.mark.parametrize("source", STEPPED_OVER)
def test_what_is_out_of_bounds_does_not_stand_in_the_way_of_a_model(source: str) -> None:
    start = time.process_time()
    assert list(import_source(source + MODEL).models) == ["model"]
    assert time.process_time() - start < 2


ENDED = [
    "while True:\n    pass",
    "x = [0]\nfor i in x:\n    for j in range(9999):\n        for k in range(9999):\n            i = k",
]


@pytest.mark.parametrize("source", ENDED)
def test_what_does_not_end_is_ended_and_what_came_before_is_kept(source: str) -> None:
    start = time.process_time()
    imported = import_source(MODEL + source)
    assert list(imported.models) == ["model"]
    assert "The rest is left out." in imported.notes[-1].text
    assert time.process_time() - start < 2


def test_more_layers_than_a_network_holds_are_refused() -> None:
    source = "import keras\nx = keras.Input((2,))\nfor i in range(9000):\n    x = x + 1\nmodel = keras.Model(x, x)"
    imported = import_source(source)
    assert imported.models == {}
    assert imported.notes[-1].text.endswith("The rest is left out.")  # on a slow machine the time is up first


def test_each_layer_is_paid_for() -> None:
    budget = Budget(nodes=2)
    budget.spend_node()
    budget.spend_node()
    with pytest.raises(ExhaustedError, match="more layers than a network may have"):
        budget.spend_node()


def test_nesting_without_end_is_told() -> None:
    for source in ("(" * 100_000, "x = " + "-" * 3_000 + "1", "x = " + "1+" * 40_000 + "1"):
        assert import_source(source).notes[0].text

"""What nobody knows whether it happens: a network that depends on it says so, whichever way it was walked."""

import textwrap

import pytest

from builder import Network, NotUnderstoodError, from_python, models_in
from builder.network.unread import unread_of
from tests.conversion.from_python.reading import HEADER

UNKNOWN = "import argparse\nargs = argparse.ArgumentParser().parse_args()\n"


def read(source: str) -> Network:
    """Returns the last model, which is refused where it is not asked for as a partial one."""
    text = HEADER + UNKNOWN + textwrap.dedent(source)
    with pytest.raises(NotUnderstoodError):
        from_python(text)
    return from_python(text, partial=True)


def classes(network: Network) -> list[str]:
    return [node.class_name for node in network.nodes]


@pytest.mark.parametrize(
    "branches",
    [
        "if args.big:\n    units = 64\nelse:\n    units = 32",
        "units = 32\nif args.big:\n    units = 64",
        "units = 32\nif not args.big:\n    pass\nelse:\n    units = 64",
        "units = 64 if args.big else 32",
        "match args.size:\n    case 'big':\n        units = 64\n    case _:\n        units = 32",
        "units = 32\nfor _ in args.rounds:\n    units *= 2",
        "units = [u for u in (32, 64) if args.big][0]",
        "units = list(filter(lambda u: args.big, (32, 64)))[0]",
        "settings = {'units': 32}\nif args.big:\n    settings['units'] = 64\nunits = settings['units']",
    ],
)
def test_a_size_that_depends_on_what_is_not_known_is_not_known(branches: str) -> None:
    network = read(f"{branches}\nmodel = keras.Sequential([keras.Input((3,)), layers.Dense(units), layers.Dense(1)])\n")
    assert classes(network) == ["Input", "source.Dense", "Dense"]


@pytest.mark.parametrize(
    "branches",
    [
        "if args.big:\n    units = 32\nelse:\n    units = 32",
        "if args.big:\n    epochs = 3\nelse:\n    epochs = 5\nunits = 32",
        "if args.quiet:\n    print('quiet')\nunits = 32",
        "try:\n    units = 32\nexcept ImportError:\n    units = 64",
    ],
)
def test_what_is_the_same_either_way_is_known(branches: str) -> None:
    source = f"{branches}\nmodel = keras.Sequential([keras.Input((3,)), layers.Dense(units)])\n"
    network = from_python(HEADER + UNKNOWN + source)
    assert [node.config for node in network.nodes] == [{"shape": [3]}, {"units": 32}]


@pytest.mark.parametrize(
    "branch",
    [
        "if args.norm:\n    x = layers.BatchNormalization()(x)",
        "if args.norm:\n    pass\nelse:\n    x = layers.BatchNormalization()(x)",
        "if args.norm:\n    norm = layers.ReLU()\nelse:\n    norm = layers.LayerNormalization()\nx = norm(x)",
        "Norm = layers.BatchNormalization if args.norm else layers.LayerNormalization\nx = Norm()(x)",
        "x = layers.BatchNormalization()(x) if args.norm else x",
        "def block(x):\n    if args.norm:\n        return layers.BatchNormalization()(x)\n    return x\nx = block(x)",
        "for _ in args.rounds:\n    x = layers.Dense(3)(x)",
        "while args.more:\n    x = layers.Dense(3)(x)",
        "tower = []\nfor _ in args.rounds:\n    tower.append(layers.Dense(3))\nfor layer in tower:\n    x = layer(x)",
    ],
)
def test_layers_that_depend_on_what_is_not_known_come_with_an_error(branch: str) -> None:
    network = read(f"i = x = keras.Input((3,))\n{branch}\nmodel = keras.Model(i, layers.Dense(1)(x))\n")
    unread = [node for node in network.nodes if node.class_name.startswith("source.")]
    assert len(unread) == 1
    assert "is not known" in unread_of(unread[0]).reason
    assert network.nodes[-1].class_name == "Dense"


@pytest.mark.parametrize("line", ["if args.deep:", "for _ in args.rounds:", "while args.more:"])
def test_a_stack_that_may_be_higher_says_so(line: str) -> None:
    source = f"""
    model = keras.Sequential([keras.Input((3,))])
    {line}
        model.add(layers.Dense(2))
    model.add(layers.Dense(1))
    """
    found = classes(read(source))
    assert found in (["Input", "Dense", kind, "Dense"] for kind in ("source.condition", "source.loop"))


def test_a_model_of_one_of_two_ways_says_so() -> None:
    source = """
    if args.big:
        model = keras.Sequential([keras.Input((3,)), layers.Dense(64)])
    else:
        model = keras.Sequential([keras.Input((3,)), layers.Dense(8)])
    """
    assert classes(read(source)) == ["Input", "Dense", "source.condition"]


def test_models_that_each_round_of_a_loop_makes_anew_are_as_they_are() -> None:
    source = """
    for train, test in args.folds:
        model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
        model.fit(train, test)
    """
    assert classes(from_python(HEADER + UNKNOWN + textwrap.dedent(source))) == ["Input", "Dense"]


def test_a_stack_whose_making_raises_says_so() -> None:
    source = """
    model = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
    def more(kind):
        if kind != "a":
            raise ValueError(kind)
        return layers.Dense(1)
    model.add(more("b"))
    model.add(layers.Dense(4))
    """
    assert classes(read(source)) == ["Input", "Dense", "source.statement", "Dense"]


def test_models_behind_the_end_of_the_walk_are_told_of() -> None:
    source = """
    first = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
    x = keras.Input((3,))
    for _ in range(9_000):
        x = layers.Dense(3)(x)
    second = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
    """
    text = HEADER + textwrap.dedent(source)
    with pytest.raises(NotUnderstoodError):
        from_python(text)
    found = models_in(text, partial=True)
    assert classes(found["first"]) == ["Input", "Dense"]
    assert classes(list(found.values())[-1]) == ["source.model"]

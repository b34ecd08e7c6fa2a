"""Class weights: what Keras takes is trained, all else is told before."""

from collections.abc import Callable

import pytest

from builder.data import describe
from builder.engine import Report
from builder.network import Edge, Network, Node
from builder.recipe import find_recipe_problems, propose_recipe

Head = tuple[str, int, str]

DIGIT: Head = ("digit", 10, "softmax")
PARITY: Head = ("parity", 1, "sigmoid")


def network(*heads: Head) -> Network:
    nodes = [Node(id="in", class_name="Input", config={"shape": [28, 28, 1]})]
    nodes += [Node(id=name, class_name="Dense", config={"units": n, "activation": how}) for name, n, how in heads]
    edges = tuple(Edge(id=f"to_{name}", source="in", target=name) for name, _, _ in heads)
    return Network(nodes=tuple(nodes), edges=edges)


@pytest.mark.parametrize(
    ("heads", "weights", "said"),
    [
        ((DIGIT,), {0: 2.0, 9: 0.5}, None),
        ((DIGIT,), {10: 2.0}, "There is a weight for class 10, but the classes are 0 to 9."),
        ((DIGIT,), dict.fromkeys(range(10), 0.0), "Every class has the weight 0, so nothing would be learned."),
        ((DIGIT, PARITY), {0: 2.0}, "Keras takes class weights for networks of a single output only."),
    ],
)
def test_class_weights_are_what_keras_takes(
    make_report: Callable[..., Report], heads: tuple[Head, ...], weights: dict[int, float], said: str | None
) -> None:
    info, drawn = describe("digits_two_heads"), network(*heads)
    report = make_report(**{name: (units,) for name, units, _ in heads})
    recipe = propose_recipe(drawn, report, info).model_copy(update={"class_weight": weights})
    found = [one.message for one in find_recipe_problems(drawn, report, recipe, info) if one.code == "class_weight"]
    assert found == ([said] if said else [])


def test_numbers_have_no_classes_to_weigh(
    make_stack: Callable[..., Network], make_report: Callable[..., Report]
) -> None:
    drawn, report = make_stack(("Dense", {"units": 1}), shape=(10,)), make_report(out=(1,))
    info = describe("diabetes")
    recipe = propose_recipe(drawn, report, info).model_copy(update={"class_weight": {0: 2.0}})
    (problem,) = find_recipe_problems(drawn, report, recipe, info)
    assert problem.message == "There are class weights, but what is learned is no class a sample."

"""Build knows the data that were chosen: what does not suit them is told there, and each mend clears it."""

import pytest

from builder import check
from builder.data import describe
from builder.network import DataBinding, Network, Recipe
from builder.network.problems import apply_fix
from builder.network.record import Config
from builder.recipe import complete_recipe, find_recipe_problems
from builder.recipe.advice import with_advice
from tests.engine.drawing import Layer, chain, draw, input_of

pytestmark = pytest.mark.keras


def dense(name: str, units: int, activation: str | None = None) -> Layer:
    return (name, "Dense", {"units": units, **({"activation": activation} if activation else {})})


def learning(network: Network, dataset: str, **options: object) -> Network:
    config: Config = dict(options)  # type: ignore[arg-type]
    return network.model_copy(update={"recipe": Recipe(data=DataBinding(dataset=dataset, options=config))})


def advised(network: Network) -> list[tuple[str | None, str, list[str]]]:
    problems = with_advice(network, check(network)).problems
    return [(one.severity, one.code, [fix.label for fix in one.fixes]) for one in problems]


def problems_on_train(network: Network) -> tuple[str, ...]:
    report, data = check(network), network.recipe.data
    assert data is not None
    info = describe(data.dataset, data.options)
    recipe = complete_recipe(network, report, info)
    found = (*report.problems, *find_recipe_problems(network, report, recipe, info))
    return tuple(problem.message for problem in found)


TOKENS = ("embed", "Embedding", {"input_dim": 20, "output_dim": 4})
MISTAKES = {
    "dense_on_an_image": (
        learning(chain(input_of(28, 28, 1), dense("a", 8, "relu"), dense("b", 10, "softmax")), "digits28"),
        ("target_shape", ['Insert Flatten before "a"', 'Insert GlobalAveragePooling2D before "a"']),
    ),
    "dense_behind_a_convolution": (
        learning(
            chain(
                input_of(28, 28, 1),
                ("conv", "Conv2D", {"filters": 2, "kernel_size": 3}),
                ("drop", "Dropout", {"rate": 0.1}),
                dense("b", 10, "softmax"),
            ),
            "digits28",
        ),
        ("target_shape", ['Insert Flatten before "b"', 'Insert GlobalAveragePooling2D before "b"']),
    ),
    "one_unit_for_ten_classes": (
        learning(chain(input_of(28, 28, 1), ("flat", "Flatten", {}), dense("b", 1, "sigmoid")), "digits28"),
        ("units_and_classes", ["Set units to 10"]),
    ),
    "softmax_on_one_unit": (
        learning(chain(input_of(2), dense("b", 1, "softmax")), "moons"),
        ("activation", ["Set activation to sigmoid"]),
    ),
    "every_step_for_one_answer": (
        learning(
            chain(
                input_of(20, name="x", dtype="int32"),
                TOKENS,
                ("read", "LSTM", {"units": 4, "return_sequences": True}),
                dense("b", 1, "sigmoid"),
            ),
            "token_order",
        ),
        (
            "target_shape",
            [
                'Turn off return_sequences of "read"',
                'Insert Flatten before "b"',
                'Insert GlobalAveragePooling1D before "b"',
            ],
        ),
    ),
    "input_of_another_size": (
        learning(chain(input_of(8, 8, 1), ("flat", "Flatten", {}), dense("b", 10, "softmax")), "digits28"),
        ("data_shape", ["Make it 28×28×1"]),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_on_build_and_each_mend_clears_it_there_and_on_train(name: str) -> None:
    network, (code, labels) = MISTAKES[name]
    assert ("warning", code, labels) in advised(network)
    report = with_advice(network, check(network))
    problem = next(one for one in report.problems if one.code == code)
    for fix in problem.fixes:
        mended = apply_fix(network, fix)
        assert problem.message not in problems_on_train(mended)
        assert code not in [found for _, found, _ in advised(mended)]


def test_missing_input_is_added_in_the_shape_of_the_data() -> None:
    network = learning(draw((("flat", "Flatten", {}), dense("b", 10, "softmax")), "flat>b"), "digits28")
    assert advised(network) == [("error", "missing_input", ['Add an Input for "images", 28×28×1'])]
    (problem,) = with_advice(network, check(network)).problems
    assert problems_on_train(apply_fix(network, problem.fixes[0])) == ()


def test_without_data_and_for_a_network_that_fits_there_is_no_advice() -> None:
    network = chain(input_of(28, 28, 1), ("flat", "Flatten", {}), dense("b", 10, "softmax"))
    assert advised(network) == []
    assert advised(learning(network, "digits28")) == []
    assert [code for _, code, _ in advised(learning(chain(input_of(28, 28, 1)), "digits28"))] == ["unused_input"]

import pytest

from builder.data import describe
from builder.network import DataBinding, Edge, Network, Node, ObjectSpec, Problem, Recipe
from builder.recipe import complete_recipe, find_recipe_problems, propose_recipe

SPARSE = ObjectSpec(class_name="SparseCategoricalCrossentropy")


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.severity, f"{problem.message} {problem.hint}") for problem in problems]


def test_proposed_recipe_has_no_problems(make_digits_network, make_report, digits) -> None:
    network, report = make_digits_network(), make_report(out=(10,))
    assert find_recipe_problems(network, report, propose_recipe(network, report, digits), digits) == ()


def test_too_few_units_name_both_counts_and_offer_the_mend(make_stack, make_report, digits) -> None:
    network = make_stack(("Dense", {"units": 5, "activation": "softmax"}))
    report = make_report(out=(5,))
    problems = find_recipe_problems(network, report, propose_recipe(network, report, digits), digits)
    assert found(problems) == [
        ("units_and_classes", "error", 'Output "out" has 5 units, but "Digits, 8×8" has 10 classes. Set units to 10.')
    ]
    (mend,) = problems[0].fixes
    assert mend.label == "Set units to 10"
    assert mend.edits[0].node.config == {"units": 10, "activation": "softmax"}


def test_more_units_than_classes_are_only_a_warning(make_stack, make_report, digits) -> None:
    network = make_stack(("Dense", {"units": 12, "activation": "softmax"}))
    report = make_report(out=(12,))
    (problem,) = find_recipe_problems(network, report, propose_recipe(network, report, digits), digits)
    assert (problem.code, problem.severity) == ("units_and_classes", "warning")


def test_output_of_another_rank_is_told_in_shapes(make_stack, make_report, digits) -> None:
    network, report = make_stack(("Conv1D", {}), shape=[64]), make_report(out=(6, 10))
    problems = find_recipe_problems(network, report, propose_recipe(network, report, digits), digits)
    assert ("target_shape", "error") in [(problem.code, problem.severity) for problem in problems]
    assert any('Output "out" gives 6×10, but "digit" needs 10.' in problem.message for problem in problems)


def spec(class_name: str, **config: object) -> ObjectSpec:
    return ObjectSpec.model_validate({"class_name": class_name, "config": config})


@pytest.mark.parametrize(
    ("activation", "options", "loss", "code", "severity"),
    [
        ("linear", {}, spec("SparseCategoricalCrossentropy"), "activation", "warning"),
        ("linear", {}, spec("SparseCategoricalCrossentropy", from_logits=True), None, None),
        ("softmax", {}, spec("SparseCategoricalCrossentropy", from_logits=True), "activation", "warning"),
        ("sigmoid", {}, spec("SparseCategoricalCrossentropy"), "activation", "warning"),
        ("softmax", {}, spec("CategoricalCrossentropy"), "loss_form", "error"),
        ("softmax", {}, spec("BinaryCrossentropy"), "loss_form", "error"),
        ("softmax", {"one_hot": True}, spec("SparseCategoricalCrossentropy"), "loss_form", "error"),
        ("softmax", {"one_hot": True}, spec("CategoricalCrossentropy"), None, None),
        ("sigmoid", {"one_hot": True}, spec("BinaryCrossentropy"), None, None),
        ("softmax", {}, spec("Entropy"), "unknown_loss", "error"),
    ],
)
def test_loss_must_go_with_activation_and_target(
    make_stack, make_report, activation, options, loss, code, severity
) -> None:
    network = make_stack(("Dense", {"units": 10, "activation": activation}))
    report, info = make_report(out=(10,)), describe("digits", {"as": "vectors", **options})
    recipe = propose_recipe(network, report, info).model_copy(update={"losses": {"out": loss}})
    problems = find_recipe_problems(network, report, recipe, info)
    assert [(one.code, one.severity, one.node_id) for one in problems] == ([(code, severity, "out")] if code else [])


@pytest.mark.parametrize(
    ("class_name", "severity"), [("CategoricalCrossentropy", "error"), ("BinaryCrossentropy", "warning")]
)
def test_loss_that_is_nan_for_zeros_is_an_error_after_relu(make_stack, make_report, class_name, severity) -> None:
    network = make_stack(("Dense", {"units": 10, "activation": "relu"}))
    report, info = make_report(out=(10,)), describe("digits", {"as": "vectors", "one_hot": True})
    recipe = propose_recipe(network, report, info).model_copy(update={"losses": {"out": spec(class_name)}})
    problems = find_recipe_problems(network, report, recipe, info)
    assert {one.code: one.severity for one in problems} == {
        "one_sided": "warning",
        **({"activation": "error"} if severity == "error" else {}),
    }


def test_softmax_over_one_unit_is_an_error(make_stack, make_report) -> None:
    network = make_stack(("Dense", {"units": 1, "activation": "softmax"}), shape=[2])
    report, info = make_report(out=(1,)), describe("moons")
    problems = find_recipe_problems(network, report, propose_recipe(network, report, info), info)
    assert found(problems) == [
        ("activation", "error", 'Output "out" ends in softmax over a single unit, which is always 1. Use sigmoid.')
    ]


def test_number_behind_a_sigmoid_is_a_warning(make_stack, make_report) -> None:
    network = make_stack(("Dense", {"units": 1, "activation": "sigmoid"}), shape=[10])
    report, info = make_report(out=(1,)), describe("diabetes")
    (problem,) = find_recipe_problems(network, report, propose_recipe(network, report, info), info)
    assert (problem.code, problem.severity) == ("bounded_output", "warning")


@pytest.mark.parametrize(
    ("metric", "code"),
    [
        (spec("CategoricalAccuracy"), "metric_form"),
        (spec("BinaryAccuracy"), "metric_form"),
        (spec("Acuracy"), "unknown_metric"),
        (spec("SparseTopKCategoricalAccuracy", k=3), None),
    ],
)
def test_metric_must_go_with_the_target(make_digits_network, make_report, digits, metric, code) -> None:
    network, report = make_digits_network(), make_report(out=(10,))
    recipe = propose_recipe(network, report, digits).model_copy(update={"metrics": {"out": (metric,)}})
    problems = find_recipe_problems(network, report, recipe, digits)
    assert [one.code for one in problems] == ([code] if code else [])


def test_output_without_a_loss_names_the_one_that_suits(make_digits_network, make_report, digits) -> None:
    network, report = make_digits_network(), make_report(out=(10,))
    recipe = propose_recipe(network, report, digits).model_copy(update={"losses": {}})
    assert found(find_recipe_problems(network, report, recipe, digits)) == [
        ("no_loss", "error", 'Output "out" has no loss. Use SparseCategoricalCrossentropy.')
    ]


def test_without_data_the_sets_that_fit_are_named(make_digits_network, make_report) -> None:
    network, report = make_digits_network(data=None), make_report(out=(10,))
    problems = find_recipe_problems(network, report, Recipe(optimizer=spec("Adam")), None)
    assert [problem.code for problem in problems] == ["no_data"]
    assert '"Digits, 8×8"' in problems[0].hint


def test_empty_data_set_is_told(make_digits_network, make_report, digits) -> None:
    network, report = make_digits_network(), make_report(out=(10,))
    empty = digits.model_copy(update={"samples": 0})
    problems = find_recipe_problems(network, report, propose_recipe(network, report, digits), empty)
    assert [problem.message for problem in problems] == [
        '"Digits, 8×8" holds no samples, so there is nothing to learn from.'
    ]


def test_validation_is_missed_by_callbacks_that_watch_it(make_digits_network, make_report, digits) -> None:
    network, report = make_digits_network(), make_report(out=(10,))
    early = (spec("EarlyStopping"), spec("ReduceLROnPlateau", monitor="loss"))
    recipe = propose_recipe(network, report, digits).model_copy(update={"callbacks": early, "validation_share": 0.0})
    assert found(find_recipe_problems(network, report, recipe, digits)) == [
        (
            "no_validation_data",
            "warning",
            'EarlyStopping watches "val_loss", but no data are kept for validation, so it does nothing. '
            'Set a validation share such as 0.2, or watch "loss".',
        )
    ]


def test_batch_larger_than_the_data_is_a_warning(make_digits_network, make_report, digits) -> None:
    network, report = make_digits_network(), make_report(out=(10,))
    recipe = propose_recipe(network, report, digits).model_copy(update={"batch_size": 2000})
    (problem,) = find_recipe_problems(network, report, recipe, digits)
    assert (problem.code, problem.severity) == ("batch_size", "warning")
    assert problem.message == "The batch size is 2,000, but there are 1,293 samples for training."


def test_broken_network_and_one_without_weights_are_told(make_stack, make_report, digits) -> None:
    network, report = make_stack(("Flatten", {})), make_report()
    broken = type(report)(problems=(Problem(code="x", message="Wrong."),))
    codes = [one.code for one in find_recipe_problems(network, broken, Recipe(optimizer=spec("Adam")), None)]
    assert codes == ["network", "no_data"]
    weightless = type(report)(tensors=report.tensors)
    codes = [one.code for one in find_recipe_problems(network, weightless, Recipe(optimizer=spec("Adam")), None)]
    assert codes == ["nothing_to_train", "no_data"]


def test_two_outputs_each_have_their_own_problems(make_report) -> None:
    network = Network(
        nodes=(
            Node(id="in", class_name="Input", config={"shape": [28, 28, 1]}),
            Node(id="digit", class_name="Dense", config={"units": 10, "activation": "softmax"}),
            Node(id="parity", class_name="Dense", config={"units": 1, "activation": "sigmoid"}),
        ),
        edges=(Edge(id="a", source="in", target="digit"), Edge(id="b", source="in", target="parity")),
    )
    report, info = make_report(digit=(10,), parity=(1,)), describe("digits_two_heads")
    recipe = propose_recipe(network, report, info)
    assert find_recipe_problems(network, report, recipe, info) == ()
    swapped = recipe.model_copy(update={"losses": {"digit": recipe.losses["parity"], "parity": recipe.losses["digit"]}})
    problems = find_recipe_problems(network, report, swapped, info)
    assert {(one.code, one.node_id) for one in problems} >= {("loss_form", "digit"), ("loss_form", "parity")}


def test_completing_keeps_what_was_chosen_and_drops_former_outputs(make_digits_network, make_report, digits) -> None:
    chosen = {
        "optimizer": spec("SGD"),
        "losses": {"out": spec("KLDivergence"), "gone": SPARSE},
        "validation_share": 0.0,
    }
    network, report = make_digits_network(**chosen, epochs=None), make_report(out=(10,))
    recipe = complete_recipe(network, report, digits)
    assert recipe.optimizer == spec("SGD")
    assert recipe.losses == {"out": spec("KLDivergence")}
    assert (recipe.validation_share, recipe.batch_size, recipe.seed, recipe.epochs) == (0.0, 32, 1, 20)
    assert recipe.metrics == {"out": (spec("SparseCategoricalAccuracy"),)}
    bound = {"inputs": {"in": "images"}, "targets": {"out": "digit"}}
    assert recipe.data == DataBinding(dataset="digits", options={"as": "vectors"}, **bound)

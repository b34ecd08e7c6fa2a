"""What is said of trainings that would take more memory than there is for one; Keras is asked what they really keep."""

from itertools import pairwise
from math import prod

import pytest

from builder.catalog import load_catalog
from builder.data import DataSetInfo, describe
from builder.engine import check
from builder.network import DataBinding, Edge, Network, Node, ObjectSpec, Problem, Recipe
from builder.network.problems import apply_fix
from builder.recipe import complete_recipe, find_memory_problems

pytestmark = pytest.mark.keras

GB = 1024**3


@pytest.fixture(autouse=True)
def limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "4 GB")


def memory_problems(network: Network, info: DataSetInfo) -> list[Problem]:
    report = check(network)
    assert report.ok, report.problems
    recipe = complete_recipe(network, report, info)
    return list(find_memory_problems(network, report, recipe, info))


def upsampled(make_stack, times: int, **recipe: object) -> Network:
    data = DataBinding(dataset="digits", options={"as": "images"})
    return make_stack(
        ("UpSampling2D", {"size": [times, times]}),
        ("GlobalAveragePooling2D", {}),
        ("Dense", {"units": 10, "activation": "softmax"}),
        shape=(8, 8, 1),
        recipe=Recipe.model_validate({"data": data, **recipe}),
    )


def test_layer_that_gives_too_much_is_named(make_stack) -> None:
    (problem,) = memory_problems(upsampled(make_stack, 3000, batch_size=32), describe("digits", {"as": "images"}))
    assert problem.severity == "error"
    # 24,000 × 24,000 numbers of 4 bytes are 2.1 GB a sample
    assert (
        "one may take 4.0 GB here. Most of it, 68.7 GB, is for what the layers give for a batch of 32."
        in problem.message
    )
    assert problem.hint == '"layer_1" alone gives 2.1 GB for each sample. A batch of 1 would fit.'


def test_smaller_batch_that_is_offered_fits(make_stack) -> None:
    network, info = upsampled(make_stack, 1000, batch_size=512), describe("digits", {"as": "images"})
    (problem,) = memory_problems(network, info)
    (fix,) = problem.fixes
    mended = apply_fix(network, fix)
    assert mended.recipe.batch_size in (8, 16)
    assert memory_problems(mended, info) == []


def test_ten_billion_steps_are_refused_without_a_batch_that_fits(make_stack, digits) -> None:
    network = make_stack(
        ("RepeatVector", {"n": 10**9}),
        ("GlobalAveragePooling1D", {}),
        ("Dense", {"units": 10, "activation": "softmax"}),
        recipe=Recipe(data=DataBinding(dataset="digits", options={"as": "vectors"})),
    )
    (problem,) = memory_problems(network, digits)
    assert problem.hint == '"layer_1" alone gives 238.4 GB for each sample. Make that smaller.'
    assert problem.fixes == ()


def test_parameters_that_can_be_made_but_not_trained_are_refused(make_stack, digits) -> None:
    network = make_stack(
        ("Dense", {"units": 10_000_000}),
        ("Dense", {"units": 10, "activation": "softmax"}),
        recipe=Recipe(data=DataBinding(dataset="digits", options={"as": "vectors"}), batch_size=1),
    )
    (problem,) = memory_problems(network, digits)
    assert "750,000,010 parameters with the optimizer and the copies that are kept" in problem.message
    assert problem.hint.startswith('"layer_1" has 650,000,000 of them.')


def test_what_an_optimizer_keeps_decides(make_stack, digits) -> None:
    def problems(optimizer: ObjectSpec) -> list[Problem]:
        recipe = Recipe(
            data=DataBinding(dataset="digits", options={"as": "vectors"}), optimizer=optimizer, epochs=1, batch_size=1
        )
        layers = [("Dense", {"units": 1_500_000}), ("Dense", {"units": 10, "activation": "softmax"})]
        return memory_problems(make_stack(*layers, recipe=recipe), digits)

    assert problems(ObjectSpec(class_name="SGD")) == []
    assert problems(ObjectSpec(class_name="SGD", config={"momentum": 0.0})) == []
    assert len(problems(ObjectSpec(class_name="Adam"))) == 1


def test_usual_trainings_fit_into_two_gigabytes(
    make_digits_network, make_stack, digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "2 GB")
    assert memory_problems(make_digits_network(batch_size=512), digits) == []
    mnist = describe("mnist", {})
    layers = [
        ("Conv2D", {"filters": 32, "kernel_size": [3, 3], "activation": "relu"}),
        ("MaxPooling2D", {}),
        ("Conv2D", {"filters": 64, "kernel_size": [3, 3], "activation": "relu"}),
        ("Flatten", {}),
        ("Dense", {"units": 10, "activation": "softmax"}),
    ]
    recipe = Recipe(data=DataBinding(dataset="mnist"), batch_size=128)
    assert memory_problems(make_stack(*layers, shape=(28, 28, 1), recipe=recipe), mnist) == []


@pytest.mark.parametrize("name", load_catalog().optimizers)
def test_slots_are_those_that_keras_makes(name: str) -> None:
    import keras

    entry = load_catalog().optimizers[name]
    configs: list[dict[str, object]] = [{}, {"use_ema": True, "gradient_accumulation_steps": 4}]
    configs += [
        {switch: not entry.arguments_by_name[switch].default}
        for switch in entry.more_slots
        if switch in ("amsgrad", "centered")
    ]
    configs += [{"momentum": 0.9}, {"momentum": 0.0}] if "momentum" in entry.more_slots else []
    for config in configs:
        optimizer = getattr(keras.optimizers, name)(**config)
        weight = keras.Variable(keras.ops.zeros((30, 40)), name="kernel")
        optimizer.build([weight])
        numbers = sum(prod(variable.shape) for variable in optimizer.variables)
        assert entry.slots_under(config) == round(numbers / 1200)


def test_what_flows_in_a_block_counts_for_each_node_of_it() -> None:
    from builder.engine.memory import flow_of
    from builder.network import Block

    block = Block(
        nodes=(
            Node(id="in", class_name="Input", config={"shape": [10]}),
            Node(id="wide", class_name="Dense", config={"units": 500}),
            Node(id="out", class_name="Dense", config={"units": 10}),
        ),
        edges=(Edge(id="a", source="in", target="wide"), Edge(id="b", source="wide", target="out")),
    )
    nodes = [
        Node(id="in", class_name="Input", config={"shape": [10]}),
        *(Node(id=f"n{number}", class_name="Block", block="b") for number in range(3)),
    ]
    edges = tuple(Edge(id=f"e{a.id}", source=a.id, target=b.id) for a, b in pairwise(nodes))
    network = Network(nodes=tuple(nodes), edges=edges, blocks={"b": block})
    report = check(network)
    assert report.ok, report.problems
    assert flow_of(network, report) == (4 * (10 + 3 * 510), 2000, "wide")

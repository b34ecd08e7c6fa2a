"""Every loss and metric on every kind of target and head: trained, or refused beforehand. Real trainings."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from builder.catalog import load_catalog
from builder.catalog.loading import default_config
from builder.catalog.specs import LossEntry
from builder.data import describe
from builder.engine import check
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from builder.recipe import complete_recipe, find_recipe_problems
from tests.stacks import stack

pytestmark = [
    pytest.mark.keras,
    pytest.mark.filterwarnings("ignore:.*produced by a (Sigmoid|Softmax) activation:UserWarning"),
    pytest.mark.filterwarnings("ignore:In loss .*:SyntaxWarning"),
]


class Objective(NamedTuple):
    """A target and a head for it."""

    dataset: str
    options: dict[str, Any]
    shape: tuple[int, ...]
    layers: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def name(self) -> str:
        ends = "-".join(str(config.get("activation", "linear")) for _, config in self.layers[-1:])
        units = self.layers[-1][1].get("units", "image")
        return f"{self.dataset}-{'one_hot' if self.options.get('one_hot') else 'plain'}-{units}-{ends}"

    def network(self, **recipe: Any) -> Network:
        data = DataBinding(dataset=self.dataset, options=self.options)
        settings = {"data": data, "epochs": 1, "batch_size": 20, "seed": 1, **recipe}
        return stack(*self.layers, shape=self.shape, recipe=Recipe.model_validate(settings))


def dense(units: int, activation: str) -> tuple[str, dict[str, Any]]:
    return ("Dense", {"units": units} | ({"activation": activation} if activation != "linear" else {}))


MOONS = {"samples": 40}
TOKENS = ("Embedding", {"input_dim": 10, "output_dim": 4})
ACTIVATIONS = ("linear", "sigmoid", "softmax", "relu")
OBJECTIVES = [
    *(Objective("iris", {}, (4,), (dense(3, name),)) for name in ACTIVATIONS),
    *(Objective("iris", {"one_hot": True}, (4,), (dense(3, name),)) for name in ACTIVATIONS),
    *(Objective("moons", MOONS, (2,), (dense(1, name),)) for name in ("linear", "sigmoid", "relu")),
    *(Objective("moons", MOONS, (2,), (dense(2, name),)) for name in ACTIVATIONS),
    *(Objective("moons", {**MOONS, "one_hot": True}, (2,), (dense(2, name),)) for name in ACTIVATIONS),
    *(Objective("diabetes", {}, (10,), (dense(1, name),)) for name in ("linear", "softplus", "sigmoid")),
    *(
        Objective("sine", {"samples": 60, "horizon": 3}, (32, 1), (("Flatten", {}), dense(3, name)))
        for name in ("linear", "softplus")
    ),
    *(Objective("token_reverse", {"samples": 40}, (6,), (TOKENS, dense(10, name))) for name in ("linear", "softmax")),
    *(
        Objective("token_reverse", {"samples": 40, "one_hot": True}, (6,), (TOKENS, dense(10, name)))
        for name in ("linear", "softmax")
    ),
    *(Objective("digits", {}, (8, 8, 1), (dense(4, "relu"), dense(1, name))) for name in ("linear", "sigmoid")),
]


def specs(family: str, objective: Objective) -> Iterator[ObjectSpec]:
    """Yields every loss or metric, with each of its switches over as well."""
    units = objective.layers[-1][1]["units"]
    entries: dict[str, LossEntry] = getattr(load_catalog(), family)
    for name, entry in entries.items():
        base = default_config(entry)
        if "num_classes" in base:
            base["num_classes"] = max(units, 2)
        yield ObjectSpec(class_name=name, config=base)
        for spec in entry.arguments:
            if spec.name.startswith(("from_", "sparse_")):
                yield ObjectSpec(class_name=name, config={**base, spec.name: not spec.default})
            elif spec.name in ("threshold", "thresholds"):
                yield ObjectSpec(class_name=name, config={**base, spec.name: 0.5})


def problems_with(objective: Objective, **recipe: Any) -> list[Any]:
    network = objective.network(**recipe)
    report = check(network)
    info = describe(objective.dataset, objective.options)
    full = complete_recipe(network, report, info)
    return [one for one in find_recipe_problems(network, report, full, info) if one.severity == "error"]


def accepted(family: str, objective: Objective) -> list[ObjectSpec]:
    found = []
    for spec in specs(family, objective):
        given = {"out": spec} if family == "losses" else {"out": [spec]}
        if not problems_with(objective, **{family: given}):
            found.append(spec)
    return found


def trained(objective: Objective, recorder: Any, folder: Any, **recipe: Any) -> str:
    from builder.training.worker.training import train

    outcome = train(objective.network(**recipe), listener=recorder, folder=folder)
    return "" if outcome.status == "finished" else outcome.message


@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda one: one.name)
def test_something_is_accepted_and_proposed_without_a_complaint(objective: Objective) -> None:
    assert accepted("losses", objective)
    assert accepted("metrics", objective)
    assert problems_with(objective) == []


SAMPLED = OBJECTIVES[2::5]


def once_each(found: list[ObjectSpec]) -> list[ObjectSpec]:
    """Returns the metrics that one model can bear together: Keras wants their names to differ."""
    first: dict[str, ObjectSpec] = {}
    for spec in found:
        first.setdefault(spec.class_name, spec)
    return list(first.values())


@pytest.mark.parametrize("objective", SAMPLED, ids=lambda one: one.name)
def test_accepted_metrics_are_measured(objective: Objective, recorder, folder) -> None:
    assert trained(objective, recorder, folder, metrics={"out": once_each(accepted("metrics", objective))}) == ""


@pytest.mark.parametrize("objective", SAMPLED, ids=lambda one: one.name)
def test_accepted_loss_trains(objective: Objective, recorder, folder) -> None:
    found = accepted("losses", objective)
    spec = found[len(objective.name) % len(found)]
    assert trained(objective, recorder, folder, losses={"out": spec}) == "", spec


@pytest.mark.full
@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda one: one.name)
def test_every_accepted_loss_and_metric_trains(objective: Objective, recorder, folder) -> None:
    failed = {}
    for loss in accepted("losses", objective):
        if message := trained(objective, recorder, folder, losses={"out": loss}):
            failed[loss.class_name] = message
    rounds: list[list[ObjectSpec]] = []
    left = accepted("metrics", objective)
    while left:
        rounds.append(once_each(left))
        left = [spec for spec in left if not any(spec is one for one in rounds[-1])]
    for metrics in rounds:
        if message := trained(objective, recorder, folder, metrics={"out": metrics}):
            failed[", ".join(one.class_name for one in metrics)] = message
    assert failed == {}

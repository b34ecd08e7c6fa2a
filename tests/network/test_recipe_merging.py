"""Two who change one recipe at once: what does not collide is merged, what does is told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.network import DataBinding, Network, Node, ObjectSpec, PutNode, Recipe
from builder.network.recipe_merging import merge_change, merge_recipes

ADAM = ObjectSpec(class_name="Adam", config={"learning_rate": 0.001})
EARLY = ObjectSpec(class_name="EarlyStopping", config={"patience": 5, "monitor": "val_loss"})
ACCURACY = ObjectSpec(class_name="SparseCategoricalAccuracy")
LOSS = ObjectSpec(class_name="SparseCategoricalCrossentropy", config={"from_logits": True})
RECIPE = Recipe(
    data=DataBinding(dataset="iris", options={"scaling": "none"}, targets={"out": "species"}),
    adapted=("norm",),
    losses={"out": LOSS},
    loss_weights={"out": 2.0},
    metrics={"out": (ACCURACY,)},
    class_weight={0: 2.0},
    optimizer=ADAM,
    callbacks=(EARLY,),
    epochs=10,
    batch_size=32,
    validation_share=0.2,
    seed=1,
)
NETWORK = Network(nodes=(Node(id="out", class_name="Dense", label="kind"),), recipe=RECIPE)


def spec(before: ObjectSpec, **config: Any) -> ObjectSpec:
    return before.model_copy(update={"config": before.config | config})


def data(part: str, **values: Any) -> DataBinding:
    assert RECIPE.data is not None
    return RECIPE.data.model_copy(update={part: getattr(RECIPE.data, part) | values})


SETTINGS: dict[str, dict[str, Any]] = {
    "what is learned": {"data": data("targets", out="flower")},
    "an option of the data": {"data": data("options", scaling="standard")},
    "what is adapted": {"adapted": ("norm", "other")},
    "an argument of the loss": {"losses": {"out": spec(LOSS, from_logits=False)}},
    "a weight of the loss": {"loss_weights": {"out": 3.0}},
    "one more metric": {"metrics": {"out": (ACCURACY, ObjectSpec(class_name="MeanAbsoluteError"))}},
    "the weight of a class": {"class_weight": {0: 2.0, 1: 5.0}},
    "the rate": {"optimizer": spec(ADAM, learning_rate=0.1)},
    "another argument of the optimizer": {"optimizer": spec(ADAM, beta_1=0.8)},
    "the patience": {"callbacks": (spec(EARLY, patience=9),)},
    "one more callback": {"callbacks": (EARLY, ObjectSpec(class_name="TerminateOnNaN"))},
    "epochs": {"epochs": 77},
    "batch size": {"batch_size": 64},
    "the share": {"validation_share": 0.1},
    "the seed": {"seed": 9},
}
"""One change each that has nothing to do with any other."""


def merged(first: Recipe, second: Recipe) -> tuple[Recipe, tuple[str, ...]]:
    """Returns what two tabs that saw RECIPE come to, the second one last."""
    return merge_recipes(RECIPE, second, NETWORK.model_copy(update={"recipe": first}))


def changed(names: list[str]) -> Recipe:
    recipe = RECIPE
    for name in names:
        now = RECIPE.model_copy(update=SETTINGS[name])
        recipe, collisions = merge_recipes(RECIPE, now, NETWORK.model_copy(update={"recipe": recipe}))
        assert collisions == ()
    return recipe


@given(st.permutations(sorted(SETTINGS)), st.integers(0, len(SETTINGS)))
def test_changes_of_different_settings_are_all_kept_in_either_order(names: list[str], cut: int):
    ours, theirs = changed(names[:cut]), changed(names[cut:])
    both, told = merged(ours, theirs)
    assert told == ()
    assert both == merged(theirs, ours)[0]
    for name in names:
        alone = RECIPE.model_copy(update=SETTINGS[name])
        assert merge_recipes(RECIPE, alone, NETWORK.model_copy(update={"recipe": both})) == (both, ())


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ({"epochs": 5}, {"epochs": 7}, "the epochs at once: 7 stands, 5 is gone."),
        (
            {"optimizer": spec(ADAM, learning_rate=0.1)},
            {"optimizer": spec(ADAM, learning_rate=0.2)},
            "learning_rate of the optimizer at once: 0.2 stands, 0.1 is gone.",
        ),
        (
            {"optimizer": spec(ADAM, learning_rate=0.1)},
            {"optimizer": ObjectSpec(class_name="SGD")},
            'the optimizer at once: "SGD" stands, "Adam" is gone.',
        ),
        (
            {"losses": {"out": spec(LOSS, x=1)}},
            {"losses": {"out": spec(LOSS, x=2)}},
            'x of the loss for "kind" at once',
        ),
        ({"callbacks": ()}, {"callbacks": (spec(EARLY, patience=9),)}, "the callback EarlyStopping at once"),
        (
            {"metrics": {"out": ()}},
            {"metrics": {"out": (spec(ACCURACY, x=1),)}},
            'SparseCategoricalAccuracy for "kind"',
        ),
        ({"data": data("targets", out="a")}, {"data": data("targets", out="b")}, 'what "kind" learns at once: "b"'),
        (
            {"data": data("options", scaling="a")},
            {"data": DataBinding(dataset="wine")},
            'the data at once: "wine" stands',
        ),
        ({"class_weight": {0: 3.0}}, {"class_weight": {}}, "the weight of class 0 at once: the default stands, 3.0"),
    ],
)
def test_the_later_change_of_a_setting_stands_and_is_told(first: dict[str, Any], second: dict[str, Any], sentence: str):
    later = RECIPE.model_copy(update=second)
    both, (told,) = merged(RECIPE.model_copy(update=first), later)
    assert both == later
    assert told.startswith("Two tabs changed ") and sentence in told


def test_what_was_only_proposed_collides_with_nothing():
    document = Recipe(data=DataBinding(dataset="iris"))
    mended = RECIPE.model_copy(update={"batch_size": 8, "losses": {"out": spec(LOSS, from_logits=False)}})
    both, told = merge_recipes(RECIPE, mended, NETWORK.model_copy(update={"recipe": document}))
    assert (both.batch_size, both.losses, both.epochs, told) == (8, mended.losses, None, ())


def test_that_no_metric_is_chosen_is_kept():
    both, told = merged(changed(["epochs"]), RECIPE.model_copy(update={"metrics": {"out": ()}}))
    assert (both.metrics, both.epochs, told) == ({"out": ()}, 77, ())


def test_a_change_of_a_network_and_its_recipe_is_merged_as_one():
    node = NETWORK.nodes[0]
    now = NETWORK.model_copy(
        update={"nodes": (node.model_copy(update={"label": "sort"}),), "recipe": changed(["epochs"])}
    )
    wider = PutNode(node=node.model_copy(update={"config": {"units": 3}}))
    merge = merge_change(now, NETWORK, edits=[wider], recipe=changed(["the seed"]))
    after = merge.made_in(now)
    assert (after.nodes[0].label, after.nodes[0].config, merge.collisions) == ("sort", {"units": 3}, ())
    assert after.recipe == changed(["epochs", "the seed"])

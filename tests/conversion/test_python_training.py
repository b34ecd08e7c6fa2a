"""Complete scripts: what is in them, how they look, and that they run."""

import ast

import pytest

from builder.conversion.errors import IncompleteRecipeError
from builder.conversion.to_python.to_python import to_python
from builder.data import data_sets
from builder.network import ObjectSpec
from builder.panels.examples import examples
from tests.conversion.running import formatted, lint, run
from tests.conversion.trainable import learner

BUNDLED = ["digits", "wine", "moons", "digits_two_heads", "digit_pairs", "sine", "token_order", "token_reverse"]


@pytest.mark.parametrize("dataset", sorted(data_sets()))
def test_script_for_every_data_set_is_formatted_and_clean(dataset):
    options = {option.name for option in data_sets()[dataset].options}
    variants = [{}, *({"scaling": kind} for kind in ("unit", "standard") if "scaling" in options)]
    variants += [{"one_hot": True}] if "one_hot" in options else []
    for variant in variants:
        source = to_python(learner(dataset, **variant), parts="training", comments=True)
        assert formatted(source) == source
        assert lint(source) == ""


@pytest.mark.parametrize("name", sorted(examples()))
def test_script_of_every_example_is_formatted_and_clean(name):
    source = to_python(examples()[name], parts="training")
    assert formatted(source) == source
    assert lint(source) == ""


def test_recipe_is_written_as_people_write_it():
    source = to_python(learner("digits_two_heads"), parts="training")
    assert (
        "model.compile(\n"
        "    optimizer=keras.optimizers.SGD(learning_rate=0.05, momentum=0.5),\n"
        "    loss=[\n"
        "        keras.losses.SparseCategoricalCrossentropy(from_logits=True),\n"
        '        "mean_squared_error",\n'
        "    ],\n"
        "    loss_weights=[1 / 2, 1 / 2],\n"
        '    metrics=[[], ["mean_absolute_error"]],\n'
        ")\n"
    ) in source
    assert "    callbacks=[keras.callbacks.TerminateOnNaN()],\n" in source
    assert source.startswith("import keras\nimport numpy as np\nfrom keras import layers\n")


METRICS = (
    ("SparseCategoricalAccuracy", {"name": "accuracy"}, '"accuracy"'),
    ("SparseCategoricalAccuracy", {"name": "hits"}, 'keras.metrics.SparseCategoricalAccuracy(name="hits")'),
    ("CategoricalAccuracy", {"name": "acc"}, 'keras.metrics.CategoricalAccuracy(name="acc")'),
    ("MeanAbsoluteError", {"name": "mae"}, '"mae"'),
    ("MeanAbsoluteError", {}, '"mean_absolute_error"'),
    ("MeanAbsoluteError", {"name": "mae"}, 'keras.metrics.MeanAbsoluteError(name="mae_1")'),
    ("AUC", {}, '"auc"'),
    ("AUC", {"curve": "PR"}, 'keras.metrics.AUC(curve="PR", name="auc_1")'),
    ("SparseTopKCategoricalAccuracy", {"k": 3}, "keras.metrics.SparseTopKCategoricalAccuracy(k=3)"),
    ("LogCoshError", {}, "keras.metrics.LogCoshError()"),
)


def test_metrics_are_written_so_that_keras_logs_them_by_their_names():
    network = learner("digits")
    (out,) = network.recipe.losses
    specs = tuple(ObjectSpec(class_name=name, config=config) for name, config, _ in METRICS)
    recipe = network.recipe.model_copy(update={"metrics": {out: specs}})
    source = to_python(network.model_copy(update={"recipe": recipe}), parts="training")
    compiled = next(
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "model.compile"
    )
    (metrics,) = (word.value for word in compiled.keywords if word.arg == "metrics")
    assert isinstance(metrics, ast.List)
    assert [ast.unparse(item).replace("'", '"') for item in metrics.elts] == [text for _, _, text in METRICS]


def test_model_alone_says_nothing_of_training():
    network = learner("wine")
    assert "fit" not in to_python(network)
    assert to_python(network, parts="training").count(to_python(network).partition("\n\n\n")[2]) == 1


def test_training_without_data_or_loss_is_refused():
    network = learner("wine")
    for change in ({"data": None}, {"losses": {}}):
        incomplete = network.model_copy(update={"recipe": network.recipe.model_copy(update=change)})
        with pytest.raises(IncompleteRecipeError):
            to_python(incomplete, parts="training")
        ast.parse(to_python(incomplete))


@pytest.mark.keras
@pytest.mark.slow
@pytest.mark.parametrize("dataset", BUNDLED)
def test_script_runs_as_it_is(dataset, tmp_path):
    done = run(to_python(learner(dataset), parts="training"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert "loss: " in done.stdout
    assert (tmp_path / "model.keras").is_file()

"""Training on: a run begins with the weights that its project keeps, as far as they fit."""

import json

import numpy as np
import pytest

from builder.training.initial_weights import (
    KEPT,
    beginnings,
    forget_initial_weights,
    initial_index,
    keep_initial_weights,
)

pytestmark = pytest.mark.keras


@pytest.fixture
def trained(make_digits_network):
    """A small network and weights for it that no fresh start would draw."""
    from builder.conversion.to_keras import to_keras
    from builder.conversion.weights.layers import archive_of

    network = make_digits_network(
        epochs=1, optimizer={"class_name": "SGD", "config": {"learning_rate": 0.0}}, validation_share=0.0
    )
    model = to_keras(network)
    model.set_weights([np.full(w.shape, 0.25, dtype="float32") for w in model.get_weights()])
    return network, archive_of(model, network)


def test_a_run_begins_with_what_its_project_keeps(trained, recorder, store) -> None:
    from builder.conversion.read_model.read_model import read_keras_file
    from builder.conversion.weights.weights import weights_of_file
    from builder.training.worker.initial_weights import initial_weights
    from builder.training.worker.training import train

    network, archive = trained
    head = network.nodes[-1].model_copy(update={"config": {"units": 12, "activation": "softmax"}})
    project = store.create_project(network.model_copy(update={"nodes": (*network.nodes[:-1], head)}))
    keep_initial_weights(store, project.id, archive.to_bytes(), archive.index_text)
    run = store.create_run(project.id, project.network, "click")

    folder = store.artifacts(run.id)
    train(project.network, listener=recorder, folder=folder, start=initial_weights(store, run.id))

    assert [tuple(row) for row in beginnings(folder)] == [
        ("layer_1", True, ""),
        ("out", False, "its weights are 16×12 where they were 16×10"),
    ]
    content = folder.read("model.keras")
    after = weights_of_file(content, read_keras_file(content))
    body, changed = (layer.arrays["vars/0"] for layer in after.layers.values())
    assert np.array_equal(body, np.full((64, 16), 0.25, dtype="float32"))
    assert changed.shape == (16, 12) and len(np.unique(changed)) > 1


def test_a_frozen_layer_keeps_its_weights_while_the_others_learn(trained, recorder, folder) -> None:
    from builder.conversion.read_model.read_model import read_keras_file
    from builder.conversion.weights.weights import weights_of_file
    from builder.network import ObjectSpec
    from builder.training.worker.training import train

    network, archive = trained
    frozen = network.nodes[1].model_copy(update={"config": network.nodes[1].config | {"trainable": False}})
    recipe = network.recipe.model_copy(update={"optimizer": ObjectSpec(class_name="SGD")})
    edited = network.model_copy(update={"nodes": (network.nodes[0], frozen, network.nodes[2]), "recipe": recipe})

    outcome = train(edited, listener=recorder, folder=folder, start=archive)

    assert outcome.status == "finished"
    assert all(kept for _, kept, _ in json.loads(folder.read(KEPT)))
    content = folder.read("model.keras")
    after = weights_of_file(content, read_keras_file(content))
    body, head = (layer.arrays["vars/0"] for layer in after.layers.values())
    assert np.array_equal(body, np.full((64, 16), 0.25, dtype="float32"))
    assert not np.array_equal(head, np.full((16, 10), 0.25, dtype="float32"))


def test_forgotten_weights_and_those_of_a_deleted_project_are_gone(trained, store) -> None:
    network, archive = trained
    project = store.create_project(network)
    keep_initial_weights(store, project.id, archive.to_bytes(), archive.index_text)
    assert initial_index(store, project.id) == archive.index
    forget_initial_weights(store, project.id)
    assert initial_index(store, project.id) == {}
    keep_initial_weights(store, project.id, archive.to_bytes(), archive.index_text)
    store.delete_project(project.id)
    assert store.project_artifacts(project.id).names() == ()

"""Home opens files that hold models; Train says which layers keep a file's weights."""

import json
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from builder.conversion.exports.queue import ExportJob
from builder.network import DataBinding
from builder.panels.export_weights import kept_weights
from builder.training.initial_weights import forget_initial_weights, initial_index
from builder.workspace.services import services
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.keras

TWO_MODELS = """
import keras

small = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
large = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8), keras.layers.Dense(2)])
"""


def choose(page: AppTest, name: str, content: bytes) -> None:
    page.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    assert not page.exception


@pytest.fixture(scope="session")
def keras_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    import keras

    layers = keras.layers
    model = keras.Sequential(
        [keras.Input((64,)), layers.Dense(16, activation="relu", name="body"), layers.Dense(10, name="head")]
    )
    path = tmp_path_factory.mktemp("models") / "reader.keras"
    model.save(path)
    return path.read_bytes()


def test_a_keras_file_opens_as_a_project_with_its_weights(open_page: OpenPage, keras_file: bytes) -> None:
    page = open_page("home")
    choose(page, "reader.keras", keras_file)
    project = services().store.load_project(page.session_state["project"])
    assert project.name == "reader"
    assert [node.title for node in project.network.nodes] == ["input_1", "body", "head"]
    index = initial_index(services().store, project.id)
    assert {node: like.parameters for (_, node), like in index.items()} == {"body": 64 * 16 + 16, "head": 16 * 10 + 10}


def test_train_says_which_layers_keep_their_weights_and_forgets_them_when_asked(
    open_page: OpenPage, keras_file: bytes
) -> None:
    home = open_page("home")
    choose(home, "reader.keras", keras_file)
    project_id = home.session_state["project"]
    store = services().store
    workspace = services().workspaces.open(project_id)
    head = workspace.network.nodes[-1]
    changed = head.model_copy(update={"config": {"units": 3}})
    workspace.update(lambda network: network.model_copy(update={"nodes": (*network.nodes[:-1], changed)}))

    home.switch_page("../../pages/train.py").run()

    assert not home.exception
    labels = [box.label for box in home.expander]
    assert "Kept weights: 1 of 2 layers keep theirs" in labels
    said = " ".join(text.value for text in home.markdown)
    assert "head begins fresh: its weights are 16×3 where they were 16×10" in said
    next(button for button in home.button if button.label == "Forget the kept weights").click().run()
    assert not home.exception
    assert initial_index(store, project_id) == {}
    assert not [box for box in home.expander if box.label.startswith("Kept")]


def test_code_that_trains_says_that_it_begins_without_the_kept_weights(open_page: OpenPage, keras_file: bytes) -> None:
    home = open_page("home")
    choose(home, "reader.keras", keras_file)
    workspace = services().workspaces.open(home.session_state["project"])
    data = DataBinding(dataset="digits", options={"as": "vectors"})
    recipe = workspace.network.recipe.model_copy(update={"data": data})
    workspace.update(lambda network: network.model_copy(update={"recipe": recipe}))

    page = home.switch_page("../../pages/export.py").run()
    assert not page.exception
    assert "kept weights" not in page.code[0].value
    next(toggle for toggle in page.toggle if toggle.label == "Data and training").set_value(True).run()

    assert "# In Layerloom 2 layers begin with kept weights; here every layer begins fresh." in page.code[0].value
    forget_initial_weights(services().store, workspace.project_id)
    page.run()
    assert "model.fit" in page.code[0].value
    assert "kept weights" not in page.code[0].value


def test_of_several_models_in_a_source_the_person_chooses(open_page: OpenPage) -> None:
    page = open_page("home")
    choose(page, "models.py", TWO_MODELS.encode())
    box = next(box for box in page.selectbox if box.label == "Model")
    assert box.options == ["small · 2 layers", "large · 3 layers"]
    box.set_value("small").run()
    next(button for button in page.button if button.label == "Open it").click().run()
    assert not page.exception
    project = services().store.load_project(page.session_state["project"])
    assert [node.class_name for node in project.network.nodes] == ["Input", "Dense"]


def test_what_was_assumed_is_told_before_a_file_opens(open_page: OpenPage) -> None:
    config = {
        "class_name": "Sequential",
        "config": {
            "name": "m",
            "layers": [
                {"class_name": "InputLayer", "config": {"batch_shape": [32, 4], "name": "x"}},
                {"class_name": "Dense", "config": {"name": "d", "units": 2}},
            ],
        },
    }
    page = open_page("home")
    choose(page, "old.json", json.dumps(config).encode())
    assert "project" not in page.session_state
    assert any("fixed batch of 32" in text.value for text in page.markdown)
    next(button for button in page.button if button.label == "Open it").click().run()
    assert services().store.load_project(page.session_state["project"]).name == "m"


def test_what_cannot_be_opened_is_told_in_a_sentence(open_page: OpenPage) -> None:
    page = open_page("home")
    choose(page, "model.h5", b"")
    assert "cannot be read safely" in page.error[0].value
    lambdas = {
        "class_name": "Sequential",
        "config": {"layers": [{"class_name": "Lambda", "config": {"name": "f", "batch_input_shape": [None, 1]}}]},
    }
    choose(page, "model.json", json.dumps(lambdas).encode())
    assert "is a Lambda layer" in page.error[0].value
    assert "project" not in page.session_state


def test_what_a_run_learned_can_be_trained_on(open_page: OpenPage, keras_file: bytes) -> None:
    home = open_page("home")
    choose(home, "reader.keras", keras_file)
    project_id = home.session_state["project"]
    store = services().store
    forget_initial_weights(store, project_id)
    run = store.create_run(project_id, store.load_project(project_id).network, "click")
    store.finish_run(run.id, "finished", "Finished.", results={})
    store.artifacts(run.id).write("model.keras", keras_file)

    page = home.switch_page("../../pages/train.py").run()
    next(button for button in page.button if button.label == "Train on from these weights").click().run()

    assert not page.exception
    assert set(initial_index(store, project_id)) == {("", "body"), ("", "head")}
    assert "Kept weights: 2 of 2 layers keep theirs" in [box.label for box in page.expander]


def test_an_export_takes_the_weights_of_the_file_along(open_page: OpenPage, keras_file: bytes, tmp_path: Path) -> None:
    import keras

    home = open_page("home")
    choose(home, "reader.keras", keras_file)
    network = services().workspaces.open(home.session_state["project"]).network
    [kept] = kept_weights(home.session_state["project"])
    job = ExportJob(network, "keras", weights=kept.key, fetch=kept.fetch, weights_ending=kept.ending)
    exports = services().exports
    exports.ask(job)
    deadline = time.monotonic() + 150
    while (state := exports.state(job.key)) is not None and state.is_active:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert state is not None and state.path is not None, state
    (tmp_path / "opened.keras").write_bytes(keras_file)
    opened, exported = keras.saving.load_model(tmp_path / "opened.keras"), keras.saving.load_model(state.path)
    for ours, theirs in zip(exported.weights, opened.weights, strict=True):
        assert (ours.numpy() == theirs.numpy()).all()

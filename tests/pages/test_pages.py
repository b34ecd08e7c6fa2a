import json
import os

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from builder.data import data_sets
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from builder.panels.curves import Curves
from builder.panels.examples import examples
from builder.panels.frame import plain
from builder.store import MetricPoint, Progress, Resumption
from builder.training import stop_run
from builder.training.processes import host_name, process_started
from builder.workspace.services import services
from tests.pages.conftest import OpenPage
from tests.stacks import stack

pytestmark = pytest.mark.keras


def test_home_offers_a_blank_canvas_and_every_example(open_page: OpenPage):
    page = open_page("home")
    assert not page.exception
    labels = [button.label for button in page.button]
    assert "Blank canvas" in labels
    named = {
        f"{verb}{plain(network.name)}]" for network in examples().values() for verb in ("Look :gray[at ", "Open :gray[")
    }
    assert named <= set(labels)
    assert all(labels.count(name) == 1 for name in named)


@pytest.mark.parametrize("name", ["build", "train", "export"])
def test_a_page_without_a_project_says_where_to_begin(open_page: OpenPage, name: str):
    page = open_page(name)
    assert not page.exception
    assert "No project is open" in page.info[0].value


def test_build_hands_the_canvas_its_document_and_the_catalogue(open_page: OpenPage):
    page = open_page("build", examples()["03_small_convnet"])
    assert not page.exception
    (canvas,) = page.get("bidi_component")
    reply = json.loads(canvas.proto.json)
    assert [node["id"] for node in reply["document"]["nodes"]][:3] == ["images", "conv", "pool"]
    assert "Dense" in reply["catalog"]["layers"]


@pytest.mark.parametrize("name", [name for name, info in data_sets().items() if info.offline])
def test_data_shows_samples_and_facts_of_every_set_that_comes_along(open_page: OpenPage, name: str):
    info = data_sets()[name]
    page = open_page("data")
    page.radio[0].set_value(name).run()
    assert not page.exception
    assert not page.error
    assert info.title in [heading.value for heading in page.subheader]
    assert plain(info.licence) in page.table[0].value["value"].to_list()


def test_data_says_that_mnist_needs_the_internet_once(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KERAS_HOME", "/nonexistent")
    page = open_page("data")
    page.radio[0].set_value("mnist").run()
    assert not page.exception
    assert "is downloaded once" in page.info[0].value


def test_use_as_input_gives_a_new_project_an_input_of_the_right_shape(open_page: OpenPage):
    page = open_page("data")
    page.radio[0].set_value("iris").run()
    next(button for button in page.button if button.label == "Use as input").click().run()
    assert not page.exception
    project = services().store.load_project(page.session_state["project"])
    (node,) = project.network.nodes
    assert (node.class_name, node.config) == ("Input", {"shape": [4]})
    assert project.network.recipe.data == DataBinding(dataset="iris", inputs={"measurements": "measurements"})


def test_train_fills_the_form_from_the_recipe_and_keeps_what_is_changed(open_page: OpenPage):
    page = open_page("train", examples()["06_two_heads"])
    assert not page.exception
    chosen = {box.label: box.value for box in page.selectbox}
    assert chosen["Loss for “digit”"] == "SparseCategoricalCrossentropy"
    assert chosen["Loss for “parity”"] == "BinaryCrossentropy"
    assert not button(page, "Train").disabled
    next(field for field in page.number_input if field.label == "Epochs").set_value(2).run()
    project = services().store.load_project(page.session_state["project"])
    assert project.network.recipe.epochs == 2


def test_train_adds_callbacks_and_watches_what_the_training_reports(open_page: OpenPage):
    page = open_page("train", examples()["03_small_convnet"])
    next(field for field in page.multiselect if field.label == "Callbacks").set_value(["EarlyStopping"]).run()
    assert not page.exception
    project = page.session_state["project"]
    (early,) = services().store.load_project(project).network.recipe.callbacks
    assert early == ObjectSpec(class_name="EarlyStopping", config={"patience": 5, "restore_best_weights": True})
    monitor = next(box for box in page.selectbox if box.label == "monitor")
    accuracy = "sparse_categorical_accuracy"
    assert monitor.options == ["val_loss", f"val_{accuracy}", "loss", accuracy]
    monitor.set_value(f"val_{accuracy}").run()
    (early,) = services().store.load_project(project).network.recipe.callbacks
    assert early.config["monitor"] == f"val_{accuracy}"
    assert not button(page, "Train").disabled


def test_train_offers_the_right_name_for_what_is_never_logged(open_page: OpenPage):
    network = examples()["06_two_heads"]
    early = ObjectSpec(class_name="EarlyStopping", config={"monitor": "val_accuracy", "patience": 2})
    recipe = network.recipe.model_copy(update={"callbacks": (early,)})
    page = open_page("train", network.model_copy(update={"recipe": recipe}))
    assert 'watches "val_accuracy", which is not logged' in page.error[0].value.replace("\\", "")
    assert button(page, "Train").disabled
    name = "val_digit_sparse_categorical_accuracy"
    button(page, plain(f'Watch "{name}"')).click().run()
    assert not page.exception
    assert not page.error
    assert not button(page, "Train").disabled
    monitor = next(box for box in page.selectbox if box.label == "monitor")
    assert monitor.value == name
    assert {"val_loss", "val_digit_loss", "val_parity_loss", "val_parity_binary_accuracy"} < set(monitor.options)
    (mended,) = services().store.load_project(page.session_state["project"]).network.recipe.callbacks
    assert mended.config == {"monitor": name, "mode": "max", "patience": 2}


def test_train_offers_first_what_fits_the_output_and_tells_what_does_not(open_page: OpenPage):
    page = open_page("train", examples()["03_small_convnet"])
    (loss,) = [box for box in page.selectbox if box.label.startswith("Loss")]
    outsiders = [option.endswith(" · does not fit") for option in loss.options]
    assert outsiders == sorted(outsiders) and any(outsiders) and not all(outsiders)
    assert "sparse categorical crossentropy" in loss.options
    assert "mean squared error · does not fit" in loss.options


def test_train_mends_a_layer_that_was_never_adapted_and_a_loss_that_does_not_fit(open_page: OpenPage):
    network = stack(
        ("Normalization", {}),
        ("Dense", {"units": 3, "activation": "softmax"}),
        shape=(4,),
        recipe=Recipe(data=DataBinding(dataset="iris"), losses={"out": ObjectSpec(class_name="MeanSquaredError")}),
    )
    page = open_page("train", network)
    assert button(page, "Train").disabled
    button(page, "Adapt it on the training part").click().run()
    button(page, "Use SparseCategoricalCrossentropy").click().run()
    assert not page.exception
    assert not button(page, "Train").disabled
    recipe = services().store.load_project(page.session_state["project"]).network.recipe
    assert recipe.adapted == ("layer_1",)
    assert recipe.losses["out"].class_name == "SparseCategoricalCrossentropy"


def test_train_says_why_a_training_ended_early(open_page: OpenPage):
    store, network = services().store, examples()["03_small_convnet"]
    project = store.create_project(network).id
    run = store.create_run(project, network, "click")
    store.finish_run(run.id, "finished", "Ended early, after epoch 3 of 12: val_loss did not get better for 2 epochs.")
    page = open_page("train", project=project)
    assert not page.exception
    assert plain("val_loss did not get better for 2 epochs.") in page.info[0].value


def test_train_keeps_what_has_no_field(open_page: OpenPage):
    network = examples()["03_small_convnet"]
    callbacks = tuple(ObjectSpec(class_name="EarlyStopping", config={"patience": patience}) for patience in (3, 9))
    top = tuple(ObjectSpec(class_name="SparseTopKCategoricalAccuracy", config={"k": k}) for k in (2, 3))
    changed = {"callbacks": callbacks, "metrics": {"classes": top}}
    page = open_page("train", network.model_copy(update={"recipe": network.recipe.model_copy(update=changed)}))
    next(field for field in page.number_input if field.label == "Epochs").set_value(2).run()
    recipe = services().store.load_project(page.session_state["project"]).network.recipe
    assert (recipe.epochs, recipe.callbacks, recipe.metrics) == (2, callbacks, {"classes": top})


def test_train_proposes_a_recipe_for_data_that_are_chosen_anew(open_page: OpenPage):
    network = examples()["03_small_convnet"].model_copy(update={"recipe": Recipe()})
    page = open_page("train", network)
    assert not page.error
    assert "no data" in page.info[0].value
    assert button(page, "Train").disabled
    next(box for box in page.selectbox if box.label == "Data").set_value("digits28").run()
    assert not page.exception
    assert not page.error
    recipe = services().store.load_project(page.session_state["project"]).network.recipe
    assert recipe.losses["classes"].class_name == "SparseCategoricalCrossentropy"
    assert (recipe.optimizer is not None, recipe.epochs is not None, recipe.batch_size is not None) == (True,) * 3


@pytest.mark.parametrize("name", ["train", "export"])
def test_a_blank_network_is_no_mistake(open_page: OpenPage, name: str):
    page = open_page(name, Network())
    assert not page.exception
    assert not page.error
    assert "no layers yet" in page.info[0].value


def test_train_lets_each_output_learn_what_is_chosen_and_proposes_its_loss_anew(open_page: OpenPage):
    page = open_page("train", examples()["06_two_heads"])
    choices = {box.label: box for box in page.selectbox if box.label.endswith("learns")}
    assert {label: box.value for label, box in choices.items()} == {
        "“digit” learns": "digit",
        "“parity” learns": "parity",
    }
    choices["“parity” learns"].set_value("digit").run()
    assert not page.exception
    recipe = services().store.load_project(page.session_state["project"]).network.recipe
    assert recipe.data is not None
    assert recipe.data.targets == {"digit": "digit", "parity": "digit"}
    assert "“parity” has 1 unit, but" in page.error[0].value.replace('"', "“", 1).replace('"', "”", 1)
    choices = {box.label: box for box in page.selectbox if box.label.endswith("learns")}
    choices["“parity” learns"].set_value("parity").run()
    assert not page.error
    recipe = services().store.load_project(page.session_state["project"]).network.recipe
    assert recipe.losses["parity"].class_name == "BinaryCrossentropy"


def test_train_tells_a_waiting_run_its_place_in_the_queue(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LAYERLOOM_SLOTS", "1")
    store, network = services().store, examples()["10_regression_on_a_table"]
    page = open_page("train", network)
    ours = page.session_state["project"]
    busy, other = (store.create_project(network).id for _ in range(2))
    at_work = store.create_run(busy, network, "at work")
    store.note_process(at_work.id, pid=os.getpid(), process_started=process_started(os.getpid()) or 0, host=host_name())
    ahead, waiting = store.create_run(other, network, "ahead"), store.create_run(ours, network, "ours")
    said = []
    for _ in range(2):
        page.run()
        assert not page.exception
        said += [text.value for text in page.markdown if text.value.endswith("the queue")]
        stop_run(store, ahead.id)
    assert said == ["**1** before this one in the queue", "Next in the queue"]
    for run in (waiting, at_work):
        stop_run(store, run.id)
    store.finish_run(at_work.id, "stopped", "")


def test_train_tells_where_an_interrupted_run_went_on_and_draws_no_point_twice(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LAYERLOOM_SLOTS", "1")
    store, network = services().store, examples()["10_regression_on_a_table"]
    project, busy = (store.create_project(network).id for _ in range(2))
    this = {"pid": os.getpid(), "process_started": process_started(os.getpid()) or 0.0, "host": host_name()}

    def points(*steps: int, epoch: int = 1) -> list[MetricPoint]:
        return [MetricPoint(step, epoch, "batch", "train", "loss", 1.0 / step, 0.0) for step in steps]

    run, at_work = store.create_run(project, network, "click"), store.create_run(busy, network, "at work")
    store.claim_run(run.id, attempt=1, **this)
    store.claim_run(at_work.id, attempt=1, **this)
    first = MetricPoint(10, 1, "epoch", "train", "loss", 0.1, 0.0)
    running = Progress(epoch=2, epochs=5, batch=5, batches=10, step=15)
    store.append_metrics(run.id, [*points(5, 10), first, *points(12, 15, epoch=2)], running)
    page = open_page("train", project=project)
    assert drawn(page) == [0.5, 1.0, 1.2, 1.5]

    told = "The training process was killed (signal 9)."
    store.queue_again(run.id, attempt=1, interruption=told)
    page.run()
    assert page.info[0].value == plain(f"{told} It goes on as soon as another process is ready.")
    store.claim_run(run.id, attempt=2, **this, place=Resumption(1, 10, (first,)))
    store.append_metrics(run.id, points(13, 16, epoch=2), running, attempt=2)
    page.run()
    assert not page.exception
    assert page.info[0].value == plain(f"{told} The training went on after epoch 1.")
    assert drawn(page) == [0.5, 1.0, 1.3, 1.6]
    for ended in (run, at_work):
        store.finish_run(ended.id, "stopped", "")


def drawn(page: AppTest) -> list[float]:
    """Returns where the points of the loss of each batch are drawn, in epochs."""
    from builder.panels.session import CURVES  # makes the pages, which Streamlit has to run

    curves: Curves = page.session_state[CURVES][1]
    return curves.lines["loss"]["batch", "train"].x


def button(page: AppTest, label: str) -> Button:
    return next(found for found in page.button if found.label == label)

"""Two tabs on Train: what each changes is kept, what both change is told to both, and mends undo nothing."""

from typing import Any

from streamlit.testing.v1 import AppTest

from builder.network import Network, ObjectSpec
from builder.panels.examples import examples
from builder.workspace.services import services
from tests.pages.conftest import OpenPage

EXAMPLE = "06_two_heads"


def two_tabs(open_page: OpenPage, network: Network) -> tuple[AppTest, AppTest]:
    first = open_page("train", network)
    return first, open_page("train", project=first.session_state["project"])


def number(page: AppTest, label: str) -> Any:
    return next(field for field in page.number_input if field.label == label)


def document(page: AppTest) -> Network:
    return services().store.load_project(page.session_state["project"]).network


def test_what_a_stale_tab_changes_undoes_nothing_of_the_other(open_page: OpenPage):
    first, second = two_tabs(open_page, examples()[EXAMPLE])
    number(first, "Epochs").set_value(7).run()
    number(second, "Batch size").set_value(64).run()
    recipe = document(first).recipe
    assert (recipe.epochs, recipe.batch_size) == (7, 64)
    assert (number(second, "Epochs").value, number(second, "Batch size").value) == (7, 64)
    first.run()
    assert (number(first, "Epochs").value, number(first, "Batch size").value) == (7, 64)
    assert document(first).recipe == recipe
    assert not [note for page in (first, second) for note in page.warning if "at once" in note.value]


def test_a_stale_tab_that_is_only_drawn_anew_follows(open_page: OpenPage):
    first, second = two_tabs(open_page, examples()[EXAMPLE])
    number(first, "Epochs").set_value(7).run()
    next(box for box in first.selectbox if box.label == "Optimizer").set_value("SGD").run()
    recipe = document(first).recipe
    second.run()
    assert number(second, "Epochs").value == 7
    assert next(box for box in second.selectbox if box.label == "Optimizer").value == "SGD"
    assert document(first).recipe == recipe


def test_a_setting_that_both_change_is_told_to_both_until_it_is_read(open_page: OpenPage):
    first, second = two_tabs(open_page, examples()[EXAMPLE])
    number(first, "Epochs").set_value(7).run()
    number(second, "Epochs").set_value(9).run()
    first.run()
    sentence = "Two tabs changed the epochs at once\\: 9 stands, 7 is gone\\."
    for page in (first, second):
        assert [note.value for note in page.warning if "at once" in note.value] == [sentence]
        assert number(page, "Epochs").value == 9
        next(button for button in page.button if button.label == "Got it").click().run()
        assert not [note for note in page.warning if "at once" in note.value]


def test_a_mend_in_a_stale_tab_undoes_nothing_of_the_other(open_page: OpenPage):
    network = examples()["03_small_convnet"]
    wrong = network.recipe.model_copy(
        update={"callbacks": (ObjectSpec(class_name="EarlyStopping", config={"monitor": "val_acc"}),)}
    )
    first, second = two_tabs(open_page, network.model_copy(update={"recipe": wrong}))
    number(first, "Epochs").set_value(7).run()
    next(button for button in second.button if button.label.startswith("Watch ")).click().run()
    recipe = document(first).recipe
    assert recipe.epochs == 7
    assert recipe.callbacks[0].config["monitor"] != "val_acc"
    assert number(second, "Epochs").value == 7


def test_an_idle_tab_drops_nothing_while_the_network_is_being_changed(open_page: OpenPage):
    network = examples()[EXAMPLE]
    page = open_page("train", network)
    recipe = document(page).recipe
    workspace = services().workspaces.open(page.session_state["project"])
    workspace.update(lambda latest: latest.model_copy(update={"edges": latest.edges[1:]}))
    page.run()
    assert document(page).recipe == recipe
    workspace.update(lambda latest: latest.model_copy(update={"edges": network.edges}))
    page.run()
    assert not page.exception
    assert document(page).recipe == recipe


def test_train_does_not_start_what_was_not_shown(open_page: OpenPage):
    first, second = two_tabs(open_page, examples()[EXAMPLE])
    number(first, "Epochs").set_value(7).run()
    next(button for button in second.button if button.label == "Train").click().run()
    assert services().store.runs_of(first.session_state["project"]) == ()
    assert "press Train again" in second.toast[0].value
    assert number(second, "Epochs").value == 7

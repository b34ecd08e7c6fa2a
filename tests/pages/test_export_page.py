"""The Export page: what it offers, what it refuses, and the way from Prepare to a verified download."""

import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from builder.conversion.exports.exports import FORMATS
from builder.network import Network, Recipe
from builder.panels.examples import examples
from builder.panels.export_weights import trained_weights
from builder.store import Store
from builder.workspace.services import services
from tests.engine.drawing import chain, input_of
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.keras

PATIENCE = 150.0


def button(page: AppTest, key: str) -> Button:
    return next(found for found in page.button if found.key == key)


def lines(page: AppTest) -> list[str]:
    return [element.value for element in page.markdown]


def line_of(page: AppTest, title: str) -> str:
    return next(line for line in lines(page) if f"**{title}**" in line and ":small[" in line)


def run_until(page: AppTest, title: str, *, gone: str) -> str:
    """Draws the page again and again until the format's line no longer says what it says, and returns the line."""
    deadline = time.monotonic() + PATIENCE
    while gone in line_of(page, title) and time.monotonic() < deadline:
        time.sleep(0.3)
        page.run()
        assert not page.exception
    return line_of(page, title)


def test_every_format_stands_on_the_page_with_its_purpose(open_page: OpenPage):
    page = open_page("export", examples()["02_classic_digits"])
    assert not page.exception
    for format in FORMATS.values():
        assert format.purpose in line_of(page, format.title)
    assert page.code[0].value.startswith("import keras\n")


def test_prepare_leads_to_a_verified_download(open_page: OpenPage):
    page = open_page("export", examples()["02_classic_digits"])
    button(page, "ask-onnx").click().run()
    assert not page.exception
    told = run_until(page, "ONNX", gone="hourglass")
    assert "verified: outputs equal" in told
    assert "largest difference" in told
    downloads: list[Any] = list(page.get("download_button"))
    labels = [one.proto.label for one in downloads]
    assert labels == ["Download .onnx", "Download .svg", "Download .mmd"]  # pictures as text need no preparing


def test_a_notebook_waits_for_data_and_says_so(open_page: OpenPage):
    network = examples()["02_classic_digits"].model_copy(update={"recipe": Recipe()})
    page = open_page("export", network)
    assert not page.exception
    assert "no data to learn from" in line_of(page, "Notebook")
    assert button(page, "ask-notebook").disabled
    assert not button(page, "ask-python").disabled


def test_text_keeps_numbers_only_formats_away(open_page: OpenPage):
    vectorize = ("words", "TextVectorization", {"vocabulary": ["a", "b"], "output_sequence_length": 3})
    page = open_page("export", chain(input_of(name="text", dtype="string"), vectorize))
    assert not page.exception
    assert "takes numbers only" in line_of(page, "ONNX")
    assert button(page, "ask-litert").disabled
    assert not button(page, "ask-saved_model").disabled


def test_a_refusal_is_told_and_may_be_tried_again(open_page: OpenPage):
    bins = ("bins", "Discretization", {"bin_boundaries": [0.0, 1.0]})
    page = open_page("export", chain(input_of(3, name="table"), bins))
    button(page, "ask-onnx").click().run()
    assert "it has no operation Bucketize" in run_until(page, "ONNX", gone="hourglass")
    assert button(page, "ask-onnx").label == "Retry .onnx"


def test_the_views_show_code_with_training_the_drawing_the_flowchart_and_the_document(open_page: OpenPage):
    page = open_page("export", examples()["02_classic_digits"])
    page.toggle(key="export-switch-whole").set_value(True).run()
    assert "model.fit(" in page.code[0].value
    view = page.get("button_group")[0]
    view.set_value("Diagram").run()
    assert not page.exception
    assert page.get("image")
    page.get("button_group")[0].set_value("Mermaid").run()
    assert page.code[0].value.startswith("flowchart TD\n")
    page.get("button_group")[0].set_value("Document").run()
    assert Network.from_json(page.code[0].value) == examples()["02_classic_digits"]


def test_export_waits_while_something_is_wrong_and_keeps_the_document_at_hand(open_page: OpenPage):
    network = examples()["02_classic_digits"]
    page = open_page("export", network.model_copy(update={"edges": network.edges[:1]}))
    assert not page.exception
    assert "Export waits" in page.warning[0].value
    assert [one.proto.label for one in page.get("download_button")] == ["Download JSON"]


def trained(store: Store, network: Network) -> str:
    """Keeps a project whose network was trained, as far as its files tell, and returns its id."""
    project = store.create_project(network).id
    run = store.create_run(project, network, click_id=project)
    store.artifacts(run.id).write("model.keras", b"weights")
    return project


def test_trained_weights_are_offered_while_they_fit(home: object):
    store, network = services().store, examples()["02_classic_digits"]
    project = trained(store, network)
    assert [one.title for one in trained_weights(network, store.runs_of(project))] == [
        "Trained, last epoch (run 1, 0 epochs)"
    ]
    moved = network.model_copy(update={"name": "Another name", "recipe": Recipe(epochs=7)})
    assert trained_weights(moved, store.runs_of(project))
    wider = network.nodes[-1].model_copy(update={"config": {**network.nodes[-1].config, "units": 11}})
    assert (
        trained_weights(network.model_copy(update={"nodes": (*network.nodes[:-1], wider)}), store.runs_of(project))
        == []
    )

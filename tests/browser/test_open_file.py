"""Training on, as a person does it: open a .keras file, change its head, train; the body's weights stay."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from builder.conversion.read_model.read_model import read_keras_file
from builder.conversion.weights.weights import weights_of_file
from tests.browser.canvas_page import CanvasPage, eventually
from tests.browser.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.keras]


@pytest.fixture
def keras_file(tmp_path: Path) -> Path:
    """A digits reader with a frozen body and a head for three classes."""
    import keras

    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1), name="pixels"),
            layers.Flatten(name="flat"),
            layers.Dense(24, activation="relu", name="body", trainable=False),
            layers.Dense(3, activation="softmax", name="head"),
        ],
        name="reader",
    )
    path = tmp_path / "reader.keras"
    model.save(path)
    return path


def test_a_keras_file_trains_on_with_a_new_head_and_the_weights_of_its_body(
    page: Page, server: Server, keras_file: Path
) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Open a file").click()
    page.locator("input[type=file]").set_input_files(keras_file)
    canvas = CanvasPage(page)
    expect(canvas.node("body", "Dense")).to_be_visible(timeout=120_000)
    expect(canvas.nodes()).to_have_count(4)

    canvas.select("head", "Dense")
    canvas.field("units").fill("10")
    expect(canvas.node("head", "Dense")).to_contain_text("10 units")
    (project,) = server.store.recent_projects(limit=1)
    eventually(lambda: server.document(project.id).nodes_by_id["head"].config["units"], 10)

    page.get_by_role("link", name="Train", exact=True).first.click()
    data = page.get_by_role("combobox", name="Data", exact=True)
    data.fill("Digits, 8×8")
    page.get_by_role("option", name="Digits, 8×8").first.click()
    imported = page.get_by_text("Kept weights: 1 of 2 layers keep theirs")
    expect(imported).to_have_count(1)  # while the page is drawn anew it may stand there twice
    expect(imported).to_be_visible()
    imported.click()
    fresh = page.get_by_text("head begins fresh: its weights are 24×10 where they were 24×3")
    expect(fresh.first).to_be_visible()
    epochs = page.get_by_label("Epochs", exact=True)
    epochs.fill("2")
    epochs.press("Enter")
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.click()
    expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=180_000)
    expect(page.get_by_text("1 of 2 layers began with kept weights")).to_be_visible()

    (run,) = server.store.runs_of(project.id)
    before, after = (arrays_of(content) for content in (keras_file.read_bytes(), trained(server, run.id)))
    assert np.array_equal(before["body"], after["body"])
    assert after["head"].shape == (24, 10)


def trained(server: Server, run_id: str) -> bytes:
    return server.store.artifacts(run_id).read("model.keras")


def arrays_of(content: bytes) -> dict[str, np.ndarray]:
    """The first array of each layer in a .keras file."""
    archive = weights_of_file(content, read_keras_file(content))
    return {node: layer.arrays["vars/0"] for (_, node), layer in archive.layers.items()}

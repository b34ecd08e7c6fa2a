"""The main job, as a person does it: draw, mistake, mend, data, training watched and reloaded, code taken away."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas_page import CanvasPage
from tests.browser.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPARE = """
import importlib.util, json, sys
import numpy as np
import keras
spec = importlib.util.spec_from_file_location("exported", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
exported, trained = module.build_model(), keras.saving.load_model(sys.argv[2])
exported.set_weights(trained.get_weights())
samples = np.random.default_rng(0).random((16, 8, 8, 1), dtype="float32")
print(json.dumps({
    "layers": [type(layer).__name__ for layer in exported.layers],
    "trained_layers": [type(layer).__name__ for layer in trained.layers],
    "shapes": [list(weight.shape) for weight in exported.weights],
    "trained_shapes": [list(weight.shape) for weight in trained.weights],
    "parameters": exported.count_params(),
    "trained_parameters": trained.count_params(),
    "difference": float(np.abs(exported.predict(samples, verbose=0) - trained.predict(samples, verbose=0)).max()),
}))
"""


def test_the_main_job_from_a_blank_canvas_to_exported_code(page: Page, server: Server, tmp_path: Path):
    page.goto(server.url)
    page.get_by_role("button", name="Blank canvas").click()
    canvas = CanvasPage(page)
    draw(canvas)
    edit(canvas)
    make_a_mistake_and_undo_it(canvas)
    pick_digits(page, canvas)
    train_and_reload(page)
    source, model = take_away(page, tmp_path)
    found = compare(source, model)
    assert found["layers"] == found["trained_layers"] == ["Conv2D", "Flatten", "Dense", "Dense"]
    assert found["shapes"] == found["trained_shapes"]
    assert found["parameters"] == found["trained_parameters"]
    assert found["difference"] == 0


def draw(canvas: CanvasPage) -> None:
    expect(canvas.page.get_by_text("Drag an Input here")).to_be_visible()
    for class_name, y in (("Input", 40), ("Conv2D", 150), ("Flatten", 270), ("Dense", 380), ("Dense", 500)):
        canvas.drop(class_name, 260, y)
    canvas.connect("input_1 output", "conv2d_1 input")
    canvas.connect("conv2d_1 output", "flatten_1 input")
    canvas.connect("flatten_1 output", "dense_1 input")
    canvas.connect("dense_1 output", "dense_2 input")
    expect(canvas.page.get_by_text("26×26×32", exact=True).first).to_be_visible(timeout=60_000)


def edit(canvas: CanvasPage) -> None:
    # Wide enough that five epochs outlast a reload of the page on a slow machine.
    canvas.select("dense_1", "Dense")
    canvas.inspector.get_by_label("units", exact=True).fill("2048")
    canvas.select("dense_2", "Dense")
    canvas.inspector.get_by_label("units", exact=True).fill("10")
    canvas.inspector.get_by_label("activation", exact=True).select_option("softmax")
    expect(canvas.node("dense_2", "Dense")).to_contain_text("10 units · softmax")
    expect(canvas.node("dense_2", "Dense")).to_contain_text("20,490")
    expect(canvas.code).to_contain_text('layers.Dense(10, activation="softmax")')
    canvas.select("conv2d_1", "Conv2D")
    canvas.inspector.get_by_label("filters", exact=True).fill("8")
    canvas.inspector.get_by_label("activation", exact=True).select_option("relu")
    expect(canvas.page.get_by_text("26×26×8", exact=True).first).to_be_visible()


def make_a_mistake_and_undo_it(canvas: CanvasPage) -> None:
    canvas.drop("Conv2D", 130, 620)
    canvas.connect("dense_2 output", "conv2d_2 input")
    words = "needs images of shape (height, width, channels)"
    expect(canvas.page.get_by_text(words).first).to_be_visible()
    canvas.page.get_by_role("tab", name="Problems").click()
    problems = canvas.page.get_by_role("region", name="Problems")
    expect(problems).to_contain_text("dense_2")
    canvas.page.get_by_role("button", name="Undo", exact=True).click()
    canvas.page.get_by_role("button", name="Undo", exact=True).click()
    expect(canvas.node("conv2d_2", "Conv2D")).to_have_count(0)
    expect(canvas.page.get_by_text(words)).to_have_count(0)
    expect(canvas.node("dense_2", "Dense")).to_contain_text("10 units")


def pick_digits(page: Page, canvas: CanvasPage) -> None:
    page.get_by_role("link", name="Data", exact=True).first.click()
    page.get_by_text("Digits, 8×8", exact=True).first.click()
    expect(page.get_by_role("img").first).to_be_visible()
    page.get_by_role("button", name="Use as input").click()
    expect(canvas.node("input_1", "Input")).to_contain_text("8×8×1")
    expect(page.get_by_text("6×6×8", exact=True).first).to_be_visible()


def train_and_reload(page: Page) -> None:
    page.get_by_role("button", name="Train →").click()
    expect(page.get_by_role("combobox", name="Data", exact=True)).to_have_value("Digits, 8×8 · fits")
    # Streamlit's number fields hear a keystroke's end by Enter, as a person would press it.
    for label, value in (("Epochs", "5"), ("Batch size", "1")):
        field = page.get_by_label(label, exact=True)
        field.fill(value)
        field.press("Enter")
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.click()
    expect(page.get_by_text("running", exact=True)).to_be_visible()
    points = page.locator(".js-plotly-plot .scatterlayer path.js-line")
    expect(points.first).to_be_visible()
    assert page.get_by_text("running", exact=True).is_visible(), "points appear while the training runs"
    page.reload()
    expect(page.get_by_text("running", exact=True)).to_be_visible()
    expect(points.first).to_be_visible()
    expect(page.get_by_text("Final metrics")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("finished", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("Epoch 5 of 5"))).to_be_visible()


def take_away(page: Page, folder: Path) -> tuple[Path, Path]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Trained model").click()
    model = folder / "trained.keras"
    download.value.save_as(model)
    page.get_by_role("link", name="Export", exact=True).first.click()
    row = page.locator(".st-key-export-python")
    row.get_by_role("button", name="Prepare").click()
    expect(row.get_by_text("verified: model equal")).to_be_visible(timeout=180_000)
    with page.expect_download() as download:
        row.get_by_role("button", name="Download").click()
    source = folder / "exported.py"
    download.value.save_as(source)
    return source, model


def compare(source: Path, model: Path) -> dict[str, object]:
    """Returns what another Python process finds when it puts the trained weights into the exported code's model."""
    done = subprocess.run(
        [sys.executable, "-c", COMPARE, str(source), str(model)], capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found

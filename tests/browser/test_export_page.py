"""From Prepare to a file on the disk that another program runs."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from builder.panels.examples import examples
from tests.browser.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = 180_000


def test_onnx_is_prepared_verified_downloaded_and_runs(page: Page, server: Server, tmp_path: Path):
    import onnxruntime

    project_id = server.create(examples()["03_small_convnet"])
    page.goto(server.address(project_id, "export"))
    row = page.locator(".st-key-export-onnx")
    row.get_by_role("button", name="Prepare").click(timeout=LONG)
    expect(row.get_by_text("verified: outputs equal")).to_be_visible(timeout=LONG)
    expect(row.get_by_text("largest difference")).to_be_visible()
    with page.expect_download() as download:
        row.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "Small_convnet.onnx"
    download.value.save_as(tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    (classes,) = session.run(["classes"], {"images": np.zeros((3, 28, 28, 1), "float32")})
    assert classes.shape == (3, 10)
    assert classes.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_waiting_export_can_be_taken_back(page: Page, server: Server):
    project_id = server.create(examples()["02_classic_digits"])
    page.goto(server.address(project_id, "export"))
    running, waiting = page.locator(".st-key-export-python"), page.locator(".st-key-export-keras")
    running.get_by_role("button", name="Prepare").click(timeout=LONG)
    expect(running.get_by_role("button", name="Cancel")).to_be_visible()
    waiting.get_by_role("button", name="Prepare").click()
    waiting.get_by_role("button", name="Cancel").click()
    expect(waiting.get_by_role("button", name="Prepare")).to_be_visible()
    running.get_by_role("button", name="Cancel").click()
    expect(running.get_by_role("button", name="Prepare")).to_be_visible()
    expect(running.get_by_text("A module that builds exactly this model")).to_be_visible()

"""Trainings as they go wrong or are ended, seen from the Train page."""

import os
import signal
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.network import Network, ObjectSpec
from builder.panels.examples import examples
from builder.store import Run
from builder.training.recovery import CHECKPOINT
from tests.browser.canvas_page import eventually
from tests.browser.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENDLESS = 100_000


def regression(**recipe: Any) -> Network:
    """Returns the example that learns one number by the mean squared error, its recipe changed."""
    network = examples()["10_regression_on_a_table"]
    return network.model_copy(update={"recipe": network.recipe.model_copy(update=recipe)})


def start(page: Page, server: Server, network: Network) -> str:
    """Opens the network on the Train page, starts its training, and returns the project's id."""
    project_id = server.create(network)
    page.goto(server.address(project_id, "train"))
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled(timeout=60_000)
    train.click()
    return project_id


def run_of(server: Server, project_id: str) -> Run:
    run = server.store.latest_run(project_id)
    assert run is not None
    return run


def expect_status(page: Page, status: str) -> None:
    expect(page.get_by_text(status, exact=True).first).to_be_visible(timeout=60_000)


def wait_for_epochs(server: Server, project_id: str) -> None:
    def is_learning() -> bool:
        run = server.store.latest_run(project_id)
        return run is not None and run.progress.epoch > 1

    eventually(is_learning, True, seconds=90)


def test_more_classes_than_units_get_a_sentence_and_no_training(page: Page, server: Server):
    network = examples()["02_classic_digits"]
    last = network.nodes[-1].model_copy(update={"config": {**network.nodes[-1].config, "units": 5}})
    project_id = server.create(network.model_copy(update={"nodes": (*network.nodes[:-1], last)}))
    page.goto(server.address(project_id, "train"))
    expect(page.get_by_text("has 5 units, but").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Set units to 10.").first).to_be_visible()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_disabled()


def test_a_loss_that_is_no_number_ends_the_run_with_a_sentence(page: Page, server: Server):
    optimizer = ObjectSpec(class_name="SGD", config={"learning_rate": 1e30})
    project_id = start(page, server, regression(optimizer=optimizer))
    expect_status(page, "failed")
    run = run_of(server, project_id)
    assert run.status == "failed"
    assert "loss became" in run.message
    expect(page.get_by_text(run.message)).to_be_visible()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


def test_stop_ends_a_long_run_soon_and_keeps_its_metrics(page: Page, server: Server):
    project_id = start(page, server, regression(epochs=ENDLESS))
    wait_for_epochs(server, project_id)
    page.get_by_role("button", name="Stop", exact=True).click()
    asked = time.monotonic()
    expect_status(page, "stopped")
    assert time.monotonic() - asked < 10
    run = run_of(server, project_id)
    assert server.store.metrics_since(run.id, 0)
    assert run.results
    expect(page.get_by_text("Final metrics")).to_be_visible()
    expect(page.get_by_role("button", name="Trained model")).to_be_visible()


def test_a_killed_run_goes_on_and_says_so_and_a_second_death_ends_it_with_its_cause(page: Page, server: Server):
    project_id = start(page, server, regression(epochs=ENDLESS))
    wait_for_epochs(server, project_id)
    run_id = run_of(server, project_id).id
    eventually(lambda: server.store.artifacts(run_id).exists(CHECKPOINT), True)
    killed = page.get_by_text("The training process was killed (signal 9)")
    os.kill(run_of(server, project_id).pid or 0, signal.SIGKILL)
    expect(page.get_by_text("The training went on after epoch")).to_be_visible()
    expect(killed).to_have_count(1)
    expect_status(page, "running")
    os.kill(run_of(server, project_id).pid or 0, signal.SIGKILL)
    expect_status(page, "lost")
    expect(killed).to_have_count(2)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


def test_a_training_outlives_the_server(page: Page, server: Server):
    project_id = start(page, server, regression(epochs=ENDLESS))
    wait_for_epochs(server, project_id)
    before = run_of(server, project_id)
    server.restart()
    page.reload()
    expect_status(page, "running")
    after = run_of(server, project_id)
    assert (after.id, after.pid) == (before.id, before.pid)
    eventually(lambda: run_of(server, project_id).progress.epoch > before.progress.epoch, True)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect_status(page, "stopped")

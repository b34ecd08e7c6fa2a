"""Networks too large to be made on this machine: what is said instead, and what leaves it all the same."""

from pathlib import Path

import pytest

from builder.conversion.exports.exports import FORMATS, ExportError
from builder.conversion.exports.obstacles import obstacle
from builder.conversion.exports.writing import write_export
from builder.engine import check
from builder.network import DataBinding, Network, Recipe
from tests.stacks import stack

pytestmark = pytest.mark.keras

TOLD = "To make the model and compare it would take about {} of memory, and an export may take 2.0 GB here."

DIGITS = Recipe(data=DataBinding(dataset="digits", options={"as": "vectors"}))


@pytest.fixture(autouse=True)
def limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "2 GB")


def wide() -> Network:
    return stack(("Dense", {"units": 6_000_000}), ("Dense", {"units": 1}))


def long() -> Network:
    return stack(
        ("RepeatVector", {"n": 10**9}), ("GlobalAveragePooling1D", {}), ("Dense", {"units": 10}), recipe=DIGITS
    )


@pytest.mark.parametrize("key", [key for key, format in FORMATS.items() if format.has_weights])
@pytest.mark.parametrize(("make", "needed"), [(wide, "6.7 GB"), (long, "716.0 GB")])
def test_file_with_weights_is_refused_before_a_model_is_made(tmp_path: Path, key: str, make, needed: str) -> None:
    network = make()
    report = check(network)
    assert report.ok
    assert obstacle(network, key, None, report) == TOLD.format(needed)
    with pytest.raises(ExportError) as refused:
        write_export(network, key, tmp_path / "model")
    assert str(refused.value) == TOLD.format(needed)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["python", "notebook", "json"])
def test_code_is_written_and_said_not_to_be_compared(tmp_path: Path, key: str) -> None:
    network = long()
    export = write_export(network, key, tmp_path / "model")
    assert export.verification is None
    assert export.notes == (f"It was not compared with the network. {TOLD.format('716.0 GB')}",)
    assert "1000000000" in export.path.read_text().replace("_", "").replace(",", "")


def test_network_that_fits_meets_no_obstacle() -> None:
    network = stack(("Dense", {"units": 10}), recipe=DIGITS)
    assert {key: obstacle(network, key, None, check(network)) for key in FORMATS} == dict.fromkeys(FORMATS, "")

"""Every layer of the catalogue builds as a fresh node, on the ranks that it says and on no others."""

import re

import pytest

from builder.catalog import LayerEntry, default_config, load_catalog
from builder.catalog.overlay import layer_rows
from tests.catalog.acceptance import call_on_zeros, is_accepted

pytestmark = pytest.mark.keras

LAYERS = {name: entry for name, entry in load_catalog().layers.items() if name != "Input"}
RANKED_BY_OVERLAY = [name for name, row in layer_rows().items() if "ranks" in row]


@pytest.mark.parametrize("name", LAYERS)
def test_fresh_node_builds_and_runs_on_data(name: str) -> None:
    assert is_accepted(LAYERS[name], default_config(LAYERS[name]), on_data=True)


@pytest.mark.parametrize("name", RANKED_BY_OVERLAY)
def test_ranks_of_the_overlay_run_and_others_fail_or_go_against_the_docstring(name: str) -> None:
    import keras

    from builder.catalog.reader_ranks import SHAPES

    entry = LAYERS[name]
    documented = documented_ranks(getattr(keras.layers, name).__doc__ or "")
    images = entry.family in ("image_preprocessing", "augmentation")
    for rank in set(SHAPES) - {3 if images else None}:  # rank 3 is an image without a batch, which no network has
        wanted = rank in (entry.ranks or ())
        allowed = wanted or not documented or str(rank) in documented
        assert (allowed and runs_on_data(entry, rank)) == wanted, rank


def documented_ranks(text: str) -> list[str]:
    section = re.search(r"Input shape:(.*?)(?:Output shape:|\Z)", text, re.DOTALL)
    return re.findall(r"(\d)D\b(?! \(unbatched)", section[1]) if section else re.findall(r"(\d)D tensor", text)


def runs_on_data(entry: LayerEntry, rank: int) -> bool:
    """Whether the layer takes tensors of the rank, as a fresh node or around another layer that it may hold."""
    from builder.catalog.reader_ranks import sample_inputs

    inner = {"class_name": f"ConvLSTM{rank - 3}D", "config": {"filters": 2, "kernel_size": 1}}
    around = {"layer": inner} if entry.class_name == "Bidirectional" and rank > 3 else {}
    for inputs in sample_inputs(entry, rank):
        try:
            call_on_zeros(entry, default_config(entry) | around, inputs)
        except Exception:  # noqa: BLE001  # refusal is the answer
            continue
        return True
    return False

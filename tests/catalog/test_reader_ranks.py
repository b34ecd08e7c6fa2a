"""Every layer of the catalogue builds as a fresh node, on the ranks that it says and on no others."""

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


@pytest.mark.parametrize("name", LAYERS)
def test_outputs_are_as_many_as_the_ports_say(name: str) -> None:
    import keras

    from builder.catalog.reader_ranks import call

    entry = LAYERS[name]
    inputs = first_accepted(entry)
    always = [port for port in entry.outputs if not port.when]
    assert len(keras.tree.flatten(call(entry, default_config(entry), inputs))) == len(always)
    if any("return_state" in port.when for port in entry.outputs):
        outputs = keras.tree.flatten(call(entry, {**default_config(entry), "return_state": True}, inputs))
        assert len(outputs) == len(entry.outputs)


def first_accepted(entry: LayerEntry) -> dict[str, object]:
    from builder.catalog.reader_ranks import call, sample_inputs

    for rank in entry.ranks or (2, 3, 4):
        for inputs in sample_inputs(entry, rank):
            try:
                call(entry, default_config(entry), inputs)
            except Exception:  # noqa: BLE001, S112  # the next sample may do
                continue
            return inputs
    raise AssertionError(f"{entry.class_name} takes none of the samples.")


@pytest.mark.parametrize("name", RANKED_BY_OVERLAY)
def test_ranks_of_the_overlay_are_the_ones_that_run_on_data(name: str) -> None:
    from builder.catalog.reader_ranks import SHAPES, sample_inputs

    entry = LAYERS[name]
    images = entry.family in ("image_preprocessing", "augmentation")
    for rank in set(SHAPES) - {3 if images else None}:  # rank 3 is an image without a batch, which no network has
        runs = False
        for inputs in sample_inputs(entry, rank):
            try:
                call_on_zeros(entry, default_config(entry), inputs)
            except Exception:  # noqa: BLE001, S112  # refusal is the answer
                continue
            runs = True
            break
        assert runs == (rank in (entry.ranks or ())), rank

"""Every layer of the catalogue builds as a fresh node, on the ranks that it says and on no others."""

import re

import pytest

from builder.catalog import LayerEntry, default_config, load_catalog
from builder.catalog.overlay import layer_rows
from tests.catalog.acceptance import call_on_zeros, is_accepted
from tests.catalog.argument_sets import argument_sets

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


FOUND = [name for name, entry in LAYERS.items() if entry.ranks is not None and name not in RANKED_BY_OVERLAY]
QUICK = {"Conv2D", "Cropping1D", "MaxPooling2D", "RepeatVector", "UpSampling1D", "ZeroPadding2D"}
"""Layers of several kinds; the others are tried in the full run."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.full) for name in FOUND]
)
def test_no_arguments_let_a_layer_take_a_rank_that_the_catalogue_denies(name: str) -> None:
    from builder.catalog.reader_ranks import SHAPES, sample_inputs

    entry = LAYERS[name]
    configs = [given.config for given in argument_sets(entry)]
    lists = [spec.name for spec in entry.arguments if spec.kind in ("integers", "shape") and not spec.length]
    for rank in set(SHAPES) - set(entry.ranks or ()):
        listed = [{**configs[0], argument: list(range(1, rank))} for argument in lists]
        samples = list(sample_inputs(entry, rank))
        taken = [config for config in (*configs, *listed) if any(is_taken(entry, config, one) for one in samples)]
        assert taken == [], rank


def is_taken(entry: LayerEntry, config: dict[str, object], inputs: dict[str, object]) -> bool:
    from builder.catalog.reader_ranks import call

    try:
        call(entry, config, inputs)
    except Exception:  # noqa: BLE001  # refusal is the answer
        return False
    return True


def test_permute_takes_as_many_axes_as_its_dims() -> None:
    from builder import check
    from builder.network import Edge, Network, Node

    shapes = [[4], [4, 5], [4, 5, 6], [4, 5, 6, 7], [2, 3, 4, 5, 6]]
    for shape in shapes:
        nodes = (
            Node(id="x", class_name="Input", config={"shape": shape}),
            Node(id="y", class_name="Permute", config={"dims": list(range(len(shape), 0, -1))}),
        )
        report = check(Network(nodes=nodes, edges=(Edge(id="e", source="x", target="y"),)))
        assert report.problems == ()
        assert list(report.tensors["y"][0].shape[1:]) == shape[::-1]

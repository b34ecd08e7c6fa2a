"""Every row of the overlay: Keras takes what it allows and refuses what it forbids."""

import pytest

from builder.catalog import LayerEntry, default_config, load_catalog
from builder.catalog.overlay import argument_rows, common_layers, layer_rows, object_rows
from builder.network.record import Config
from tests.catalog.acceptance import is_accepted, right_values, wrong_values

CATALOG = load_catalog()
LAYERS = CATALOG.layers

OWN_ROWS = [
    (name, argument)
    for name, row in layer_rows().items()
    for argument in row.get("arguments", {})
    if argument != "dtype"
]
SHARED_ROWS = sorted(argument_rows())

COMPANIONS: dict[str, Config] = {
    "output_padding": {"strides": 2},
    "num_bins": {"bin_boundaries": None},
    "lora_alpha": {"lora_rank": 2},
}
"""What else must be given, where the layer has it, for the argument to count."""

SILENT = {"logit_soft_cap": "used only by a reversed call"}
"""Arguments that Keras does not look at in a plain call, so that it cannot refuse a wrong one."""


def base_config(entry: LayerEntry, argument: str) -> Config:
    companions = COMPANIONS.get(argument, {})
    known = {name: value for name, value in companions.items() if name in entry.arguments_by_name}
    return {**default_config(entry), **known}


def test_rows_name_layers_and_arguments_that_exist() -> None:
    every_argument = {
        spec.name
        for section in (
            LAYERS,
            CATALOG.losses,
            CATALOG.metrics,
            CATALOG.optimizers,
            CATALOG.initializers,
            CATALOG.callbacks,
        )
        for entry in section.values()
        for spec in (*entry.arguments, *getattr(entry, "call_arguments", ()))
    } | {spec.name for entry in CATALOG.schedules.values() for spec in entry.arguments}
    assert set(argument_rows()) - every_argument == set()
    assert set(layer_rows()) - set(LAYERS) == set()
    assert [row for row in OWN_ROWS if row[1] not in LAYERS[row[0]].arguments_by_name] == []
    for section, rows in object_rows().items():
        entries = getattr(CATALOG, section)
        assert set(rows) - set(entries) == set()
        for name, row in rows.items():
            assert set(row.get("arguments", {})) - set(entries[name].arguments_by_name) == set()


def test_common_layers_are_listed_under_their_family() -> None:
    listed = [(family, name) for family, names in common_layers().items() for name in names]
    assert [(LAYERS[name].family, name) for _, name in listed] == listed


@pytest.mark.keras
@pytest.mark.parametrize(("name", "argument"), OWN_ROWS)
def test_row_of_a_layer_allows_what_keras_takes_and_forbids_what_it_refuses(name: str, argument: str) -> None:
    entry, row = LAYERS[name], layer_rows()[name]["arguments"][argument]
    spec, base = entry.arguments_by_name[argument], base_config(entry, argument)
    for value in right_values(row, spec):
        assert is_accepted(*with_nested(entry, {**base, argument: value}, argument)), value
    for value in wrong_values(row, spec):
        assert not is_accepted(entry, {**base, argument: value}, on_data=True), value


def with_nested(entry: LayerEntry, config: Config, argument: str) -> tuple[LayerEntry, Config]:
    """Returns what to try a nested layer in: any rank, beside a twin that reads forwards, as cells of an RNN."""
    if entry.arguments_by_name[argument].kind not in ("layer", "layers"):
        return entry, config
    if argument == "cells":
        return LAYERS["RNN"], {"cell": {"class_name": entry.class_name, "config": config}}
    backward = config.get("backward_layer")
    if isinstance(backward, dict):
        config = {**config, "layer": backward}
        config["backward_layer"] = {**backward, "config": {**backward["config"], "go_backwards": True}}
    return entry.model_copy(update={"ranks": (2, 3, 4, 5, 6)}), config


@pytest.mark.keras
@pytest.mark.parametrize("argument", SHARED_ROWS)
def test_shared_row_holds_for_all_its_layers_and_is_needed_by_one(argument: str) -> None:
    row = argument_rows()[argument]
    entries = [
        entry
        for name, entry in LAYERS.items()
        if name != "Input"
        and argument in entry.arguments_by_name
        and argument not in layer_rows().get(name, {}).get("arguments", {})
        and not (argument == "units" and entry.class_name.endswith("Cell"))  # the sample states have 64 units
    ]
    for entry in entries:
        spec, base = entry.arguments_by_name[argument], base_config(entry, argument)
        for value in right_values(row, spec):
            assert is_accepted(entry, {**base, argument: value}), (entry.class_name, value)
    if entries and argument not in SILENT:
        spec = entries[0].arguments_by_name[argument]
        for value in wrong_values(row, spec):
            refusing = [
                entry.class_name
                for entry in entries
                if not is_accepted(entry, {**base_config(entry, argument), argument: value}, on_data=True)
            ]
            assert refusing, value

"""The committed catalogue equals a fresh reading of the installed Keras, and leaves out what it must."""

import inspect
from typing import Any

import pytest

from builder.catalog import Catalog, load_catalog
from builder.catalog.loading import CATALOG_FILE

pytestmark = pytest.mark.keras

EXCLUDED = {
    "Lambda",
    "TFSMLayer",
    "TorchModuleWrapper",
    "JaxLayer",
    "FlaxLayer",
    "Layer",
    "Wrapper",
    "Pipeline",
    "InputLayer",
    "MaxNumBoundingBoxes",
}


def test_committed_catalogue_is_what_the_installed_keras_says(fresh: Catalog) -> None:
    from builder.catalog.reader import write_catalog

    assert fresh == load_catalog(), "Run `make catalog` and look at what changed."
    assert write_catalog(fresh) == CATALOG_FILE.read_text(encoding="utf-8")


def test_layers_are_input_and_every_public_class_once() -> None:
    import keras

    public = {
        value
        for value in vars(keras.layers).values()
        if inspect.isclass(value) and issubclass(value, keras.layers.Layer) and value.__name__ not in EXCLUDED
    }
    layers = load_catalog().layers
    assert len(layers) == 134
    assert {getattr(keras.layers, name) for name in layers if name != "Input"} == public
    assert len(public) == 133


def test_aliases_are_no_entries_and_name_the_same_class() -> None:
    import keras

    layers = load_catalog().layers
    aliases = {alias: name for name, entry in layers.items() for alias in entry.aliases}
    assert set(aliases) & set(layers) == set()
    public = {alias: name for alias, name in aliases.items() if hasattr(keras.layers, alias)}
    assert len(public) == 20
    assert all(getattr(keras.layers, alias) is getattr(keras.layers, name) for alias, name in public.items())
    assert {alias: aliases[alias] for alias in set(aliases) - set(public)} == {
        "GroupedQueryAttention": "GroupQueryAttention"
    }


def test_nothing_that_runs_foreign_code_or_writes_files_is_in() -> None:
    catalog = load_catalog()
    assert set(catalog.layers) & EXCLUDED == set()
    assert set(catalog.callbacks) == {"EarlyStopping", "ReduceLROnPlateau", "SwapEMAWeights", "TerminateOnNaN"}
    names = {name for section in (catalog.losses, catalog.metrics, catalog.optimizers) for name in section}
    assert names & {"Loss", "Metric", "Optimizer", "MeanMetricWrapper", "SumOverBatchSizeMetric"} == set()


SECTIONS = ("layers", "losses", "metrics", "optimizers", "initializers", "regularizers", "constraints", "callbacks")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_default_is_the_one_in_the_signature(section: str) -> None:
    import keras

    def as_json(value: Any) -> Any:
        return [as_json(item) for item in value] if isinstance(value, (list, tuple)) else value

    base_arguments = {"trainable", "dtype"}
    for name, entry in getattr(load_catalog(), section).items():
        if name == "Input":
            continue
        parameters = inspect.signature(getattr(getattr(keras, section), name).__init__).parameters
        for spec in entry.arguments:
            if spec.name in base_arguments:
                continue
            parameter = parameters[spec.name]
            assert spec.required == (parameter.default is parameter.empty), (name, spec.name)
            if not spec.required:
                assert spec.default == as_json(parameter.default), (name, spec.name)


def test_every_class_of_the_other_sections_is_built_by_suggestions_and_defaults() -> None:
    import keras

    from builder.catalog import default_config

    catalog = load_catalog()
    sections = [(keras.optimizers.schedules, catalog.schedules)]
    sections += [(getattr(keras, section), getattr(catalog, section)) for section in SECTIONS if section != "layers"]
    for module, entries in sections:
        for name, entry in entries.items():
            written_out = {spec.name: spec.default for spec in entry.arguments if not spec.required}
            value = getattr(module, name)(**(written_out | default_config(entry)))
            assert isinstance(value, getattr(module, name))


def test_every_activation_is_found_by_its_name_and_aliases() -> None:
    import keras

    for name, entry in load_catalog().activations.items():
        found = {keras.activations.get(word) for word in (name, *entry.aliases)}
        assert found == {getattr(keras.activations, name)}
        assert keras.ops.convert_to_numpy(keras.activations.get(name)(keras.ops.ones((1, 2)))).shape[0] == 1

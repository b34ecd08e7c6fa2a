"""The committed catalogue, read without Keras."""

import subprocess
import sys
import time

from builder.catalog import default_config, load_catalog
from builder.catalog.loading import CATALOG_FILE
from builder.catalog.specs import Catalog


def test_loading_imports_neither_keras_nor_numpy() -> None:
    program = (
        "import sys; from builder.catalog import load_catalog; load_catalog();"
        "print([name for name in ('keras', 'tensorflow', 'numpy') if name in sys.modules])"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "[]"


def test_reading_the_file_takes_less_than_half_a_second() -> None:
    started = time.perf_counter()
    Catalog.model_validate_json(CATALOG_FILE.read_bytes())
    assert time.perf_counter() - started < 0.5


def test_fresh_node_starts_with_suggestions_for_what_it_needs() -> None:
    layers = load_catalog().layers
    assert default_config(layers["Dense"]) == {"units": 64}
    assert default_config(layers["Conv2D"]) == {"filters": 32, "kernel_size": 3}
    assert default_config(layers["Input"]) == {"shape": [28, 28, 1]}
    assert default_config(layers["Add"]) == {}


def test_every_required_argument_has_a_suggestion() -> None:
    catalog = load_catalog()
    sections = (catalog.layers, catalog.losses, catalog.metrics, catalog.optimizers, catalog.schedules)
    entries = [entry for section in sections for entry in section.values()]
    missing = [
        (entry.class_name, argument.name)
        for entry in entries
        for argument in entry.arguments
        if argument.required and argument.suggestion is None
    ]
    assert missing == []


def test_layers_come_family_by_family_with_the_common_ones_first() -> None:
    catalog = load_catalog()
    families = list(catalog.families)
    places = [(families.index(entry.family), not entry.common) for entry in catalog.layers.values()]
    assert places == sorted(places)
    assert list(catalog.layers)[:3] == ["Input", "Dense", "Embedding"]
    assert {entry.family for entry in catalog.node_entries.values()} == set(families)
    assert families[-1] == "operations"


def test_everything_has_a_sentence_and_every_argument_a_help() -> None:
    catalog = load_catalog()
    values = [getattr(catalog, name) for name in type(catalog).model_fields if name != "families"]
    sections = [value for value in values if isinstance(value, dict)]
    entries = [entry for section in sections for entry in section.values()]
    assert [entry.class_name for entry in entries if not entry.summary.endswith((".", "!", "?"))] == []
    assert [(entry.class_name, spec.name) for entry in entries for spec in entry.arguments if not spec.help] == []


def test_object_may_be_named_by_any_of_its_names() -> None:
    names = load_catalog().names("initializer")
    assert names["he_normal"] is names["HeNormal"]
    assert names["uniform"].class_name == "RandomUniform"
    assert "Constant" not in names
    assert load_catalog().names("activation")["swish"].class_name == "silu"
    assert load_catalog().classes("layer")["GroupedQueryAttention"].class_name == "GroupQueryAttention"
    assert set(load_catalog().classes("activation")) >= {"LeakyReLU", "Softmax"}
    assert "Dense" not in load_catalog().classes("activation")

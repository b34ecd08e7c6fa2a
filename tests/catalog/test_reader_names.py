"""Names of losses, metrics ... are those that Keras itself resolves."""

import inspect

import pytest

from builder.catalog import load_catalog
from builder.catalog.specs import LossEntry

SECTIONS = ("losses", "metrics", "optimizers", "initializers", "regularizers", "constraints")


@pytest.mark.keras
@pytest.mark.parametrize("section", SECTIONS)
def test_keras_finds_the_class_or_its_function_by_every_name(section: str) -> None:
    import keras

    module = getattr(keras, section)
    for name, entry in getattr(load_catalog(), section).items():
        assert isinstance(entry, LossEntry)
        own = getattr(module, name)
        for word in (entry.alias, *(alias for alias in entry.aliases if not hasattr(module, alias))):
            if word is None:
                continue
            found = module.get(word)
            if inspect.isfunction(found):
                instance = own()
                found = instance if found in (getattr(instance, "fn", None), getattr(instance, "_fn", None)) else found
            assert isinstance(found, own), (name, word)


def test_usual_short_names_are_known() -> None:
    catalog = load_catalog()
    assert catalog.losses["MeanSquaredError"].alias == "mean_squared_error"
    assert "mse" in catalog.losses["MeanSquaredError"].aliases
    assert catalog.optimizers["Adam"].alias == "adam"
    assert catalog.regularizers["L1L2"].alias == "l1l2"
    assert catalog.initializers["Constant"].alias is None

"""What a conversion hands over can be kept: at the limits it is read back, and beyond them it is refused in words."""

import gc
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builder import Network, from_config, from_python, read_model
from builder.network import BuilderError
from builder.network.limits import MAX_BYTES, MAX_NODES

LAYERS = "(more layers than a network may have|more than 5,000 layers)"
BYTES = "at most 20,000,000 are (kept|read)"


@pytest.fixture(autouse=True)
def _nothing_collected() -> Iterator[None]:
    """Keeps what earlier tests left in memory from being searched on the time that a source has."""
    gc.disable()
    yield
    gc.enable()


def chain_config(*, layers: int, text: str) -> dict[str, Any]:
    """Returns the config of a Sequential with an Input and further ``layers``, each with ``text`` as its vocabulary."""
    rest = [
        {
            "module": "keras.layers",
            "class_name": "StringLookup" if text else "Dense",
            "config": {"name": f"layer_{place}", **({"vocabulary": [text] * 1_000} if text else {"units": 4})},
        }
        for place in range(layers)
    ]
    first = {"class_name": "InputLayer", "config": {"batch_shape": [None, 4], "name": "input"}}
    return {"class_name": "Sequential", "config": {"name": "chain", "layers": [first, *rest]}}


def chain_source(*, layers: int, text: str) -> str:
    layer = f"StringLookup(vocabulary=['{text}'] * 1_000)" if text else "Dense(4)"
    return (
        "import keras\n\ntensor = inputs = keras.Input((4,))\n"
        f"for place in range({layers}):\n    tensor = keras.layers.{layer}(tensor)\n"
        "model = keras.Model(inputs, tensor)\n"
    )


def _code(folder: Path, **chain: Any) -> Network:
    return from_python(chain_source(**chain))


def _config(folder: Path, **chain: Any) -> Network:
    return from_config(chain_config(**chain))


def _source_file(folder: Path, **chain: Any) -> Network:
    return _opened(folder / "chain.py", chain_source(**chain))


def _notebook(folder: Path, **chain: Any) -> Network:
    cell = {"cell_type": "code", "source": chain_source(**chain), "metadata": {}, "outputs": []}
    return _opened(folder / "chain.ipynb", json.dumps({"cells": [cell], "nbformat": 4}))


def _json_file(folder: Path, **chain: Any) -> Network:
    return _opened(folder / "chain.json", json.dumps(chain_config(**chain)))


def _keras_file(folder: Path, **chain: Any) -> Network:
    path = folder / "chain.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", "{}")
        archive.writestr("config.json", json.dumps(chain_config(**chain)))
    return read_model(path)


def _opened(path: Path, text: str) -> Network:
    path.write_text(text)
    return read_model(path)


WAYS: list[Callable[..., Network]] = [_code, _config, _source_file, _notebook, _json_file, _keras_file]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
@pytest.mark.parametrize(
    ("layers", "text"), [(MAX_NODES - 1, ""), (38, "word" * 125)], ids=["as many layers", "as many bytes"]
)
def test_what_is_at_a_limit_is_read_back(way: Callable[..., Network], layers: int, text: str, tmp_path: Path):
    network = way(tmp_path, layers=layers, text=text)
    assert len(network.nodes) == layers + 1
    assert not text or len(network.to_json(compact=True)) > MAX_BYTES * 0.9
    assert Network.from_json(network.to_json()) == network


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
@pytest.mark.parametrize(
    ("layers", "text", "words"), [(MAX_NODES, "", LAYERS), (42, "word" * 125, BYTES)], ids=["layers", "bytes"]
)
def test_what_is_beyond_a_limit_is_refused_with_its_name(
    way: Callable[..., Network], layers: int, text: str, words: str, tmp_path: Path
):
    with pytest.raises(BuilderError, match=words):
        way(tmp_path, layers=layers, text=text)

"""The overlay: what Keras's signatures and docstrings cannot tell, as data in ``overlay/*.json``.

``arguments.json`` holds fields of ArgumentSpec by argument name, for every class that has it; ``layers.json`` and
``objects.json`` hold them by class, and win; ``operations.json`` has both for ``keras.ops``. ``common.json`` lists the
layers that the palette shows first. Every row is tested against Keras.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

_FOLDER = Path(__file__).parent / "overlay"


@lru_cache(maxsize=1)
def argument_rows() -> dict[str, Row]:
    """Returns fields of ArgumentSpec by argument name."""
    found: dict[str, Row] = _read("arguments.json")
    return found


@lru_cache(maxsize=1)
def layer_rows() -> dict[str, Row]:
    """Returns fields of LayerEntry by class name; their ``arguments`` map a name to fields of ArgumentSpec."""
    found: dict[str, Row] = _read("layers.json")
    return found


@lru_cache(maxsize=1)
def object_rows() -> dict[str, dict[str, Row]]:
    """Returns fields of ObjectEntry by section (``losses``, ``metrics`` ...) and class name."""
    found: dict[str, dict[str, Row]] = _read("objects.json")
    return found


@lru_cache(maxsize=1)
def operation_rows() -> dict[str, dict[str, Row]]:
    """Returns for ``keras.ops`` fields of ArgumentSpec by name ("arguments") and of entries ("operations").

    Beside the fields of LayerEntry, ``constants`` names what ``Operation.call`` takes that is no tensor.
    """
    found: dict[str, dict[str, Row]] = _read("operations.json")
    return found


@lru_cache(maxsize=1)
def common_layers() -> dict[str, list[str]]:
    """Returns, by family, the layers that people reach for first, in the order to show them in."""
    found: dict[str, list[str]] = _read("common.json")
    return found


def _read(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text(encoding="utf-8"))

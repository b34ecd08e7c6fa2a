"""The graphs of one model, itself and its nested models, out of what Keras writes for them."""

import re
from collections.abc import Mapping
from typing import Any

from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.applications import catalogued
from builder.conversion.from_config.distributed import Steps
from builder.conversion.from_config.drawing import ConfigGraph, WeightGroup
from builder.conversion.from_config.objects import MODELS, plain_object
from builder.conversion.from_config.sequential import as_functional, as_object
from builder.network import Block
from builder.network.limits import MAX_NODES
from builder.network.notes import Note

_AUTOMATIC_MODEL = re.compile(r"(functional|sequential|model)(_[1-9]\d*)?")
_DEEPEST = 32
NodePath = tuple[str, str]
"""The key of a block, "" for the network itself, and the id of a node in it."""


class GraphReader:
    """Collects the blocks of one model, the groups of its weights and the notes, graph by graph."""

    def __init__(self) -> None:
        self.blocks: dict[str, Block] = {}
        self.groups: dict[NodePath, WeightGroup] = {}
        self.notes: list[Note] = []
        self._nodes = 0
        self._unnamed = 0

    def graph(self, data: object, where: str, *, key: str, group: str, depth: int, steps: Steps = ()) -> dict[str, Any]:
        """Returns the fields of the graph that a Functional or Sequential config describes.

        Args:
            where: how to call the model in a message.
            key: the block that it becomes, "" for the network.
            group: its group in Keras's weights file, "" or one that ends in a slash.
            steps: on what each of its layers is to work step by step, for a model in a TimeDistributed.
        """
        if depth > _DEEPEST:
            raise RefusedModelError(f"{where} nests models more than {_DEEPEST} deep.")
        class_name, config = plain_object(as_object(data), where)
        if class_name not in MODELS:
            raise RefusedModelError(
                f"{where} is a {class_name}. Only functional and Sequential models can be opened; "
                "write a subclassed model with the functional API."
            )
        layers = config.get("layers")
        if not isinstance(layers, list | tuple) or not layers:
            raise RefusedModelError(
                f"{where} has no list of layers, as subclassed models have none: write it with the functional API."
            )
        if "input_layers" not in config:
            config = as_functional(config, where)
        drawing = ConfigGraph(self, key, group, depth, steps)
        for layer in catalogued(config["layers"]):
            drawing.add(layer, where)
        return drawing.fields(config, where)

    def count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise RefusedModelError(f"This model has more than {MAX_NODES:,} layers, which is more than can be opened.")

    def block(self, data: Mapping[str, Any], where: str, group: str, depth: int, steps: Steps) -> str:
        """Reads a nested model into a block and returns its key."""
        key = f"b{len(self.blocks)}-{depth}"
        self.blocks[key] = Block()  # takes the key before the models inside it take theirs
        fields = self.graph(data, where, key=key, group=group, depth=depth, steps=steps)
        name = own_name(data)
        if not name:
            self._unnamed += 1
            name = f"block_{self._unnamed}"
        self.blocks[key] = Block(name=name[:200], **fields)
        return key


def own_name(data: Mapping[str, Any]) -> str:
    """Returns the name that somebody gave the model; "" where Keras named it."""
    config = data.get("config")
    name = config.get("name") if isinstance(config, Mapping) else None
    return "" if not isinstance(name, str) or _AUTOMATIC_MODEL.fullmatch(name) else name.strip()

"""Reads the dict that Keras writes for a model, of Keras 3 or Keras 2, into a network. Keras itself is not asked.

Nothing is deserialised by Keras: every class and argument is held against the catalogue, all else is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.conversion.canonical import canonical_with_ids
from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.drawing import WeightGroup
from builder.conversion.from_config.graph import GraphReader, NodePath, own_name
from builder.conversion.from_config.recipe import read_recipe
from builder.conversion.keeping import require_small_enough, told_as_refusal
from builder.network import Network, Node
from builder.network.notes import Note


@dataclass(frozen=True, slots=True)
class ConfigReading:
    """A network with where its layers' weights lie in Keras's file: the HDF5 group of each node that has some."""

    network: Network
    groups: dict[NodePath, WeightGroup] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def node(self, path: NodePath) -> Node:
        """Returns the node at a path."""
        key, node_id = path
        return (self.network.blocks[key] if key else self.network).nodes_by_id[node_id]


def from_config(config: Mapping[str, Any]) -> Network:
    """Returns the network of the model that ``config`` describes. Keras is not asked, and nothing in it is run.

    Args:
        config: what ``keras.saving.serialize_keras_object(model)`` or ``json.loads(model.to_json())`` gives, by Keras 3
            or Keras 2.

    Returns:
        The network, with a recipe where the model was compiled.

    Raises:
        RefusedModelError: it holds something that Layerloom does not know or must not run, or more than a document can
            hold; the message names it.
    """
    return read_config(config).network


def read_config(config: Mapping[str, Any]) -> ConfigReading:
    """Returns the network with the places of its weights and what was found on the way; see :func:`from_config`."""
    with told_as_refusal():
        reading = _read(config)
        require_small_enough(reading.network)
    return reading


def _read(config: Mapping[str, Any]) -> ConfigReading:
    reader = GraphReader()
    fields = reader.graph(config, "This model", key="", group="", depth=0)
    name = own_name(config)
    raw = Network(blocks=reader.blocks, **fields, **({"name": name[:200]} if name else {}))
    for graph in (raw, *raw.blocks.values()):
        if len(graph.order) < len(graph.nodes):
            raise RefusedModelError("The connections of this model run in a circle. A model feeds forward only.")
    compiled = config.get("compile_config")
    if isinstance(compiled, Mapping) and compiled.get("loss") is not None:
        recipe, notes = read_recipe(compiled, raw)
        raw = raw.model_copy(update={"recipe": recipe})
        reader.notes.extend(notes)
    network, ids = canonical_with_ids(raw)
    groups = {ids[path]: group for path, group in reader.groups.items() if path in ids}
    return ConfigReading(network, groups, tuple(dict.fromkeys(reader.notes)))

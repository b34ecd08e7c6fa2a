"""Putting a data set under a network: Inputs of its shapes, and the recipe that names it."""

from builder.data.info import DataSetInfo, FeatureInfo, input_node_config
from builder.network import INPUT, DataBinding, Network, Node, Position
from builder.network.names import unique_name, valid_name
from builder.network.record import Config
from builder.network.topology import input_ids


def use_as_input(network: Network, info: DataSetInfo, options: Config) -> Network:
    """Returns the network with an Input for every feature of the data, and the data in its recipe.

    Inputs that are there already take the shapes, in order, and keep their names and connections; only Inputs that are
    missing are added, at the left above the rest.
    """
    there = [network.nodes_by_id[node_id] for node_id in input_ids(network)]
    changed: dict[str, Node] = {}
    fed: dict[str, str] = {}
    for place, feature in enumerate(info.inputs):
        node = there[place] if place < len(there) else _new_input({**network.nodes_by_id, **changed}, feature)
        changed[node.id] = node.model_copy(update={"config": input_node_config(feature)})
        fed[node.id] = feature.name
    kept = tuple(changed.pop(node.id, node) for node in network.nodes)
    data = DataBinding(dataset=info.name, options=options, inputs=fed)
    recipe = network.recipe.model_copy(update={"data": data})
    return network.model_copy(update={"nodes": (*changed.values(), *kept), "recipe": recipe})


def _new_input(nodes: dict[str, Node], feature: FeatureInfo) -> Node:
    name = unique_name(valid_name(feature.name), set(nodes))
    top = min((node.position.y for node in nodes.values()), default=116.0)
    right = max((node.position.x for node in nodes.values() if node.class_name == INPUT), default=-260.0)
    level = min((node.position.y for node in nodes.values() if node.class_name == INPUT), default=top - 116.0)
    return Node(id=name, class_name=INPUT, label=name, position=Position(x=right + 260.0, y=level))

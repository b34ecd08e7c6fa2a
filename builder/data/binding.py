"""Matching a network with a data set: which data feed which Input, which target each output learns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.data.info import DataSetInfo, TargetInfo
from builder.data.matching import Shape, assign, feature_suits, input_shape, takes_tokens, target_suits
from builder.data.mismatches import (
    find_input_mismatches,
    input_without_data,
    output_without_target,
    unknown_feature,
    unknown_target,
)
from builder.network.model import Network, Node
from builder.network.problems import Problem
from builder.network.recipe import DataBinding
from builder.network.topology import input_ids, output_endpoints

if TYPE_CHECKING:
    from builder.engine.report import TensorSpec

Tensors = Mapping[str, "Sequence[TensorSpec]"]


@dataclass(frozen=True)
class Binding:
    """``inputs``: id of an Input node -> feature. ``targets``: id of an output node -> target (or feature: see below).

    An output may learn a feature, as an autoencoder does; :meth:`DataSetInfo.target` and
    :meth:`builder.data.arrays.Part.target` know that.
    """

    inputs: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def bind(
    network: Network, info: DataSetInfo, binding: DataBinding | None = None, *, tensors: Tensors | None = None
) -> Binding:
    """Returns what feeds each Input and what each output learns, with everything that does not fit.

    What ``binding`` says comes first. The rest goes by name (a layer called like a feature or target), then by shape,
    then by order. Whether an output can learn its target is for the recipe's check to say.

    Args:
        tensors: the outputs of each node as checking found them; without them targets go by name and order alone.
    """
    inputs, input_problems = _bind_inputs(network, info, binding)
    targets, target_problems = _bind_targets(network, info, binding, tensors or {})
    return Binding(inputs, targets, (*input_problems, *target_problems))


def _bind_inputs(
    network: Network, info: DataSetInfo, binding: DataBinding | None
) -> tuple[dict[str, str], list[Problem]]:
    nodes = [network.nodes_by_id[node_id] for node_id in input_ids(network) if node_id in network.nodes_by_id]
    problems: list[Problem] = []
    chosen: dict[str, str] = {}
    for node in nodes:
        name = binding.inputs.get(node.id) if binding else None
        if name is not None and info.feature(name) is None:
            problems.append(unknown_feature(node, info, name))
        elif name is not None:
            chosen[node.id] = name
    refused = {problem.node_id for problem in problems}
    left = [node for node in nodes if node.id not in chosen and node.id not in refused]
    chosen |= assign(
        left,
        info.inputs,
        lambda node, feature: feature_suits(feature, input_shape(node), takes_tokens(network, node)),
        taken=chosen.values(),
    )
    for node in nodes:
        feature = info.feature(chosen[node.id]) if node.id in chosen else None
        if feature is not None:
            problems.extend(find_input_mismatches(network, node, info, feature))
        elif node.id not in refused:
            problems.append(input_without_data(node, info))
    return {node.id: chosen[node.id] for node in nodes if node.id in chosen}, problems


def _bind_targets(
    network: Network, info: DataSetInfo, binding: DataBinding | None, tensors: Tensors
) -> tuple[dict[str, str], list[Problem]]:
    shapes = _output_shapes(network, tensors)
    nodes = [network.nodes_by_id[node_id] for node_id in shapes]
    problems: list[Problem] = []
    chosen: dict[str, str] = {}
    for node in nodes:
        name = binding.targets.get(node.id) if binding else None
        if name is not None and info.target(name) is None:
            problems.append(unknown_target(node, info, name))
        elif name is not None:
            chosen[node.id] = name
        elif (copied := _copied_feature(info, shapes[node.id])) is not None:
            chosen[node.id] = copied
    refused = {problem.node_id for problem in problems}

    def suits(node: Node, target: TargetInfo) -> bool:
        shape = shapes[node.id]
        return shape is None or target_suits(target, shape)

    left = [node for node in nodes if node.id not in chosen and node.id not in refused]
    chosen |= assign(left, info.targets, suits, taken=chosen.values())
    for node in left:
        if node.id in chosen:
            continue
        again = next((target.name for target in info.targets if shapes[node.id] and suits(node, target)), None)
        if again is not None:  # a second head on the same question, such as GoogLeNet's auxiliary classifiers
            chosen[node.id] = again
        else:
            problems.append(output_without_target(node, info))
    return {node.id: chosen[node.id] for node in nodes if node.id in chosen}, problems


def _output_shapes(network: Network, tensors: Tensors) -> dict[str, Shape | None]:
    """Returns the shape of each output without its batch dimension, None where checking did not get that far."""
    shapes: dict[str, Shape | None] = {}
    for endpoint in output_endpoints(network):
        if endpoint.node in network.nodes_by_id and endpoint.node not in shapes:
            outputs = tensors.get(endpoint.node, ())
            shapes[endpoint.node] = outputs[endpoint.output].shape[1:] if endpoint.output < len(outputs) else None
    return shapes


def _copied_feature(info: DataSetInfo, shape: Shape | None) -> str | None:
    """Returns the image or series that an output of this shape can only be meant to copy, as autoencoders do."""
    if shape is None or info.kind not in ("image", "series") or any(target_suits(t, shape) for t in info.targets):
        return None
    return next((feature.name for feature in info.inputs if feature.shape == shape), None)

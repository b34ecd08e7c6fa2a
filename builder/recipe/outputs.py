"""What one output of a network is, seen from training: its shape, its last activation, the target it learns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.catalog import load_catalog
from builder.data import DataSetInfo, TargetInfo
from builder.engine import Report
from builder.network import BLOCK, Graph, Network, Node
from builder.network.topology import output_endpoints

Shape = tuple[int | None, ...]

_KEEP_VALUES = frozenset({"Reshape", "Flatten", "Permute", "Dropout", "Identity", "Cropping1D", "Cropping2D"})


@dataclass(frozen=True)
class Output:
    """An output node with what training must know of it.

    ``shape`` leaves out the batch dimension. ``activation`` is a name such as "softmax"; "linear" where values leave as
    they are, "unknown" where it cannot be told.
    """

    node: Node
    shape: Shape
    activation: str
    target: TargetInfo | None
    learns_input: bool = False

    @property
    def units(self) -> int | None:
        """The size of the last axis."""
        return self.shape[-1] if self.shape else None


def outputs_of(network: Network, report: Report, info: DataSetInfo, targets: Mapping[str, str]) -> tuple[Output, ...]:
    """Returns the outputs, in order, that checking worked out; ``targets`` says by node id what each of them learns."""
    found: dict[str, Output] = {}
    for endpoint in output_endpoints(network):
        tensors = report.tensors.get(endpoint.node, ())
        if endpoint.node in found or endpoint.output >= len(tensors):
            continue
        name = targets.get(endpoint.node)
        found[endpoint.node] = Output(
            node=network.nodes_by_id[endpoint.node],
            shape=tensors[endpoint.output].shape[1:],
            activation=last_activation(network, endpoint.node),
            target=info.target(name) if name else None,
            learns_input=name is not None and all(target.name != name for target in info.targets),
        )
    return tuple(found.values())


def last_activation(graph: Graph, node_id: str) -> str:
    """Returns the name of the function that the values of a node passed last.

    >>> from builder.network import Network, Node
    >>> last_activation(Network(nodes=(Node(id="a", class_name="Dense", config={"activation": "relu"}),)), "a")
    'relu'
    """
    seen: set[str] = set()
    while node_id in graph.nodes_by_id and node_id not in seen:
        seen.add(node_id)
        node = graph.owner(graph.nodes_by_id[node_id])
        edges = graph.edges_into.get(node_id, ())
        if node.class_name not in _KEEP_VALUES or not edges:
            return "unknown" if node.class_name == BLOCK else _activation(node.class_name, node.config)
        node_id = edges[0].source
    return "unknown"


def _activation(class_name: str, config: Mapping[str, Any]) -> str:
    inner = config.get("layer")
    if isinstance(inner, dict) and isinstance(inner.get("config"), dict):  # TimeDistributed and other wrappers
        return _activation(str(inner.get("class_name")), inner["config"])
    if class_name in ("Softmax", "ReLU", "ELU", "LeakyReLU", "PReLU"):
        return class_name.lower()
    entry = load_catalog().layers.get(class_name)
    spec = next((one for one in entry.arguments if one.name == "activation"), None) if entry else None
    if spec is None:
        return "linear"
    value = config.get("activation", spec.default)
    if isinstance(value, dict):
        value = value.get("class_name")
    return str(value).lower() if value else "linear"

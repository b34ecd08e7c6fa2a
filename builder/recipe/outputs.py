"""What one output of a network is, seen from training: its shape, its last activation, the target it learns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.data import DataSetInfo, TargetInfo
from builder.engine import Report, TensorSpec
from builder.network import BLOCK, Endpoint, Graph, Network, Node
from builder.network.model import INPUT
from builder.network.order import reach
from builder.network.topology import ancestors, input_ids, output_endpoints
from builder.recipe.layer_ranges import range_after
from builder.recipe.ranges import UNKNOWN, Range

Shape = tuple[int | None, ...]
Tensors = Mapping[str, Sequence[TensorSpec]]


@dataclass(frozen=True)
class Output:
    """An output node with what training must know of it.

    ``shape`` leaves out the batch dimension. ``values`` says where its numbers lie, whatever the weights.
    ``learns_shares`` says that what it learns is known to lie between 0 and 1, as scaled pixels do.
    """

    node: Node
    shape: Shape
    values: Range
    target: TargetInfo | None
    learns_input: bool = False
    learns_shares: bool = False

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
        copied = name is not None and all(target.name != name for target in info.targets)
        found[endpoint.node] = Output(
            node=network.nodes_by_id[endpoint.node],
            shape=tensors[endpoint.output].shape[1:],
            values=range_of(network, report, endpoint),
            target=info.target(name) if name else None,
            learns_input=copied,
            learns_shares=copied and _lies_in_shares(info, name or ""),
        )
    return tuple(found.values())


def _lies_in_shares(info: DataSetInfo, name: str) -> bool:
    """Whether a feature that is copied lies between 0 and 1 in the form in which the network gets it."""
    feature = info.feature(name)
    if feature is None or info.scaling != "none":
        return feature is not None and info.scaling == "unit"
    low, high = feature.minimum, feature.maximum
    return low is not None and high is not None and low >= 0 and high <= 1


def range_of(network: Network, report: Report, endpoint: Endpoint) -> Range:
    """Returns where the values of an output lie, followed through the graph and into its blocks.

    >>> from builder.network import Endpoint, Network, Node
    >>> network = Network(nodes=(Node(id="a", class_name="Dense", config={"activation": "softmax"}),))
    >>> range_of(network, Report(), Endpoint(node="a")).kind
    'distribution'
    """
    return _Walk(network, report, network, report.tensors, {}).of(endpoint.node, endpoint.output)


class _Walk:
    """The ranges of one graph's nodes; ``given`` says where the values lie that its Inputs bring."""

    def __init__(
        self, network: Network, report: Report, graph: Graph, tensors: Tensors, given: Mapping[str, Range]
    ) -> None:
        self._network = network
        self._report = report
        self._graph = graph
        self._tensors = tensors
        self._given = given

    def of(self, node_id: str, output: int) -> Range:
        """Returns the range of one output of a node, working out first what leads to it."""
        found: dict[str, tuple[Range, ...]] = {}
        needed = ancestors(self._graph, [node_id])
        for ancestor in self._graph.order:
            if ancestor in needed:
                found[ancestor] = self._outputs(ancestor, found)
        return _picked(found.get(node_id, ()), output)

    def _outputs(self, node_id: str, found: Mapping[str, tuple[Range, ...]]) -> tuple[Range, ...]:
        node = self._graph.nodes_by_id[node_id]
        owner = self._graph.owner(node)
        edges = self._graph.edges_into.get(node_id, ())
        incoming = [_picked(found.get(edge.source, ()), edge.output) for edge in edges]
        if owner.class_name == BLOCK:
            return self._inside(owner.block or "", incoming)
        if owner.class_name == INPUT:
            return (self._given.get(node_id, UNKNOWN),)
        before = self._shape(edges[0].source, edges[0].output) if edges else None
        return (range_after(owner.class_name, owner.config, incoming, before, self._shape(node_id, 0)),)

    def _inside(self, key: str, incoming: list[Range]) -> tuple[Range, ...]:
        block, report = self._network.blocks.get(key), self._report.blocks.get(key)
        if block is None or _holds_itself(self._network, key):
            return ()
        given = dict(zip(input_ids(block), incoming, strict=False))
        walk = _Walk(self._network, self._report, block, report.tensors if report else {}, given)
        return tuple(walk.of(endpoint.node, endpoint.output) for endpoint in output_endpoints(block))

    def _shape(self, node_id: str, output: int) -> Shape | None:
        tensors = self._tensors.get(node_id, ())
        return tensors[output].shape if output < len(tensors) else None


def _picked(outputs: tuple[Range, ...], output: int) -> Range:
    """Returns the range of one output; of the further outputs of a layer, such as states, nothing is known."""
    return outputs[output] if output < len(outputs) else UNKNOWN


def _holds_itself(network: Network, key: str) -> bool:
    def inner(block: str) -> list[str]:
        nodes = network.blocks[block].nodes if block in network.blocks else ()
        return [node.block for node in nodes if node.block is not None]

    return key in reach(inner(key), inner)

"""What each layer answered when its network was last checked, so that the next check looks only at what changed since.

Nodes and edges are frozen, and an edit replaces those that it changes: one that is the same object is unchanged.
"""

from typing import NamedTuple

from builder.engine.layer_call import LayerCall, LayerResult
from builder.engine.report import TensorSpec
from builder.network import Edge, Node

Sources = tuple[tuple[TensorSpec, ...], ...]
"""All outputs of the node at the beginning of each edge."""


class CheckedLayer(NamedTuple):
    """One layer that fits: what was asked, what came out, and all that this followed from."""

    node: Node
    owner: Node
    edges: tuple[Edge, ...]
    sources: Sources
    first: LayerCall | None
    call: LayerCall
    result: LayerResult


class PreviousCheck:
    """The layers of one network's last check; give the same object to its next. Not for several threads at once."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], CheckedLayer] = {}
        self._present: dict[tuple[str, str], CheckedLayer] = {}

    def begin(self) -> None:
        """A new check begins: what the one before did not come by is forgotten."""
        self._last, self._present = self._present, {}

    def find(
        self, graph: str, node: Node, owner: Node, edges: tuple[Edge, ...], sources: Sources, first: LayerCall | None
    ) -> CheckedLayer | None:
        """Returns the answer for ``node`` in the graph of this key, unless something that it followed from changed."""
        place = graph, node.id
        known = self._last.get(place)
        if (
            known is None
            or known.node is not node
            or known.owner is not owner
            or known.edges != edges
            or known.sources != sources
            or known.first != first
        ):
            return None
        self._present[place] = known
        return known

    def knows(self, graph: str, node: Node) -> bool:
        """Says whether this very node fitted last time, so that its class and arguments are sound."""
        known = self._last.get((graph, node.id))
        return known is not None and known.node is node

    def keep(self, graph: str, checked: CheckedLayer) -> None:
        self._present[graph, checked.node.id] = checked

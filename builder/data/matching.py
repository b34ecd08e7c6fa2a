"""Which feature suits an Input, and which target an output: by shape and by kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from builder.data.info import FeatureInfo, TargetInfo
from builder.network.model import Network, Node

Shape = tuple[int | None, ...]
Named = TypeVar("Named", FeatureInfo, TargetInfo)

EMBEDDING = "Embedding"


def input_shape(node: Node) -> Shape | None:
    """Returns the shape in an Input's config, or None where it holds no shape; checking says what is wrong then."""
    shape = node.config.get("shape")
    if not isinstance(shape, list):
        return None
    sizes = [size for size in shape if size is None or (isinstance(size, int) and not isinstance(size, bool))]
    return tuple(sizes) if len(sizes) == len(shape) else None


def embeddings_of(network: Network, input_id: str) -> tuple[Node, ...]:
    """Returns the Embedding layers that look up what this Input brings, each with the config that counts."""
    nodes = network.nodes_by_id
    fed = (nodes[edge.target] for edge in network.edges_out_of.get(input_id, ()) if edge.target in nodes)
    return tuple(network.owner(node) for node in fed if node.class_name == EMBEDDING)


def takes_tokens(network: Network, node: Node) -> bool:
    """Whether an Input expects whole numbers: by its dtype, or because an Embedding looks them up."""
    dtype = node.config.get("dtype")
    return (isinstance(dtype, str) and "int" in dtype) or bool(embeddings_of(network, node.id))


def shapes_agree(one: Shape, other: Shape) -> bool:
    """Whether two shapes can be the same, where None stands for any size.

    >>> shapes_agree((28, 28, 1), (None, None, 1)), shapes_agree((28, 28), (28, 28, 1))
    (True, False)
    """
    return len(one) == len(other) and all(a == b or a is None or b is None for a, b in zip(one, other, strict=True))


def feature_suits(feature: FeatureInfo, shape: Shape | None, tokens: bool) -> bool:
    """Whether the feature suits an Input of this shape, which expects token numbers or does not."""
    return (shape is None or shapes_agree(feature.shape, shape)) and (feature.vocabulary is not None) == tokens


def target_suits(target: TargetInfo, shape: Shape) -> bool:
    """Whether an output of this shape (without the batch dimension) answers exactly what the target asks.

    >>> digit = TargetInfo(name="digit", kind="classes", classes=tuple("0123456789"))
    >>> target_suits(digit, (10,)), target_suits(digit, (9,))
    (True, False)
    """
    count = len(target.classes)
    match target.kind:
        case "classes":
            return shapes_agree(shape, (count,))
        case "binary":
            return shapes_agree(shape, (count,)) or (not target.one_hot and shapes_agree(shape, (1,)))
        case "sequence":
            steps = target.shape[:1]
            return shapes_agree(shape, (*steps, count))
        case "number":
            return shapes_agree(shape, target.shape) or (target.shape == (1,) and shape == ())


def assign(
    nodes: Sequence[Node], offers: Sequence[Named], suits: Callable[[Node, Named], bool], *, taken: Iterable[str] = ()
) -> dict[str, str]:
    """Returns the name of an offer for each node, as far as they go: by name, then by suiting, then by order.

    No offer is given twice, and none that is in ``taken``. Nodes that suit few offers choose first.
    """
    free = {offer.name: offer for offer in offers if offer.name not in set(taken)}
    found: dict[str, str] = {}

    def give(node: Node, name: str) -> None:
        found[node.id] = name
        del free[name]

    for node in nodes:
        if node.title in free and suits(node, free[node.title]):
            give(node, node.title)
    open_nodes = [node for node in nodes if node.id not in found]
    choices: Mapping[str, int] = {node.id: sum(suits(node, offer) for offer in free.values()) for node in open_nodes}
    for node in sorted(open_nodes, key=lambda node: choices[node.id]):
        name = next((name for name, offer in free.items() if suits(node, offer)), None)
        if name is not None:
            give(node, name)
    for node, name in zip([node for node in nodes if node.id not in found], tuple(free), strict=False):
        give(node, name)
    return found

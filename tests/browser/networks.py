"""Networks that the browser's tests begin with."""

from itertools import pairwise

from builder.network import Edge, Network, Node, Position
from builder.network.record import Config

Layer = tuple[str, str, Config]
"""A layer's id, which is its label too, with its class and arguments."""

ROW, COLUMN = 116, 250
TABLE: Layer = ("input_1", "Input", {"shape": [8]})
IMAGES: Layer = ("input_1", "Input", {"shape": [8, 8, 1]})
SEQUENCE: Layer = ("input_1", "Input", {"shape": [20, 64]})


def chain(*layers: Layer, name: str = "A chain") -> Network:
    """Returns the layers one below the other, each fed by the one above."""
    nodes = tuple(
        Node(id=key, label=key, class_name=class_name, config=config, position=Position(y=ROW * row))
        for row, (key, class_name, config) in enumerate(layers)
    )
    edges = tuple(Edge(id=f"{a.id}-{b.id}", source=a.id, target=b.id) for a, b in pairwise(nodes))
    return Network(name=name, nodes=nodes, edges=edges)


def dense_chain() -> Network:
    """Returns a small table network: input_1, dense_1, dense_2."""
    return chain(TABLE, ("dense_1", "Dense", {"units": 16}), ("dense_2", "Dense", {"units": 4}))

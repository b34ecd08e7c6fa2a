"""The networks that benchmarks measure on."""

import math
from typing import Any

from builder.network import Edge, Network, Node, Position

STAGES, BLOCKS = 12, 12


class Drawing:
    """A network that grows by a layer at a time."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._edges: list[Edge] = []

    def add(self, name: str, class_name: str, config: dict[str, Any], *sources: str) -> str:
        place = Position(x=0, y=116.0 * len(self._nodes))
        self._nodes.append(Node(id=name, class_name=class_name, config=config, label=name, position=place))
        for index, source in enumerate(sources):
            self._edges.append(Edge(id=f"{source}-{name}", source=source, target=name, index=index))
        return name

    def network(self) -> Network:
        return Network(nodes=tuple(self._nodes), edges=tuple(self._edges))


def twenty_layers() -> Network:
    """Returns five rounds of convolution, normalization and relu, with pooling, down to ten classes."""
    drawing = Drawing()
    last = drawing.add("images", "Input", {"shape": [64, 64, 3]})
    for number in range(1, 6):
        config = {"filters": 8 * number, "kernel_size": 3, "padding": "same"}
        last = drawing.add(f"conv_{number}", "Conv2D", config, last)
        last = drawing.add(f"norm_{number}", "BatchNormalization", {}, last)
        last = drawing.add(f"relu_{number}", "ReLU", {}, last)
        if number in (2, 4):
            last = drawing.add(f"pool_{number}", "MaxPooling2D", {}, last)
    last = drawing.add("average", "GlobalAveragePooling2D", {}, last)
    drawing.add("classes", "Dense", {"units": 10, "activation": "softmax"}, last)
    return drawing.network()


def deep_residual(stages: int = STAGES, blocks: int = BLOCKS) -> Network:
    """Returns a residual network, of about a thousand layers by default, each of its stages with a width of its own."""
    drawing = Drawing()
    last = drawing.add("images", "Input", {"shape": [64, 64, 3]})
    for stage in range(stages):
        width = 8 + 2 * stage
        last = _convolution(drawing, f"s{stage}_enter", width, last, strides=2 if stage % 4 == 3 else 1)
        for block in range(blocks):
            last = _block(drawing, f"s{stage}_b{block}", width, last)
    last = drawing.add("average", "GlobalAveragePooling2D", {}, last)
    drawing.add("classes", "Dense", {"units": 10, "activation": "softmax"}, last)
    return drawing.network()


def sixty_layers() -> Network:
    """Returns a residual network of sixty layers that learns the digits."""
    drawing = Drawing()
    last = drawing.add("images", "Input", {"shape": [28, 28, 1]})
    for stage, blocks in enumerate((3, 3, 2)):
        last = _convolution(drawing, f"s{stage}_enter", 16 << stage, last, strides=1 if stage == 0 else 2)
        for block in range(blocks):
            last = _block(drawing, f"s{stage}_b{block}", 16 << stage, last)
    last = drawing.add("average", "GlobalAveragePooling2D", {}, last)
    drawing.add("classes", "Dense", {"units": 10, "activation": "softmax"}, last)
    return drawing.network()


def in_columns(network: Network) -> Network:
    """Returns the network in columns side by side: all of it is in view at once, which is the hardest to draw."""
    rows = math.isqrt(len(network.nodes)) * 2
    places = (Position(x=250.0 * (number // rows), y=116.0 * (number % rows)) for number in range(len(network.nodes)))
    nodes = (node.model_copy(update={"position": place}) for node, place in zip(network.nodes, places, strict=True))
    return network.model_copy(update={"nodes": tuple(nodes)})


def _convolution(drawing: Drawing, name: str, width: int, source: str, *, strides: int = 1) -> str:
    config: dict[str, Any] = {"filters": width, "kernel_size": 3, "padding": "same", "use_bias": False}
    if strides > 1:
        config["strides"] = strides
    return drawing.add(name, "Conv2D", config, source)


def _block(drawing: Drawing, name: str, width: int, source: str) -> str:
    first = _convolution(drawing, f"{name}_conv_a", width, source)
    first = drawing.add(f"{name}_norm_a", "BatchNormalization", {}, first)
    first = drawing.add(f"{name}_relu_a", "ReLU", {}, first)
    second = _convolution(drawing, f"{name}_conv_b", width, first)
    second = drawing.add(f"{name}_norm_b", "BatchNormalization", {}, second)
    merged = drawing.add(f"{name}_add", "Add", {}, source, second)
    return drawing.add(f"{name}_relu_b", "ReLU", {}, merged)

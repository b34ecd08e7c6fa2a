"""Small networks as data meet them: Inputs, outputs and nothing between."""

from builder.engine.report import TensorSpec
from builder.network import Edge, Network, Node


def network_of(inputs, outputs, *, vocabulary=None):
    """Returns a network and what its outputs give.

    Args:
        inputs: label -> config of an Input, or only its shape.
        outputs: label -> shape of an output without the batch dimension; each output sees every Input.
        vocabulary: puts an Embedding of so many tokens behind every Input.
    """
    nodes, edges = [], []
    for label, config in inputs.items():
        config = config if isinstance(config, dict) else {"shape": list(config)}
        nodes.append(Node(id=f"{label}_id", class_name="Input", label=label, config=config))
    ends = [node.id for node in nodes]
    if vocabulary is not None:
        for end in list(ends):
            config = {"input_dim": vocabulary, "output_dim": 8}
            nodes.append(Node(id=f"embed_{end}", class_name="Embedding", label=f"embed {end}", config=config))
            edges.append(Edge(id=f"e{len(edges)}", source=end, target=f"embed_{end}"))
        ends = [f"embed_{end}" for end in ends]
    nodes.append(Node(id="join", class_name="Concatenate"))
    edges += [Edge(id=f"j{place}", source=end, target="join", index=place) for place, end in enumerate(ends)]
    for label, shape in outputs.items():
        nodes.append(Node(id=f"{label}_id", class_name="Dense", label=label, config={"units": shape[-1]}))
        edges.append(Edge(id=f"o{label}", source="join", target=f"{label}_id"))
    tensors = {f"{label}_id": (TensorSpec((None, *shape)),) for label, shape in outputs.items()}
    return Network(nodes=tuple(nodes), edges=tuple(edges)), tensors

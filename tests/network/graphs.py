"""Small graphs that the network tests are about."""

from builder.network import Edge, Graph, Network, Node


def graph_of(*arrows: str, kind: type[Graph] = Network) -> Graph:
    """Returns a graph out of arrows such as "a>b"; nodes named in* are Inputs, all others Dense."""
    names = dict.fromkeys(name for arrow in arrows for name in arrow.split(">"))
    edges = [tuple(arrow.split(">")) for arrow in arrows if ">" in arrow]
    return kind(
        nodes=tuple(Node(id=name, class_name="Input" if name.startswith("in") else "Dense") for name in names),
        edges=tuple(
            Edge(id=f"e{place}", source=source, target=target, index=place)
            for place, (source, target) in enumerate(edges)
        ),
    )

from builder.network import Block, Edge, Network, Node
from builder.panels.network_map import TALLEST, height_of, map_of

INSIDE = Block(
    name="Residual",
    nodes=(
        Node(id="in", class_name="Input", config={"shape": [8]}),
        Node(id="a", class_name="Dense", config={"units": 4}),
        Node(id="b", class_name="Dense", config={"units": 8}),
    ),
    edges=(Edge(id="1", source="in", target="a"), Edge(id="2", source="a", target="b")),
)
NETWORK = Network(
    nodes=(
        Node(id="table", class_name="Input", config={"shape": [8]}),
        Node(id="body", class_name="Block", block="k", label="first body"),
    ),
    edges=(Edge(id="1", source="table", target="body"),),
    blocks={"k": INSIDE},
)


def test_a_block_is_one_box_with_its_name():
    boxes, arrows = map_of(NETWORK, dark=False)
    assert [box.label for box in boxes] == ["table\nInput · 8", "first body\nResidual · 2 layers inside"]
    assert [(arrow.source, arrow.to) for arrow in arrows] == [("table", "body")]


def test_a_deep_network_gets_a_taller_map_within_bounds():
    def boxes_of(network):
        return map_of(network, dark=False)[0]

    def stack(layers):
        nodes = (Node(id=f"d{place}", class_name="Dense", config={"units": 1}) for place in range(layers))
        edges = (Edge(id=f"e{place}", source=f"d{place - 1}", target=f"d{place}") for place in range(1, layers))
        return Network(nodes=tuple(nodes), edges=tuple(edges))

    flat, deep, deepest = (height_of(boxes_of(stack(layers)), at_least=360) for layers in (2, 9, 900))
    assert flat == height_of(boxes_of(Network()), at_least=360) == 360 < deep < deepest
    assert deepest == TALLEST

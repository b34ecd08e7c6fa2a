from builder.network import Block, Edge, Network, Node
from builder.panels.network_map import map_of

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

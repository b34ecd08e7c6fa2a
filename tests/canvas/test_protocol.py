import json

import pytest

from builder.canvas.protocol import RequestError, catalog_part, drawn_document, read_request
from builder.catalog import load_catalog
from builder.network import Block, Endpoint, Network, Node, PutBlock, PutNode, RemoveBlock, RemoveEdge
from builder.network.limits import MAX_EDGES, MAX_NODES
from builder.workspace.canvas_line import LONGEST


def request(**fields: object) -> dict[str, object]:
    return {"client": "tab_1", "have": {}, "first": 0, "edits": [], "selection": ["a"], "command": None} | fields


def test_edits_arrive_as_records():
    found = read_request(
        request(
            first=3,
            edits=[
                {"kind": "put_node", "node": {"id": "a", "class_name": "Dense"}},
                {"kind": "remove_edge", "id": "e"},
            ],
        )
    )
    assert found.edits == (PutNode(node=Node(id="a", class_name="Dense")), RemoveEdge(id="e"))
    assert (found.first, found.count, found.refused) == (3, 2, ())


def test_a_bad_edit_is_left_out_and_told_while_the_others_count():
    found = read_request(
        request(
            edits=[
                {"kind": "put_node", "node": {"id": "../etc", "class_name": "Dense"}},
                {"kind": "explode"},
                {"kind": "remove_edge", "id": "e"},
            ]
        )
    )
    assert found.edits == (RemoveEdge(id="e"),)
    assert found.count == 3
    assert len(found.refused) == 2
    assert found.refused[0].startswith("put_node.node.id")


def test_a_network_as_large_as_may_be_is_taken_away_and_another_put_there_in_one_request():
    nodes = [{"kind": "put_node", "node": {"id": f"n{place}", "class_name": "Dense"}} for place in range(MAX_NODES)]
    edge = {"source": "n0", "target": "n1"}
    edges = [{"kind": "put_edge", "edge": edge | {"id": f"e{place}"}} for place in range(MAX_EDGES)]
    gone = [{"kind": "remove_edge", "id": f"e{place}"} for place in range(MAX_EDGES)]
    gone += [{"kind": "remove_node", "id": f"n{place}"} for place in range(MAX_NODES)]
    sent = request(edits=[*gone, *nodes, *edges])
    assert len(json.dumps(sent)) < LONGEST
    found = read_request(sent)
    assert (found.count, found.refused) == (2 * (MAX_NODES + MAX_EDGES), ())


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "hello",
        request(client="<script>"),
        request(first=-1),
        request(edits={}),
        request(edits=[{}] * 50_001),
        request(command={"name": "format_disk"}),
        request(have={"revision": "new"}),
    ],
)
def test_what_is_no_request_is_refused_with_a_sentence(value: object):
    with pytest.raises(RequestError, match=r"^The canvas sent"):
        read_request(value)


def test_the_canvas_gets_every_field_of_what_it_draws_and_nothing_else():
    node = Node(id="a", class_name="Dense")
    document = drawn_document(Network(name="N", nodes=(node,), blocks={"k": Block(name="B", nodes=(node,))}))
    drawn = {
        "nodes": [
            {
                "id": "a",
                "class_name": "Dense",
                "config": {},
                "call": {},
                "label": "",
                "position": {"x": 0.0, "y": 0.0},
                "shares": None,
                "block": None,
            }
        ],
        "edges": [],
        "inputs": [],
        "outputs": [],
        "input_keys": [],
        "output_keys": [],
    }
    assert document == drawn | {"name": "N", "blocks": {"k": drawn | {"name": "B"}}}


def test_edits_inside_a_block_and_of_blocks_arrive_as_records():
    found = read_request(
        request(
            edits=[
                {"kind": "put_block", "id": "k", "name": "B", "inputs": [], "outputs": [{"node": "a", "output": 0}]},
                {"kind": "put_node", "node": {"id": "a", "class_name": "Dense"}, "block": "k"},
                {"kind": "remove_block", "id": "l"},
                {"kind": "remove_node", "id": "a", "block": "../k"},
            ]
        )
    )
    assert found.edits == (
        PutBlock(id="k", name="B", outputs=(Endpoint(node="a"),)),
        PutNode(node=Node(id="a", class_name="Dense"), block="k"),
        RemoveBlock(id="l"),
    )
    assert found.refused[0].startswith("remove_node.block")


def test_the_catalogue_part_names_itself_by_its_content():
    part = catalog_part()
    assert part is catalog_part()
    assert set(part) == {
        "hash",
        "families",
        "layers",
        "activations",
        "initializers",
        "regularizers",
        "constraints",
    }
    assert set(part["layers"]) == set(load_catalog().node_entries)


def test_what_equals_a_default_is_not_sent():
    spec = catalog_part()["layers"]["Dense"]["arguments"][0]
    assert spec["name"] == "units"
    assert spec["required"]
    assert "nullable" not in spec
    everything = load_catalog().model_dump_json(include={"layers", "operations"})
    assert len(json.dumps(catalog_part()["layers"])) < 0.7 * len(everything)

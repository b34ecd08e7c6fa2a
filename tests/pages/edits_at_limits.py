"""Edits as a canvas sends them, at every limit of the document and just beyond; whether they fit is known of each."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from builder.network.limits import MAX_BYTES, MAX_CONFIG_DEPTH, MAX_EDGES, MAX_NODES, MAX_TEXT, MAX_VALUES
from tests.network.longest import nested

JsonObject = dict[str, Any]
Step = tuple[str, list[JsonObject], bool]
"""What is tried, the edits of one request, and whether they can be kept."""


def put(node_id: str, config: JsonObject | None = None, block: str | None = None, **fields: Any) -> JsonObject:
    node = {"id": node_id, "class_name": "Dense", "config": config or {"units": 4}} | fields
    return {"kind": "put_node", "node": node, "block": block}


def edge(edge_id: str, **fields: Any) -> JsonObject:
    return {"kind": "put_edge", "edge": {"id": edge_id, "source": "images", "target": "classes"} | fields}


def settings(**fields: Any) -> JsonObject:
    return {"kind": "put_settings", "name": "At the limit"} | fields


SMALL: dict[str, tuple[int, Callable[[int], JsonObject]]] = {
    "levels": (MAX_CONFIG_DEPTH, lambda n: put("levels", {"value": nested(n - 1)})),
    "objects": (MAX_CONFIG_DEPTH, lambda n: put("objects", {"value": nested(n - 1, "config")})),
    "call": (MAX_CONFIG_DEPTH, lambda n: put("call", call={"training": nested(n - 1)})),
    "levels in a block": (MAX_CONFIG_DEPTH, lambda n: put("levels", {"value": nested(n - 1)}, "inner")),
    "text": (MAX_TEXT, lambda n: put("text", {"value": "y" * n})),
    "text of many bytes": (MAX_TEXT, lambda n: put("bytes", {"value": ["\U0001f9f5" * n]})),
    "key": (MAX_TEXT, lambda n: put("key", {"k" * n: 1})),
    "digits": (300, lambda n: put("digits", {"units": -int("9" * n)})),
    "label": (200, lambda n: put("label", label="l" * n)),
    "id": (64, lambda n: put("i" * n)),
    "class": (63, lambda n: put("class", class_name="C" * n)),
    "output": (1_000, lambda n: edge("output", output=n)),
    "index": (10_000, lambda n: edge("index", index=n)),
    "argument": (63, lambda n: edge("argument", argument="a" * n)),
    "name": (200, lambda n: settings(name="n" * n)),
    "keys": (200, lambda n: settings(output_keys=["k" * n])),
    "block": (64, lambda n: {"kind": "put_block", "id": "b" * n, "name": "Block"}),
}
LARGE = ("values", "bytes", "layers", "layers of a block", "edges", "19 MB of text", "half a character", "no number")


def steps(random: Random, count: int, *, nodes: int) -> Iterator[Step]:
    """Yields so many steps for a network of so many nodes; what makes it large is taken away in the next."""
    made = 0
    while made < count:
        if random.random() < 0.9:
            name = random.choice(list(SMALL))
            most, make = SMALL[name]
            amount = most + random.choice([-1, 0, 0, 1, 2, most])
            yield f"{name}: {amount:,}", [make(amount)], amount <= most
            made += 1
        else:
            for step in _large(random, random.choice(LARGE), nodes):
                yield step
                made += 1


def _large(random: Random, name: str, nodes: int) -> list[Step]:
    beyond = random.choice([0, 1])
    if name == "values":
        return _one(name, {"value": [0] * (MAX_VALUES - 1 + beyond)}, fits=not beyond)
    if name == "bytes":
        # What steps before have put takes some room, too.
        return _one(name, {"value": ["y" * MAX_TEXT] * (MAX_BYTES // MAX_TEXT - 20 * (1 - beyond))}, fits=not beyond)
    if name == "19 MB of text":
        return _one(name, {"value": "y" * 19_000_000}, fits=False)
    if name == "half a character":
        return _one(name, {"value": "\ud800"}, fits=False)
    if name == "no number":
        return _one(name, {"value": float("inf")}, fits=False)
    if name == "edges":
        ids = [f"many-{place}" for place in range(MAX_EDGES + 1)]
        return [(name, [edge(key) for key in ids], False)]
    # Steps before may have put nearly as many nodes as there are kinds of edits.
    block = "many" if name == "layers of a block" else None
    ids = [f"many-{place}" for place in range(MAX_NODES + 1 if beyond else MAX_NODES - nodes - len(SMALL) * 3)]
    taken_away = [{"kind": "remove_node", "id": key, "block": block} for key in ids]
    return [(name, [put(key, block=block) for key in ids], not beyond), (f"{name} removed", taken_away, True)]


def _one(name: str, config: JsonObject, *, fits: bool) -> list[Step]:
    return [(name, [put("large", config)], fits), (f"{name} removed", [{"kind": "remove_node", "id": "large"}], True)]

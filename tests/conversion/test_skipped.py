"""Sources as people publish them, with classes of their own: each stands as an error in its place, and all the rest is
as Python builds it.

A line of a source that says "# skipped: Name x3" is where three nodes come from that are not understood.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import keras
import pytest

from builder import Network, NotUnderstoodError, Problem, check, from_python, models_in, read_model, to_python
from builder.catalog import load_catalog
from builder.conversion.errors import InvalidNetworkError
from builder.conversion.imported import import_source, known_parts
from builder.conversion.merge import merge
from builder.conversion.to_python.to_python import to_python_with_lines
from builder.engine.build import make_layer
from builder.network import BLOCK, INPUT, Graph, Node, apply_edits
from builder.network.topology import output_endpoints
from builder.network.unread import is_unread, source_name, unread_of
from tests.conversion.plain_python import run
from tests.conversion.test_corpus import models_of

pytestmark = pytest.mark.keras

FOLDER = Path(__file__).parent / "skipped"
SOURCES = sorted(FOLDER.iterdir())
MARK = re.compile(r"# skipped: (\w+)(?: x(\d+))?$")


@pytest.fixture(params=SOURCES, ids=lambda path: path.stem, name="path")
def path_(request: pytest.FixtureRequest) -> Path:
    return request.param


def marked(path: Path) -> Counter[tuple[str, int]]:
    """Returns how often the source says that something of this name is not understood on this line."""
    found: Counter[tuple[str, int]] = Counter()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if mark := MARK.search(line):
            found[mark[1], number] += int(mark[2] or 1)
    return found


def graphs(network: Network) -> list[Graph]:
    return [network, *network.blocks.values()]


def unread_nodes(network: Network) -> list[Node]:
    """Returns the nodes that stand for what is not understood, each layer once."""
    return [node for graph in graphs(network) for node in graph.nodes if is_unread(node) and not node.shares]


def test_there_are_sixty_of_them() -> None:
    assert len(SOURCES) >= 60
    assert all(marked(path) for path in SOURCES)


def test_what_is_skipped_is_an_error_in_its_place_and_the_rest_is_as_in_python(path: Path) -> None:
    theirs = models_of(run(path))
    ours = models_in(path.read_text(encoding="utf-8"), partial=True)
    for names, model in theirs:
        name = next(name for name in names if name in ours)
        assert Likeness(ours[name], model).differences() == [], name
    assert list(ours)[-1] in theirs[-1][0], "the last model comes last"


def test_each_error_bears_the_name_and_the_line(path: Path) -> None:
    ours = models_in(path.read_text(encoding="utf-8"), partial=True)
    found = {(source_name(node), unread_of(node).line) for network in ours.values() for node in unread_nodes(network)}
    assert found == set(marked(path))
    most = Counter[tuple[str, int]]()
    for network in ours.values():
        most |= Counter((source_name(node), unread_of(node).line or 0) for node in unread_nodes(network))
    assert most == marked(path)


def test_unless_asked_for_it_is_refused_by_name_and_line(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    with pytest.raises(NotUnderstoodError) as raised:
        models_in(source)
    assert any(f"{name} could not be understood, line {line}: " in str(raised.value) for name, line in marked(path))
    assert raised.value.notes
    last = list(models_in(source, partial=True).values())[-1]
    for read in (lambda **how: from_python(source, **how), lambda **how: read_model(path, **how)):
        assert read(partial=True) == last
        assert read(partial=True).notes == raised.value.notes
        if unread_nodes(last):
            with pytest.raises(NotUnderstoodError):
                read()
        else:
            assert read() == last


def test_checking_tells_each_once_and_is_quiet_behind_it(path: Path) -> None:
    for network in models_in(path.read_text(encoding="utf-8"), partial=True).values():
        problems = [problem for problem in check(network).problems if problem.severity == "error"]
        own = [node.id for node in network.nodes if is_unread(node) and not node.shares]
        assert sorted(problem.node_id or "" for problem in problems if problem.code == "not_understood") == sorted(own)
        assert {problem.code for problem in problems} <= {"not_understood", "block"}
        assert bool(problems) == bool(unread_nodes(network))


def test_code_of_the_whole_refuses_it_and_partial_code_reads_back_to_the_same(path: Path) -> None:
    for network in models_in(path.read_text(encoding="utf-8"), partial=True).values():
        if not unread_nodes(network):
            continue
        with pytest.raises(InvalidNetworkError, match="could not be understood, line"):
            to_python(network)
        text = to_python_with_lines(network, partial=True).text
        read = import_source(text, known=known_parts(network))
        assert [note for note in read.notes if note.mistake] == []
        (again,) = read.models.values()
        assert without_lines(again) == without_lines(network.model_copy(update={"recipe": again.recipe}))
        assert merge(without_lines(network), without_lines(again)) == ()


def test_documents_hold_it(path: Path) -> None:
    for network in models_in(path.read_text(encoding="utf-8"), partial=True).values():
        assert Network.from_json(network.to_json()) == network


def without_lines(network: Network) -> Network:
    """Returns the network without the places of what was not understood; what is known anew is told where it stands."""

    def bare(node: Node) -> Node:
        if not is_unread(node) or node.shares:
            return node
        unread = unread_of(node)
        reason = re.sub(r" \(line \d+\)", "", unread.reason)
        config = unread.model_copy(update={"line": None, "reason": reason}).to_config()
        return node.model_copy(update={"config": config})

    blocks = {
        key: block.model_copy(update={"nodes": tuple(map(bare, block.nodes))}) for key, block in network.blocks.items()
    }
    return network.model_copy(
        update={"nodes": tuple(map(bare, network.nodes)), "blocks": blocks, "name": Network().name}
    )


class Likeness:
    """Compares a network with a Keras model from the outputs backwards, layer by layer with what flows into each."""

    def __init__(self, network: Network, model: keras.Model) -> None:
        self._network = network
        self._model = model
        self._differences: list[str] = []
        self._seen: set[tuple[int, str, str, int]] = set()
        self._pairs: dict[tuple[int, str], int] = {}

    def differences(self) -> list[str]:
        if type(self._model) not in (keras.Model, keras.Sequential, keras.src.models.functional.Functional):
            (node,) = self._network.nodes
            return [] if source_name(node) == type(self._model).__name__ else [f"{node} is {self._model}"]
        self._compare_graphs(self._network, self._model)
        return self._differences

    def _compare_graphs(self, graph: Graph, model: keras.Model) -> None:
        outputs = keras.tree.flatten(model.outputs)
        ends = output_endpoints(graph)
        if len(outputs) != len(ends):
            self._differences.append(f"{len(ends)} outputs for {len(outputs)}")
        for end, tensor in zip(ends, outputs, strict=False):
            self._compare(graph, end.node, end.output, tensor)
        operations = (getattr(model, "_functional", None) or model).operations
        names = {operation.name for operation in operations}
        nodes = {node.block or node.id for node in graph.nodes if not node.shares}
        nodes -= {node.id for node in graph.nodes if source_name(node) == "condition"}
        if len(nodes) != len(operations):
            self._differences.append(f"{nodes} for {names}")

    def _compare(self, graph: Graph, node_id: str, output: int, tensor: keras.KerasTensor) -> None:
        operation, place, number = tensor._keras_history
        key = (id(graph), node_id, operation.name, place)
        node = graph.nodes_by_id[node_id]
        edges = graph.edges_into.get(node_id, ())
        if (
            source_name(node) == "condition" and type(operation).__name__ != "Lambda"
        ):  # one in doubt: in Python the tensor goes on
            self._compare(graph, edges[0].source, edges[0].output, tensor)
            return
        if output != number:
            self._differences.append(f"output {output} of {node_id} for {number} of {operation.name}")
        if key in self._seen:
            return
        self._seen.add(key)
        owner = graph.owner(node)
        if self._pairs.setdefault((id(graph), owner.id), id(operation)) != id(operation):
            self._differences.append(f"{owner.id} is shared otherwise")
        self._differences += self._difference(owner, operation)
        given = operation._inbound_nodes[place].input_tensors
        if len(given) != len(edges):
            self._differences.append(f"{len(edges)} tensors into {node_id} for {len(given)}")
        for edge, inner in zip(edges, given, strict=False):
            self._compare(graph, edge.source, edge.output, inner)

    def _difference(self, node: Node, operation: Any) -> list[str]:
        """Returns what differs between a node and a layer or operation of Keras, by themselves."""
        told = [f"{node.class_name} {node.config} for {operation}"]
        name = type(operation).__name__
        if is_unread(node):
            return [] if name == source_name(node) else told
        if node.class_name == INPUT:
            shape = [None, *node.config["shape"]]  # type: ignore[misc]
            return [] if name == "InputLayer" and list(operation.batch_shape) == shape else told
        if node.class_name == BLOCK:
            self._compare_graphs(self._network.blocks[node.block or ""], operation)
            return []
        entry = load_catalog().node_entries[node.class_name]
        if entry.operation:
            return [] if name == entry.operation else told
        made = make_layer(node.class_name, node.config, name="layer")
        return [] if name == type(made).__name__ and settings(made) == settings(operation) else told


def settings(layer: keras.Layer) -> Any:
    config = json.loads(json.dumps(layer.get_config(), default=str))
    return without_what_building_adds(config)


BUILT = frozenset({"attention_axes", "axis", "build_config", "key_shape", "name", "query_shape", "seed", "value_shape"})
"""Settings that a built layer tells otherwise than a new one; the sources give none of them."""


def without_what_building_adds(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_what_building_adds(item) for key, item in value.items() if key not in BUILT}
    return [without_what_building_adds(item) for item in value] if isinstance(value, list) else value


def test_problem_offers_what_was_understood_of_a_layer() -> None:
    source = "import keras\nm = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation=f(2))])"
    network = from_python(source, partial=True)
    (problem,) = check(network).problems
    assert isinstance(problem, Problem)
    (fix,) = problem.fixes
    mended = apply_edits(network, fix.edits)
    assert check(mended).ok
    assert [(node.class_name, node.config) for node in mended.nodes][1:] == [("Dense", {"units": 4})]

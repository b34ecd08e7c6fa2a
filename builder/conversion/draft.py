"""A graph while an importer collects it, and the one form in which every importer hands it over.

The same model gives the same document whichever way it comes in: from Keras, from a file or from source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.conversion.to_python.names import is_automatic
from builder.engine.words import snake_case
from builder.network import Edge, Endpoint, Graph, Node
from builder.network.blocks import model_nodes
from builder.network.names import MAX_LENGTH, unique_name, valid_name
from builder.network.record import Config
from builder.network.topology import input_ids, output_endpoints


@dataclass(frozen=True, slots=True)
class Feed:
    """The tensor that flows into one place of a call; ``source`` is the number of the call that gives it."""

    source: int
    output: int = 0
    argument: str | None = None
    index: int = 0


@dataclass(frozen=True, slots=True)
class _Call:
    class_name: str
    config: Config
    call: Config
    name: str
    feeds: tuple[Feed, ...]
    shares: int | None
    block: str | None


@dataclass(frozen=True, slots=True)
class DraftedGraph:
    """The fields of a ``Graph`` and the node id that each call got; calls that lead to no output have none."""

    fields: dict[str, Any]
    ids: dict[int, str] = field(default_factory=dict)


class ImportedGraph:
    """Collects the calls of one graph in the order in which they are made."""

    def __init__(self) -> None:
        self._calls: list[_Call] = []

    def add(
        self,
        class_name: str,
        *,
        config: Config | None = None,
        call: Config | None = None,
        name: str = "",
        feeds: Iterable[Feed] = (),
        shares: int | None = None,
        block: str | None = None,
    ) -> int:
        """Adds one call and returns its number.

        Args:
            name: the name that its author gave the layer; names such as Keras gives ("dense_3") count as none.
            shares: the number of the call whose layer this one calls again.
            block: the key of the block that a Block stands for.
        """
        self._calls.append(_Call(class_name, config or {}, call or {}, name, tuple(feeds), shares, block))
        return len(self._calls) - 1

    def finish(self, inputs: Sequence[int], outputs: Sequence[tuple[int, int]]) -> DraftedGraph:
        """Returns the graph between the chosen inputs and outputs (call number and output number each).

        Ids are the layers' names; nodes stand in the order in which the source writes them; inputs and outputs are left
        empty where they are the ones that the document would derive.
        """
        names = self._names()
        nodes = tuple(self._node(number, names) for number in range(len(self._calls)))
        edges = tuple(edge for number in range(len(self._calls)) for edge in self._edges(number, names))
        chosen_inputs = tuple(names[number] for number in inputs)
        chosen_outputs = tuple(Endpoint(node=names[number], output=output) for number, output in outputs)
        whole = Graph(nodes=nodes, edges=edges, inputs=chosen_inputs, outputs=chosen_outputs)
        order = model_nodes(whole)
        kept = Graph(
            nodes=tuple(whole.nodes_by_id[node_id] for node_id in order),
            edges=tuple(edge for node_id in order for edge in whole.edges_into.get(node_id, ())),
        )
        fields: dict[str, Any] = {"nodes": kept.nodes, "edges": kept.edges}
        if chosen_inputs != input_ids(kept):
            fields["inputs"] = chosen_inputs
        if chosen_outputs != output_endpoints(kept):
            fields["outputs"] = chosen_outputs
        reached = set(order)
        return DraftedGraph(fields, {number: node_id for number, node_id in names.items() if node_id in reached})

    def _names(self) -> dict[int, str]:
        """Names the calls: those that people named first, then the others by class and number."""
        taken: set[str] = set()
        names: dict[int, str] = {}
        owners = [number for number, call in enumerate(self._calls) if call.shares is None]
        named = [number for number in owners if self._label(number)]
        for number in named:
            names[number] = unique_name(valid_name(self._label(number))[: MAX_LENGTH - 8], taken)
            taken.add(names[number])
        numbers: dict[str, int] = {}
        for number in owners:
            if number in names:
                continue
            stem = snake_case(self._calls[number].class_name.rpartition(".")[2])
            count = numbers.get(stem, 0) + 1
            while f"{stem}_{count}" in taken:
                count += 1
            numbers[stem] = count
            names[number] = f"{stem}_{count}"
            taken.add(names[number])
        times: dict[int, int] = {}
        for number, call in enumerate(self._calls):
            if call.shares is not None:
                times[call.shares] = times.get(call.shares, 1) + 1
                names[number] = f"{names[call.shares]}-{times[call.shares]}"
        return names

    def _label(self, number: int) -> str:
        """Returns the name that people gave the layer; an operation has none, because source cannot give it one."""
        call = self._calls[number]
        nameless = call.shares is not None or call.class_name.startswith("ops.")
        return "" if nameless or is_automatic(call.name, call.class_name) else call.name[:200].strip()

    def _node(self, number: int, names: dict[int, str]) -> Node:
        call = self._calls[number]
        return Node(
            id=names[number],
            class_name=call.class_name,
            config={} if call.shares is not None else call.config,
            call=call.call,
            label=self._label(number),
            shares=None if call.shares is None else names[call.shares],
            block=call.block,
        )

    def _edges(self, number: int, names: dict[int, str]) -> list[Edge]:
        return [
            Edge(
                id=f"{names[number]}-in{place}",
                source=names[feed.source],
                target=names[number],
                output=feed.output,
                argument=feed.argument,
                index=feed.index,
            )
            for place, feed in enumerate(self._calls[number].feeds)
        ]

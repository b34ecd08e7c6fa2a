"""A model of the source as a network: its calls become nodes, the models in it blocks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.conversion.canonical import canonical_with_ids
from builder.conversion.from_python.keras.adapting import is_measuring
from builder.conversion.from_python.keras.graph import (
    Call,
    Layer,
    Link,
    Model,
    Sequential,
    Tensor,
    all_calls,
    calls_between,
    is_input,
)
from builder.conversion.from_python.keras.recipe import recipe_of
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.language.budget import ExhaustedError
from builder.conversion.to_python.names import is_automatic
from builder.network import BLOCK, INPUT, Block, Edge, Endpoint, Graph, Network, Node
from builder.network.blocks import block_order
from builder.network.limits import MAX_NODES

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_AUTOMATIC = re.compile(r"((functional|sequential|model)(_[1-9]\d*)?)?")


@dataclass(frozen=True, slots=True)
class ReadNetwork:
    """A network and, for each of its nodes, the lines of the source on which its layer stands."""

    network: Network
    lines: dict[str, tuple[int, int]]


def network_of(run: "KerasInterpreter", model: Model) -> ReadNetwork:
    """Returns the model as a network in canonical form with its recipe; one without layers is an empty network."""
    if not model.outputs:
        run.notes.add(model.line, "The model that is made here has no layers.")
    drawing = _Drawing(run)
    fields = drawing.fields(model)
    name = own_name(model)
    raw = Network(blocks=drawing.blocks, **fields, **({"name": name} if name else {}))
    raw = _with_named_blocks(raw, drawing.unnamed)
    if model.compiled or model.fitted or model.evaluated or run.session.seed is not None or is_measuring(model):
        raw = raw.model_copy(update={"recipe": recipe_of(run, model, raw)})
    network, ids = canonical_with_ids(raw)
    _tell_uncounted_names(run, model, raw, ids)
    return ReadNetwork(
        network, {ids["", raw_id][1]: (line, line) for raw_id, line in _lines(model) if ("", raw_id) in ids}
    )


def _tell_uncounted_names(
    run: "KerasInterpreter", model: Model, raw: Network, ids: Mapping[tuple[str, str], tuple[str, str]]
) -> None:
    """Tells which names of layers the canonical form takes for Keras's own and numbers anew."""
    graphs: dict[str, Graph] = {"": raw, **raw.blocks}
    renamed = [
        node.label
        for key, graph in graphs.items()
        for node in graph.nodes
        if (key, node.id) in ids
        and is_automatic(node.label, node.class_name)
        and node.label not in ("", ids[key, node.id][1])
    ]
    if renamed:
        shown = ", ".join(f'"{name}"' for name in renamed[:3]) + (", ..." if len(renamed) > 3 else "")
        are, names = ("is a name", "it does") if len(renamed) == 1 else ("are names", "they do")
        run.notes.add(
            model.line,
            f"{shown} {are} such as Keras gives by itself, so {names} not count as chosen: such layers are numbered "
            "here in their order.",
        )


def _lines(model: Model) -> Iterator[tuple[str, int]]:
    """Yields for each call the line of the layer that it calls first, of the call itself where it comes again."""
    seen: set[int] = set()
    for call in all_calls(model):
        is_first = isinstance(call.callee, Layer) and id(call.callee) not in seen
        seen.add(id(call.callee))
        yield f"c{call.number}", (call.callee.line if is_first else 0) or call.line or call.callee.line


def own_name(model: Model) -> str:
    """Returns the name that the source gave the model; "" where it is such as Keras gives."""
    return "" if _AUTOMATIC.fullmatch(model.name) else model.name


def _with_named_blocks(network: Network, unnamed: set[str]) -> Network:
    """Names the blocks whose models have no name of their own "block_1", "block_2" ..., the inner ones first."""
    if not unnamed:
        return network
    taken = {block.name for key, block in network.blocks.items() if key not in unnamed}
    number = 0
    blocks = dict(network.blocks)
    for key in block_order(network):
        if key in unnamed:
            number += 1
            while f"block_{number}" in taken:
                number += 1
            blocks[key] = blocks[key].model_copy(update={"name": f"block_{number}"})
    return network.model_copy(update={"blocks": blocks})


@dataclass(slots=True)
class _Drawing:
    """Collects the blocks of one network; ids are numbers of calls until the canonical form names them."""

    run: "KerasInterpreter"
    blocks: dict[str, Block] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    nodes: int = 0
    _keys: dict[int, str] = field(default_factory=dict)

    def fields(self, model: Model) -> dict[str, Any]:
        """Returns the fields of the graph between the model's inputs and outputs."""
        calls = calls_between(model.inputs, model.outputs)
        self.nodes += len(calls) + len(model.inputs)
        if self.nodes > MAX_NODES:
            raise ExhaustedError(f"This model and the models in it have more than {MAX_NODES:,} layers.")
        substitutes = {id(tensor): self._input_of(tensor, model) for tensor in model.inputs}
        nodes = [node for node in substitutes.values() if node is not None]
        known = {node.id for node in nodes}
        edges: list[Edge] = []
        owners: dict[int, str] = {}
        for call in calls:
            if f"c{call.number}" in known:
                continue
            if isinstance(call.callee, Layer) and call.callee.is_input:
                node = self._loose_input(call, model)
            else:
                node = self._node(call, owners)
                edges += self._edges(call, substitutes)
            nodes.append(node)
        places = {tensor: node.id for tensor, node in substitutes.items() if node is not None}
        return {
            "nodes": tuple(nodes),
            "edges": tuple(edges),
            "inputs": tuple(node.id for node in substitutes.values() if node is not None),
            "outputs": tuple(
                Endpoint(node=places.get(id(tensor), f"c{tensor.call.number}"), output=tensor.output)
                for tensor in model.outputs
            ),
            "input_keys": model.input_keys,
            "output_keys": model.output_keys,
        }

    def _input_of(self, tensor: Tensor, model: Model) -> Node | None:
        """Returns the Input node of one of the model's inputs; one of an inner tensor becomes an Input of its shape."""
        layer = tensor.call.callee
        if is_input(tensor) and isinstance(layer, Layer):
            if "shape" not in layer.config and isinstance(model, Sequential) and model.is_assumed:
                self.run.notes.add(
                    model.line,
                    "This Sequential does not say what it takes: its size comes from the data. Set the shape of its "
                    "Input, or begin it with keras.Input(shape=...).",
                )
            return Node(id=f"c{tensor.call.number}", class_name=INPUT, config=layer.config, label=layer.name)
        shape = shape_of(self.run, tensor)
        if shape is None:
            self.run.notes.add(model.line, "The shape of an input of this model is not known without Keras.")
        config = {} if shape is None else {"shape": list(shape[1:])}
        return Node(id=f"i{tensor.call.number}-{tensor.output}", class_name=INPUT, config=config)

    def _loose_input(self, call: Call, model: Model) -> Node:
        layer = call.callee
        self.run.notes.add(
            model.line, f'The model uses the Input "{layer.title}" without naming it among its inputs.', mistake=True
        )
        config = layer.config if isinstance(layer, Layer) else {}
        return Node(id=f"c{call.number}", class_name=INPUT, config=config, label=layer.name)

    def _node(self, call: Call, owners: dict[int, str]) -> Node:
        node_id = f"c{call.number}"
        callee = call.callee
        if isinstance(callee, Model):
            return Node(id=node_id, class_name=BLOCK, call=call.config, block=self._block(callee))
        owner = owners.setdefault(id(callee), node_id)
        if owner != node_id:
            return Node(id=node_id, class_name=callee.entry.class_name, call=call.config, shares=owner)
        return Node(
            id=node_id,
            class_name=callee.entry.class_name,
            config=callee.config,
            call=call.config,
            label=_label(callee),
        )

    def _block(self, model: Model) -> str:
        key = self._keys.get(id(model))
        if key is None:
            key = self._keys[id(model)] = f"b{len(self._keys)}"
            name = own_name(model)
            self.blocks[key] = Block(name=name or "Block", **self.fields(model))
            if not name:
                self.unnamed.add(key)
        return key

    def _edges(self, call: Call, substitutes: dict[int, Node | None]) -> list[Edge]:
        edges = []
        for place, link in enumerate(call.links):
            source = _source(link, substitutes)
            if source is not None:
                edges.append(
                    Edge(
                        id=f"e{call.number}-{place}",
                        source=source[0],
                        target=f"c{call.number}",
                        output=source[1],
                        argument=link.argument,
                        index=link.index,
                    )
                )
        return edges


def _source(link: Link, substitutes: dict[int, Node | None]) -> tuple[str, int] | None:
    if id(link.tensor) in substitutes:
        node = substitutes[id(link.tensor)]
        return None if node is None else (node.id, 0)
    return f"c{link.tensor.call.number}", link.tensor.output


def _label(layer: Layer) -> str:
    stem = layer.automatic.rstrip("0123456789").rstrip("_") if layer.entry.operation else ""
    return "" if stem and re.fullmatch(rf"{re.escape(stem)}(_[1-9]\d*)?", layer.name) else layer.name

"""Networks and models as new models of the source: architectures of ``keras.applications``, and clones."""

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.catalog import load_catalog
from builder.conversion.from_python.keras.graph import Call, Layer, Link, Model, Sequential, Tensor, all_calls
from builder.conversion.from_python.keras.layer_calls import repeat_call
from builder.conversion.from_python.keras.models import registered
from builder.network import BLOCK, Graph, Network
from builder.network.blocks import model_nodes
from builder.network.topology import input_ids, output_endpoints

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def model_of(run: "KerasInterpreter", network: Network, *, name: str, line: int) -> Model:
    """Returns the network as a model with layers of its own."""
    model = _of_graph(run, network, network, name, line)
    run.session.models.append(model)
    return model


def _of_graph(run: "KerasInterpreter", graph: Graph, network: Network, name: str, line: int) -> Model:
    entries = load_catalog().node_entries
    blocks: dict[str, Model] = {}
    layers: dict[str, Layer] = {}
    tensors: dict[str, list[Tensor]] = {}
    outputs: dict[str, int] = {}
    for edge in graph.edges:
        outputs[edge.source] = max(outputs.get(edge.source, 1), edge.output + 1)
    for endpoint in output_endpoints(graph):
        outputs[endpoint.node] = max(outputs.get(endpoint.node, 1), endpoint.output + 1)
    for node_id in model_nodes(graph):
        node = graph.nodes_by_id[node_id]
        run.budget.spend_node()
        owner = graph.owner(node).id
        callee: Layer | Model
        if node.class_name == BLOCK and node.block is not None:
            if node.block not in blocks:
                block = network.blocks[node.block]
                blocks[node.block] = _of_graph(run, block, network, block.name, line)
            callee = blocks[node.block]
        else:
            if owner not in layers:
                own = graph.nodes_by_id[owner]
                automatic = own.label or owner
                layers[owner] = Layer(entries[own.class_name], dict(own.config), own.label, automatic, line)
            callee = layers[owner]
        links = tuple(
            Link(tensors[edge.source][edge.output], edge.argument, edge.index)
            for edge in graph.edges_into.get(node_id, ())
        )
        call = Call(run.session.next_call(), callee, links, dict(node.call), line)
        call.outputs = [Tensor(call, place) for place in range(outputs.get(node_id, 1))]
        callee.calls.append(call)
        tensors[node_id] = call.outputs
    ends = output_endpoints(graph)
    return Model(
        [tensors[node_id][0] for node_id in input_ids(graph)],
        [tensors[endpoint.node][endpoint.output] for endpoint in ends],
        name,
        name or "functional",
        line,
        graph.input_keys,
        graph.output_keys,
        "dict" if graph.output_keys else "one" if len(ends) == 1 else "list",
        depth=1 + max((block.depth for block in blocks.values()), default=0),
    )


def clone_model(run: "KerasInterpreter", model: Model, line: int) -> object:
    """Returns a copy of the model with weights of its own."""
    made: dict[int, Tensor] = {}
    layers: dict[int, Layer | Model] = {}
    for call in all_calls(model):
        callee = call.callee
        if id(callee) not in layers:
            layers[id(callee)] = (
                replace(callee, config=dict(callee.config), calls=[], line=line, holders=0)
                if isinstance(callee, Layer)
                else callee
            )
        made.update(repeat_call(run, call, layers[id(callee)], made, line))
    copy = Model(
        [made.get(id(tensor), tensor) for tensor in model.inputs],
        [made.get(id(tensor), tensor) for tensor in model.outputs],
        model.name,
        run.session.automatic_name("Functional"),
        line,
        model.input_keys,
        model.output_keys,
        model.structure,
    )
    if isinstance(model, Sequential):
        copy.structure = "one"
    if model.unread is not None:
        copy.unread = replace(model.unread, calls=[])
    return registered(run, copy, [])

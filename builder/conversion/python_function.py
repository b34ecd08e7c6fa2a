"""One graph as one Python function that builds its model."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.catalog import load_catalog
from builder.catalog.specs import LayerEntry
from builder.conversion.plan import arguments_of, is_plain_stack, outputs_of
from builder.conversion.python_layout import INDENT, WIDTH, Expression, Run, call, flat, lay_out, sequence
from builder.conversion.python_names import identifier
from builder.conversion.python_values import arguments_of_call, construct, quoted, value_of
from builder.conversion.python_variables import name_tensors
from builder.network import BLOCK, INPUT, Graph, Node
from builder.network.topology import input_ids, output_endpoints

Span = tuple[int, int]


@dataclass(slots=True)
class FunctionSource:
    """The lines of a function and where in them, counted from 1, each node is written."""

    lines: list[str] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)

    def write(
        self, expression: Expression, *, node_id: str | None = None, indent: int = INDENT, tail: str = ""
    ) -> None:
        first = len(self.lines) + 1
        self.lines.extend(lay_out(expression, indent=indent, tail=tail))
        if node_id is not None:
            first, _ = self.spans.get(node_id, (first, 0))
            self.spans[node_id] = (first, len(self.lines))


@dataclass(frozen=True, slots=True)
class BlockVariable:
    """The variable that holds a block's model, and how many tensors the model gives."""

    variable: str
    outputs: int


class FunctionWriter:
    """Writes the function of one graph.

    Args:
        order: the nodes of the model in the order of their statements.
        names: node id -> the name that its layer is given in the source; none where Keras may choose.
        blocks: the blocks by id, those at least that this graph holds.
        taken: identifiers that the function must not use for its own variables.
    """

    def __init__(
        self,
        graph: Graph,
        order: Sequence[str],
        *,
        names: dict[str, str],
        blocks: dict[str, BlockVariable],
        taken: set[str],
    ) -> None:
        self._graph = graph
        self._names = names
        self._blocks = blocks
        self._order = order
        self._source = FunctionSource()
        owners = [graph.owner(graph.nodes_by_id[node_id]) for node_id in self._order]
        shared = dict.fromkeys(
            owner.id for owner, node_id in zip(owners, self._order, strict=True) if owner.id != node_id
        )
        self._shared = {owner: identifier(graph.nodes_by_id[owner].title, taken) for owner in shared}
        self._written_layers: set[str] = set()
        self._variables = name_tensors(graph, self._order, taken)

    def write(self, header: str, prologue: list[Expression], *, model_name: str | None) -> FunctionSource:
        """Returns the function; ``prologue`` are statements that come before the layers."""
        self._source.lines.append(header)
        for statement in prologue:
            self._source.write(statement)
        name = [_keyword("name", quoted(model_name))] if model_name else []
        if is_plain_stack(self._graph, self._order):
            self._write_stack(name)
        else:
            self._write_graph(name)
        return self._source

    def _write_stack(self, name: Sequence[Expression]) -> None:
        source = self._source
        source.lines += ["    return keras.Sequential(", "        ["]
        for node_id in self._order:
            source.write(self._make(self._graph.nodes_by_id[node_id]), node_id=node_id, indent=3 * INDENT, tail=",")
        source.lines.append("        ]," if name else "        ]")
        source.lines += [f"        {flat(part)}," for part in name]
        source.lines.append("    )")

    def _write_graph(self, name: Sequence[Expression]) -> None:
        for node_id in self._order:
            self._write_node(self._graph.nodes_by_id[node_id])
        inputs = [self._variables[node_id, 0] for node_id in input_ids(self._graph)]
        outputs = [self._variables[endpoint.node, endpoint.output] for endpoint in output_endpoints(self._graph)]
        self._source.write(Run(("return ", call("keras.Model", _one_or_list(inputs), _one_or_list(outputs), *name))))

    def _write_node(self, node: Node) -> None:
        if node.class_name == INPUT:
            self._assign([self._variables[node.id, 0]], self._make(node), node)
            return
        owner = self._graph.owner(node)
        if owner.id in self._shared and owner.id not in self._written_layers:
            self._written_layers.add(owner.id)
            self._assign([self._shared[owner.id]], self._make(owner), node)
        self._assign(self._targets(node), call(self._callee(node), *self._call_arguments(node)), node)

    def _assign(self, targets: list[str], value: Run, node: Node) -> None:
        together = ", ".join(targets)
        head = flat(value).partition("(")[0]
        left: Expression = together + " = "
        if len(targets) > 1 and INDENT + len(f"{together} = {head}(") > WIDTH:
            left = Run((sequence(tuple(targets), brackets="()", always_open=True), " = "))
        self._source.write(Run((left, value)), node_id=node.id)

    def _targets(self, node: Node) -> list[str]:
        if node.class_name == BLOCK:
            return self._tensor_names(node, self._blocks[str(node.block)].outputs)
        entry = load_catalog().node_entries[node.class_name]
        names = self._tensor_names(node, len(outputs_of(entry, node, self._graph.owner(node))))
        if _is_cell(entry):
            # A cell answers with its output and one list of states.
            states = names[1:]
            return [names[0], f"({', '.join(states)},)" if len(states) == 1 else f"({', '.join(states)})"]
        return names

    def _tensor_names(self, node: Node, count: int) -> list[str]:
        return [self._variables.get((node.id, output), "_") for output in range(count)]

    def _callee(self, node: Node) -> Expression:
        if node.class_name == BLOCK:
            return self._blocks[str(node.block)].variable
        return self._shared.get(self._graph.owner(node).id) or self._make(node)

    def _make(self, node: Node) -> Run:
        """Returns the expression that makes the node's layer or Input."""
        entry = load_catalog().node_entries[node.class_name]
        name = [_keyword("name", quoted(self._names[node.id]))] if node.id in self._names else []
        if node.class_name == INPUT:
            return call("keras.Input", *arguments_of_call(entry.arguments, node.config), *name)
        return construct("layers", entry, node.config, *name)

    def _call_arguments(self, node: Node) -> list[Expression]:
        entry = load_catalog().node_entries.get(node.class_name)
        written: list[Expression] = []
        for argument, is_list, edges in arguments_of(entry, self._graph.edges_into.get(node.id, ())):
            tensors = [self._variables[edge.source, edge.output] for edge in edges]
            value = sequence(tuple(tensors)) if is_list else tensors[0]
            written.append(value if argument is None else _keyword(argument, value))
        constants = entry.call_arguments if entry else ()
        written += [
            _keyword(spec.name, value_of(spec, node.call[spec.name])) for spec in constants if spec.name in node.call
        ]
        return written


def _keyword(name: str, value: Expression) -> Run:
    return Run((f"{name}=", value))


def _one_or_list(variables: list[str]) -> Expression:
    return variables[0] if len(variables) == 1 else sequence(tuple(variables))


def _is_cell(entry: LayerEntry) -> bool:
    return any(port.name == "states" for port in entry.inputs)

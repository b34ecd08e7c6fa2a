"""One graph as one Python function that builds its model, with the helper functions that it calls."""

from collections.abc import Sequence

from builder.catalog import load_catalog
from builder.conversion.plan import Form, is_plain_stack, output_form, outputs_of
from builder.conversion.to_python.blocks import BlockCall
from builder.conversion.to_python.bodies import write_helper, write_loop
from builder.conversion.to_python.calls import call_of, constants, keyword, make_layer
from builder.conversion.to_python.comments import Comments
from builder.conversion.to_python.helpers import Helper, with_helpers
from builder.conversion.to_python.inlining import without_lone_helpers
from builder.conversion.to_python.layout import INDENT, WIDTH, Expression, Joined, call, flat, sequence
from builder.conversion.to_python.loops import ForLoop, with_loops
from builder.conversion.to_python.names import identifier
from builder.conversion.to_python.operations import part_targets
from builder.conversion.to_python.source import FunctionSource
from builder.conversion.to_python.stacks import write_stack
from builder.conversion.to_python.steps import CallStatement, Place
from builder.conversion.to_python.values import name_of, quoted
from builder.conversion.to_python.variables import (
    name_tensors,
    names_by_label,
)
from builder.network import BLOCK, Graph, Node
from builder.network.topology import input_ids, output_endpoints
from builder.network.unread import is_unread, unread_of


class FunctionWriter:
    """Writes the function of one graph, after those of its helpers.

    Args:
        order: the nodes of the model in the order of their statements.
        steps: a statement for each of these nodes.
        is_template: whether the steps stand for those of several graphs, with parameters in them.
        blocks: the blocks by id, those at least that this graph holds.
        taken: names that the function must not use for its own variables.
        functions: names of the module's functions, to which those of the helpers are added.
        comments: what to say between the statements; None says nothing.
    """

    def __init__(
        self,
        graph: Graph,
        order: Sequence[str],
        *,
        steps: list[CallStatement],
        is_template: bool,
        blocks: dict[str, BlockCall],
        taken: set[str],
        functions: set[str],
        comments: Comments | None = None,
    ) -> None:
        self._graph = graph
        self._comments = comments
        self._blocks = blocks
        self._order = order
        self._results: list[Place] = [(endpoint.node, endpoint.output) for endpoint in output_endpoints(graph)]
        self._steps = [self._with_block(step) for step in steps]
        self._helpers: list[Helper] = []
        self._is_stack = is_plain_stack(graph, order)
        results = {node_id for node_id, _ in self._results}
        items: list[CallStatement | ForLoop] = list(self._steps)
        self._taken = set(taken)
        if not self._is_stack:
            calls = self._steps
            if not is_template:
                calls, self._helpers = with_helpers(self._steps, results, functions)
            self._taken |= functions
            items = with_loops(calls, results, self._taken)
            items, self._helpers = without_lone_helpers(items, self._helpers)
        self._items = items
        self._source = FunctionSource()
        self._shared = self._name_shared_layers()
        self._written_layers: set[str] = set()
        naming = names_by_label(graph, self._results, input_ids(graph))
        self._tensors = {} if self._is_stack else name_tensors(items, self._results, naming, self._taken)

    def helpers(self) -> list[FunctionSource]:
        """Returns the functions that the graph's own function calls."""
        return [write_helper(helper) for helper in self._helpers]

    def write(self, header: Expression, prologue: Sequence[Expression], *, model_name: str | None) -> FunctionSource:
        """Returns the function; ``prologue`` are statements that come before the layers."""
        self._source.write(header, indent=0)
        for statement in prologue:
            self._source.write(statement)
        name = [keyword("name", name_of(model_name))] if model_name else []
        if self._is_stack:
            write_stack(self._source, self._steps, name, self._comments)
        else:
            self._write_graph(name)
        return self._source

    def _with_block(self, step: CallStatement) -> CallStatement:
        """Returns the step with the call that builds its block, where no variable holds that."""
        made = self._blocks[str(step.node.block)] if step.node and step.node.class_name == BLOCK else None
        if made is None or made.variable is not None:
            return step
        return CallStatement(made.step.token, step.arguments, step.writes, made.step.values, step.node_ids, step.node)

    def _name_shared_layers(self) -> dict[str, str]:
        owners = [self._graph.owner(self._graph.nodes_by_id[node_id]) for node_id in self._order]
        shared = dict.fromkeys(
            owner.id for owner, node_id in zip(owners, self._order, strict=True) if owner.id != node_id
        )
        return {owner: identifier(self._graph.nodes_by_id[owner].title, self._taken) for owner in shared}

    def _write_graph(self, name: Sequence[Expression]) -> None:
        previous: CallStatement | ForLoop | None = None
        for item in self._items:
            if self._comments is not None:
                self._source.comment(self._comments.before(item, previous, self._tensors))
            previous = item
            if isinstance(item, ForLoop):
                write_loop(self._source, item, self._tensors, self._taken)
            elif item.node is None:
                value = call_of(item, self._tensors)
                self._source.write(Joined((f"{self._tensors[item.writes, 0]} = ", value)), node_ids=item.node_ids)
            else:
                self._write_node(item, item.node)
        inputs = _one_or_several(
            [self._tensors[node_id, 0] for node_id in input_ids(self._graph)], self._graph.input_keys
        )
        outputs = _one_or_several([self._tensors[place] for place in self._results], self._graph.output_keys)
        nodes = self._graph.nodes
        if len(nodes) == 1 and is_unread(nodes[0]):  # a model that is not understood as a whole
            self._source.write(Joined(("return ", outputs)))
        else:
            self._source.write(Joined(("return ", call("keras.Model", inputs, outputs, *name))))

    def _write_node(self, step: CallStatement, node: Node) -> None:
        owner = self._graph.owner(node)
        layer = self._shared.get(owner.id)
        if node.class_name == BLOCK:
            self._write_block(step, node, self._blocks[str(node.block)])
            return
        if layer is not None and owner.id not in self._written_layers:
            self._written_layers.add(owner.id)
            self._assign([layer], make_layer(self._step_of(owner), owner), node)
        self._assign(self._targets(node), call_of(step, self._tensors, layer), node)

    def _write_block(self, step: CallStatement, node: Node, made: BlockCall) -> None:
        outputs, keys = output_endpoints(made.block), made.block.output_keys
        names = [self._tensors.get((step.writes, output), "_") for output in range(len(outputs))]
        if made.block.input_keys:
            tensors = [self._tensors[place] for _, _, places in step.arguments for place in places]
            given = _one_or_several(tensors, made.block.input_keys)
            value: Expression = call(str(made.variable), given, *constants(step, node))
        else:
            value = call_of(step, self._tensors, made.variable)
        whole = identifier(f"{made.variable}_outputs", self._taken) if keys else ", ".join(names)
        self._source.write(Joined((f"{whole} = ", value)), node_ids=step.node_ids)
        for key, name in zip(keys, names, strict=False):
            if name != "_":
                self._source.write(f"{name} = {whole}[{quoted(key)}]", node_ids=step.node_ids)

    def _step_of(self, owner: Node) -> CallStatement:
        return next(step for step in self._steps if step.writes == owner.id)

    def _assign(self, targets: list[str], value: Expression, node: Node) -> None:
        together = ", ".join(targets)
        head = flat(value).partition("(")[0]
        left: Expression = together + " = "
        if len(targets) > 1 and INDENT + len(f"{together} = {head}(") > WIDTH:
            left = Joined((sequence(tuple(targets), brackets="()", always_open=True), " = "))
        self._source.write(Joined((left, value)), node_ids=(node.id,))

    def _targets(self, node: Node) -> list[str]:
        if is_unread(node):
            last = max((output for node_id, output in self._tensors if node_id == node.id), default=0)
            return self._tensor_names(node, max(unread_of(node).outputs, last + 1))
        entry = load_catalog().node_entries[node.class_name]
        if entry.outputs_from:
            used = {place[1]: name for place, name in self._tensors.items() if place[0] == node.id}
            return part_targets(entry, self._graph.owner(node).config, used)
        owner = self._graph.owner(node)
        names = self._tensor_names(node, len(outputs_of(entry, node, owner)))
        return [_in_form(form, names) for form in output_form(entry, node, owner)]

    def _tensor_names(self, node: Node, count: int) -> list[str]:
        return [self._tensors.get((node.id, output), "_") for output in range(count)]


def _one_or_several(variables: list[str], keys: Sequence[str]) -> Expression:
    if keys:
        pairs = zip(keys, variables, strict=True)
        return sequence(tuple(Joined((f"{quoted(key)}: ", variable)) for key, variable in pairs), brackets="{}")
    return variables[0] if len(variables) == 1 else sequence(tuple(variables))


def _in_form(form: Form, names: list[str]) -> str:
    """Returns a variable, or the tuple of those that Keras gives as a list of their own."""
    if isinstance(form, int):
        return names[form]
    inner = [_in_form(part, names) for part in form]
    return f"({inner[0]},)" if len(inner) == 1 else f"({', '.join(inner)})"

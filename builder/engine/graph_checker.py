"""Follows the tensors through a graph, node by node, asking what each layer makes of what flows into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.catalog import load_catalog
from builder.catalog.specs import LayerEntry
from builder.engine.arguments import find_output_problem, find_port_problem, gather_arguments
from builder.engine.fixes import let_it_take, rank_fixes
from builder.engine.input_mismatch import InputMismatch, explain, explain_rank
from builder.engine.layer_call import LayerCall, LayerResult, canonical
from builder.engine.memo import Infer
from builder.engine.missing_inputs import tell_missing_inputs
from builder.engine.node_problems import find_node_problems, problem_inside, unknown_block
from builder.engine.previous_check import CheckedLayer, PreviousCheck
from builder.engine.report import TensorSpec
from builder.engine.source_fixes import find_source_mend
from builder.engine.words import counted, tensor_words
from builder.network import BLOCK, INPUT, Block, Edge, Graph, Node, Problem
from builder.network.structure import endless_blocks, find_structural_problems
from builder.network.topology import input_ids, output_endpoints, topological_order, used_nodes
from builder.network.unread import is_unread

HARMLESS = frozenset({"duplicate_name", "unused_input", "unused_layer", "unsound_input", "forgotten_input"})
"""Structural problems that leave the tensors of their node as they are."""

Weights = dict[tuple[str, str], LayerResult]
"""The answer for each layer of the model, by the id of its block ("" for the network itself) and of its owner."""


@dataclass(slots=True)
class GraphReport:
    """What a walk through one graph found.

    ``key`` says which graph, ``used`` which nodes lead to its outputs; ``built`` holds the call that decided each
    layer's weights, ``counted`` the blocks whose weights were counted at their first node.
    """

    key: str = ""
    used: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    tensors: dict[str, tuple[TensorSpec, ...]] = field(default_factory=dict)
    parameters: dict[str, int] = field(default_factory=dict)
    built: dict[str, LayerCall] = field(default_factory=dict)
    weights: Weights = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)


class GraphChecker:
    """Walks the graphs of one network: the network itself and, where nodes stand for them, its blocks."""

    def __init__(self, blocks: Mapping[str, Block], infer: Infer, previous: PreviousCheck | None = None) -> None:
        """Begins a walk; ``previous`` remembers the last walk through the same network as it was then."""
        self._blocks = blocks
        self._infer = infer
        self._previous = PreviousCheck() if previous is None else previous
        self._previous.begin()
        self._layers = load_catalog().node_entries
        self._walked: dict[tuple[str, tuple[TensorSpec, ...] | None], GraphReport] = {}
        self._fed: dict[str, GraphReport] = {}

    def through(self, graph: Graph, *, key: str = "", given: Mapping[str, TensorSpec] | None = None) -> GraphReport:
        """Returns what flows through ``graph``.

        Args:
            graph: the network, or the block whose id is ``key``.
            given: what a node that stands for the block feeds its Inputs; without it they are as they declare.
        """
        used = used_nodes(graph)
        structural = find_structural_problems(graph)
        report = GraphReport(key, used, list(structural if key else tell_missing_inputs(graph, structural)))
        broken = {problem.node_id for problem in report.problems if problem.code not in HARMLESS}
        for node in graph.nodes:
            problems = () if self._previous.knows(key, node) else find_node_problems(node, _sharers(graph, node))
            if problems:
                report.problems.extend(problems)
                broken.add(node.id)
        if given is not None:
            report.built.update(self.block(key).built)
        for node_id in topological_order(graph):
            node = graph.nodes_by_id[node_id]
            edges = graph.edges_into.get(node_id, ())
            if node_id in broken or node.shares in broken or any(edge.source not in report.tensors for edge in edges):
                continue
            if node.class_name == INPUT:
                report.tensors[node_id] = (given[node_id] if given and node_id in given else _declared(node),)
                report.parameters[node_id] = 0
                continue
            visit = self._visit_block if node.class_name == BLOCK else self._visit_layer
            problem = visit(graph, node, edges, report)
            if problem is not None:
                report.problems.append(problem)
        return report

    def block(self, key: str) -> GraphReport:
        """Returns what flows through a block on the shapes its own Inputs declare; its weights come from there."""
        if (key, None) not in self._walked:
            self._walked[key, None] = self.through(self._blocks[key], key=key)
        return self._walked[key, None]

    def inside(self) -> dict[str, GraphReport]:
        """Returns what flows through each block that ends: as its first node feeds it, else as its Inputs declare."""
        endless = endless_blocks(self._blocks) if self._blocks else frozenset()
        return {key: self._fed.get(key) or self.block(key) for key in self._blocks if key not in endless}

    def _visit_layer(self, graph: Graph, node: Node, edges: tuple[Edge, ...], report: GraphReport) -> Problem | None:
        owner = graph.owner(node)
        first = report.built.get(owner.id)
        sources = tuple(report.tensors[edge.source] for edge in edges)
        known = self._previous.find(report.key, node, owner, edges, sources, first)
        if known is not None:
            _note(known, report)
            return None
        entry = self._layers[node.class_name]
        problem = find_output_problem(node, edges, report.tensors, graph.nodes_by_id)
        problem = problem or find_port_problem(node, entry, edges, owner.config)
        if problem is not None:
            return problem
        arguments = gather_arguments(entry, edges, report.tensors)
        if entry.ranks and len(arguments[0].tensors[0].shape) not in entry.ranks:
            mismatch = _mismatch(graph, node, owner, entry, edges, report)
            problem = explain_rank(mismatch, entry.ranks)
            mend = find_source_mend(mismatch, arguments, self._infer, report.tensors)
            if mend is not None:
                return problem.model_copy(update={"hint": mend[0], "fixes": (mend[1],)})
            return problem.model_copy(update={"fixes": rank_fixes(mismatch, arguments, self._infer)})
        call = LayerCall(owner.class_name, canonical(owner.config), canonical(node.call), arguments)
        if first is not None and first.arguments != arguments:
            call = call._replace(built_on=first)
        result = self._infer(call)
        if result.error:
            return explain(_mismatch(graph, node, owner, entry, edges, report), result.error)
        checked = CheckedLayer(node, owner, edges, sources, first, call, result)
        self._previous.keep(report.key, checked)
        _note(checked, report)
        return None

    def _visit_block(self, graph: Graph, node: Node, edges: tuple[Edge, ...], report: GraphReport) -> Problem | None:
        problem = find_output_problem(node, edges, report.tensors, graph.nodes_by_id)
        if problem is not None:
            return problem
        inner_key = node.block or ""
        block = self._blocks.get(inner_key)
        if block is None:
            return unknown_block(node)
        own = self.block(inner_key)
        problem = next((problem for problem in own.problems if problem.severity == "error"), None)
        if problem is not None:
            return problem_inside(node, problem)
        given = {name: report.tensors[edge.source][edge.output] for name, edge in feeding_edges(block, edges)}
        problem = _feeding_problem(graph, node, block, edges, given, own.tensors)
        if problem is not None:
            return problem
        inner = self._given_block(inner_key, block, given, own)
        self._fed.setdefault(inner_key, inner)
        problem = next((problem for problem in inner.problems if problem.severity == "error"), None)
        if problem is not None:
            return problem_inside(node, problem)
        report.tensors[node.id] = tuple(
            inner.tensors[endpoint.node][endpoint.output] for endpoint in output_endpoints(block)
        )
        report.parameters[node.id] = 0
        if inner_key not in report.counted:
            report.counted.add(inner_key)
            report.parameters[node.id] = sum(result.parameters for result in own.weights.values())
        if node.id in report.used:
            report.weights.update(own.weights)
        return None

    def _given_block(self, key: str, block: Block, given: Mapping[str, TensorSpec], own: GraphReport) -> GraphReport:
        """Walks the block once for each set of shapes that is fed to it, in the dtypes its Inputs declare."""
        cast = {name: spec._replace(dtype=own.tensors[name][0].dtype) for name, spec in given.items()}
        if all(own.tensors[name] == (spec,) for name, spec in cast.items()):
            return own
        place = (key, tuple(cast.values()))
        if place not in self._walked:
            self._walked[place] = self.through(block, key=key, given=cast)
        return self._walked[place]


def _sharers(graph: Graph, node: Node) -> tuple[Node, ...]:
    """Returns the nodes that share the layer of one that an import could not read; of others nobody asks for them."""
    return tuple(other for other in graph.nodes if other.shares == node.id) if is_unread(node) else ()


def _note(checked: CheckedLayer, report: GraphReport) -> None:
    """Writes down what comes out of a layer and what it weighs."""
    node_id, owner_id, result = checked.node.id, checked.owner.id, checked.result
    report.tensors[node_id] = result.outputs
    report.parameters[node_id] = 0
    report.parameters[owner_id] = result.parameters
    report.built.setdefault(owner_id, checked.call)
    if node_id in report.used:
        report.weights[report.key, owner_id] = result


def _declared(node: Node) -> TensorSpec:
    shape = node.config["shape"]
    lengths = (length if isinstance(length, int) else None for length in shape) if isinstance(shape, list) else ()
    return TensorSpec((None, *lengths), str(node.config.get("dtype") or "float32"))


def _mismatch(
    graph: Graph, node: Node, owner: Node, entry: LayerEntry, edges: tuple[Edge, ...], report: GraphReport
) -> InputMismatch:
    tensors = tuple(report.tensors[edge.source][edge.output] for edge in edges)
    return InputMismatch(graph, node, entry, owner.config, edges, tensors)


def feeding_edges(block: Block, edges: tuple[Edge, ...]) -> list[tuple[str, Edge]]:
    """Pairs the block's inputs with the edges that feed them: edge number n ends at input n."""
    return list(zip(input_ids(block), edges, strict=False))


def _feeding_problem(
    graph: Graph,
    node: Node,
    block: Block,
    edges: tuple[Edge, ...],
    given: Mapping[str, TensorSpec],
    declared: Mapping[str, tuple[TensorSpec, ...]],
) -> Problem | None:
    needed = input_ids(block)
    if len(edges) != len(needed):
        flow = f"{counted(len(edges), 'tensor')} flow{'s' if len(edges) == 1 else ''}"
        return Problem(
            code="number_of_inputs",
            message=f'The block "{node.title}" has {counted(len(needed), "input")}, but {flow} into it.',
            hint="Connect one tensor to each of its inputs.",
            node_id=node.id,
            edge_ids=tuple(edge.id for edge in edges),
        )
    for name, edge in feeding_edges(block, edges):
        expected, got = declared[name][0], given[name]
        if not is_compatible(expected, got):
            source = graph.nodes_by_id[edge.source].title
            return Problem(
                code="block_input",
                message=f'The input "{block.nodes_by_id[name].title}" of the block "{node.title}" takes '
                f'{tensor_words(expected)}, but "{source}" gives {tensor_words(got)}.',
                hint="Change the shape of that Input inside the block, or what flows into the block.",
                node_id=node.id,
                edge_ids=(edge.id,),
                fixes=(let_it_take(node.block or "", block.nodes_by_id[name], got),),
            )
    return None


def is_compatible(expected: TensorSpec, got: TensorSpec) -> bool:
    """Says whether an Input that declares the one takes the other: sizes that are not known fit any."""
    return len(expected.shape) == len(got.shape) and all(
        a is None or b is None or a == b for a, b in zip(expected.shape, got.shape, strict=True)
    )

/** Groups layers into a block: what flows in becomes its inputs, what flows out its outputs. */
import type { Config, Edge, Edit, Endpoint, Node, Position, TensorSpec } from "../protocol";
import { BLOCK, INPUT, outputsOf } from "./blocks";
import { edgesInto, edgesOutOf, firstReached, type Graph, graphOf, type Network, NO_SETTINGS, titleOf } from "./graph";
import { COLUMN_WIDTH, NODE_WIDTH, ROW_HEIGHT } from "./insert";
import { blockEdits } from "./invert";
import { freshEdgeId, freshName, takenNames } from "./labels";
import { computationOrder } from "./order";
import { isSame, keptOutputs } from "./outputs";
import { closedGap } from "./room";

export type Grouped = { edits: Edit[]; node: Node } | { refusal: string };

/** What is known to flow out of a node's output. */
export type Known = (endpoint: Endpoint) => TensorSpec | undefined;

/** Puts nodes into a block of their own; Inputs stay outside. `known` tells what the block's Inputs have to take. */
export function group(graph: Network, ids: ReadonlySet<string>, known: Known): Grouped {
  const order = computationOrder(graph).filter((id) => ids.has(id) && graph.nodes.get(id)?.class_name !== INPUT);
  const inside = new Set(order);
  const refusal = refusalOf(graph, inside);
  if (refusal !== null) return { refusal };

  const chosen = [...graph.nodes.values()].filter((node) => inside.has(node.id));
  const sources = enteringSources(graph, order, inside);
  const outputs = leavingOutputs(graph, order, inside);
  const corner = cornerOf(chosen);
  const taken = new Set(chosen.flatMap((node) => [node.id, node.label]));
  const inputs = sources.map((source) => inputNode(taken, known(source), xOfTargets(source)));
  const key = freshName(new Set(graph.blocks.keys()), "block");
  const label = freshName(takenNames(graph), "block");

  function xOfTargets(source: Endpoint): number {
    const edge = edgesOutOf(graph, source.node).find((it) => it.output === source.output && inside.has(it.target));
    return (graph.nodes.get(edge?.target ?? "")?.position.x ?? corner.x) - corner.x;
  }

  const innerEdges = [...graph.edges.values()].flatMap((edge): Edge[] => {
    if (!inside.has(edge.target)) return [];
    if (inside.has(edge.source)) return [edge];
    const source = inputs[placeOf(sources, { node: edge.source, output: edge.output })];
    return source ? [{ ...edge, source: source.id, output: 0 }] : [];
  });
  const nodes = [...spread(inputs), ...chosen.map((node) => ({ ...node, position: below(node.position, corner) }))];
  const drawn = graphOf({ ...NO_SETTINGS, name: key, nodes, edges: innerEdges });
  const isDerived = isSame(outputsOf(drawn), outputs);
  const block: Graph = isDerived ? drawn : { ...drawn, settings: { ...drawn.settings, outputs } };

  const position = { x: Math.round(corner.x + (corner.width - NODE_WIDTH) / 2), y: corner.y };
  const node: Node = { id: label, label, class_name: BLOCK, config: {}, call: {}, position, shares: null, block: key };
  const outer = (edge: Edge): Edit[] => {
    const output = placeOf(outputs, { node: edge.source, output: edge.output });
    if (inside.has(edge.target)) return [{ kind: "remove_edge", id: edge.id }];
    return inside.has(edge.source) ? [{ kind: "put_edge", edge: { ...edge, source: node.id, output } }] : [];
  };
  const edits: Edit[] = [
    ...blockEdits(key, block),
    ...closedGap(graph, inside),
    ...[...graph.edges.values()].flatMap(outer),
    ...order.map((id): Edit => ({ kind: "remove_node", id })),
    { kind: "put_node", node },
    ...sources.map(({ node: source, output }, index): Edit => {
      const edge = { id: freshEdgeId(), source, output, target: node.id, argument: null, index };
      return { kind: "put_edge", edge };
    }),
  ];
  const mapped = (endpoint: Endpoint) =>
    inside.has(endpoint.node) ? { node: node.id, output: placeOf(outputs, endpoint) } : endpoint;
  return { edits: [...edits, ...keptOutputs(graph, edits, mapped)], node };
}

function refusalOf(graph: Network, inside: ReadonlySet<string>): string | null {
  if (inside.size === 0) return "Select the layers that shall become a block; Inputs stay outside.";
  for (const node of graph.nodes.values()) {
    const owner = node.shares === null ? undefined : graph.nodes.get(node.shares);
    if (owner && inside.has(node.id) !== inside.has(owner.id)) {
      const both = `"${titleOf(node)}" and "${titleOf(owner)}" share their weights`;
      return `${both}, so they can only go into a block together.`;
    }
  }
  for (const id of inside) {
    for (const edge of edgesOutOf(graph, id).filter(({ target }) => !inside.has(target))) {
      const back = firstReached(graph, edge.target, (other) => inside.has(other));
      if (back === undefined) continue;
      const title = (it: string) => `"${titleOf(graph.nodes.get(it) ?? { id: it, label: "" })}"`;
      const way = `The way from ${title(id)} to ${title(back)} leads through ${title(edge.target)}`;
      return `${way}, which is not selected. Select it too, or leave one of them out.`;
    }
  }
  return null;
}

function placeOf(endpoints: readonly Endpoint[], { node, output }: Endpoint): number {
  return endpoints.findIndex((it) => it.node === node && it.output === output);
}

/** Each tensor that comes in from outside once, in the order in which the layers inside need them. */
function enteringSources(graph: Graph, order: readonly string[], inside: ReadonlySet<string>): Endpoint[] {
  const found: Endpoint[] = [];
  for (const { source, output } of order.flatMap((id) => edgesInto(graph, id))) {
    const endpoint = { node: source, output };
    if (!inside.has(source) && graph.nodes.has(source) && placeOf(found, endpoint) < 0) found.push(endpoint);
  }
  return found;
}

/** Each tensor that is used outside, and those that are the network's own outputs. */
function leavingOutputs(graph: Graph, order: readonly string[], inside: ReadonlySet<string>): Endpoint[] {
  const own = outputsOf(graph);
  return order.flatMap((id) => {
    const leaving = edgesOutOf(graph, id).filter(({ target }) => !inside.has(target));
    const given = own.filter(({ node }) => node === id);
    const numbers = new Set([...leaving, ...given].map(({ output }) => output));
    return [...numbers].sort((a, b) => a - b).map((output) => ({ node: id, output }));
  });
}

function cornerOf(nodes: readonly Node[]) {
  const [xs, ys] = [nodes.map((node) => node.position.x), nodes.map((node) => node.position.y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + NODE_WIDTH };
}

function below(position: Position, corner: Position): Position {
  return { x: position.x - corner.x, y: position.y - corner.y + ROW_HEIGHT };
}

function inputNode(taken: Set<string>, tensor: TensorSpec | undefined, x: number): Node {
  const id = freshName(taken, "input");
  taken.add(id);
  const dtype: Config = tensor && tensor.dtype !== "float32" ? { dtype: tensor.dtype } : {};
  const config: Config = { shape: tensor?.shape.slice(1) ?? [1], ...dtype };
  return { id, label: id, class_name: INPUT, config, call: {}, position: { x, y: 0 }, shares: null, block: null };
}

/** Moves Inputs to the right until none lies over another. */
function spread(inputs: readonly Node[]): Node[] {
  const placed: Node[] = [];
  for (const node of inputs) {
    let { x } = node.position;
    while (placed.some((other) => Math.abs(other.position.x - x) < COLUMN_WIDTH)) x += COLUMN_WIDTH;
    placed.push({ ...node, position: { x, y: 0 } });
  }
  return placed;
}

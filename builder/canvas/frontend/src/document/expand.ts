/** Dissolves a block: its layers take the place of the nodes that stand for it. */
import type { Edge, Edit, Endpoint, Node, Position } from "../protocol";
import { INPUT, inputsOf, outputsOf, usesOf } from "./blocks";
import { edgesInto, edgesOutOf, type Graph, type Network, titleOf } from "./graph";
import { NODE_HEIGHT } from "./insert";
import { freshEdgeId, freshName, stemOf, takenNames } from "./labels";
import { keptOutputs } from "./outputs";

export type Expanded = { edits: Edit[]; ids: string[]; note: string } | { refusal: string };

/**
 * Puts the layers of a block in the place of every node of this graph that stands for it.
 *
 * The layers of the first have the weights; those of the others share them, as the nodes did.
 */
export function expand(graph: Network, id: string): Expanded {
  const key = graph.nodes.get(id)?.block ?? null;
  const block = key === null ? undefined : graph.blocks.get(key);
  if (key === null || block === undefined) return { refusal: "Only a block can be expanded." };
  const nodes = [...graph.nodes.values()].filter((node) => node.block === key);
  const taken = takenNames(graph);
  for (const node of nodes) [node.id, node.label].forEach((name) => taken.delete(name));
  const names = nodes.map(() => namesFor(block, taken));
  const place = new Map(nodes.map((node, number) => [node.id, names[number] ?? new Map<string, string>()]));

  /** Follows an output to the layer that gives it, through blocks that hand an input straight on. */
  function sourceOf({ node, output }: Endpoint): Endpoint | null {
    const inner = place.get(node);
    if (inner === undefined) return { node, output };
    const endpoint = outputsOf(block as Graph)[output];
    return endpoint === undefined ? null : innerSource(node, endpoint, inner);
  }

  function innerSource(outer: string, { node, output }: Endpoint, inner: ReadonlyMap<string, string>): Endpoint | null {
    const index = inputsOf(block as Graph).indexOf(node);
    if (index < 0) return { node: inner.get(node) ?? node, output };
    const fed = edgesInto(graph, outer).find((edge) => edge.index === index);
    return fed ? sourceOf({ node: fed.source, output: fed.output }) : null;
  }

  const shift = shiftFor(block, nodes);
  const layers = nodes.flatMap((node, number) => {
    const at = { x: node.position.x, y: node.position.y + shift(node.position.y) };
    return layersOf(block, at, names[number], number > 0 ? names[0] : undefined);
  });
  const inside = nodes.flatMap((node) => innerEdges(block, node.id));
  function innerEdges(within: Graph, outer: string): Edit[] {
    const inner = place.get(outer) ?? new Map<string, string>();
    return [...within.edges.values()].flatMap((edge): Edit[] => {
      const target = inner.get(edge.target);
      const source = innerSource(outer, { node: edge.source, output: edge.output }, inner);
      return source && target !== undefined ? [put({ ...edge, ...from(source), id: freshEdgeId(), target })] : [];
    });
  }
  const outside = nodes.flatMap((node) => [
    ...edgesInto(graph, node.id).map((edge): Edit => ({ kind: "remove_edge", id: edge.id })),
    ...edgesOutOf(graph, node.id)
      .filter((edge) => !place.has(edge.target))
      .map((edge): Edit => {
        const source = sourceOf({ node: edge.source, output: edge.output });
        return source ? put({ ...edge, ...from(source) }) : { kind: "remove_edge", id: edge.id };
      }),
  ]);
  const edits: Edit[] = [
    ...nodes.map((node): Edit => ({ kind: "remove_node", id: node.id })),
    ...movedDown(graph, new Set(place.keys()), shift),
    ...layers,
    ...outside,
    ...inside,
  ];
  const kept = keptOutputs(graph, edits, (endpoint) => sourceOf(endpoint) ?? endpoint);
  const ids = names.flatMap((inner) => [...inner.values()]);
  return { edits: [...edits, ...kept], ids, note: noteOn(graph, key, nodes) };
}

function from({ node, output }: Endpoint): Pick<Edge, "source" | "output"> {
  return { source: node, output };
}

function put(edge: Edge): Edit {
  return { kind: "put_edge", edge };
}

/** New ids for what is inside, its Inputs left out; a name that is free outside stays. */
function namesFor(block: Graph, taken: Set<string>): Map<string, string> {
  const names = new Map<string, string>();
  const entries = inputsOf(block);
  for (const node of block.nodes.values()) {
    if (node.class_name === INPUT && entries.includes(node.id)) continue;
    const isFree = !taken.has(node.id) && !taken.has(titleOf(node));
    const id = isFree ? node.id : freshName(taken, stemOf(titleOf(node)).replace(/[^A-Za-z0-9_-]/g, "_"));
    names.set(node.id, id);
    taken.add(id);
    if (isFree) taken.add(node.label);
  }
  return names;
}

/** The layers of one node; with `owners` they share the weights of those. */
function layersOf(
  block: Graph,
  at: Position,
  names: ReadonlyMap<string, string> = new Map(),
  owners?: ReadonlyMap<string, string>,
): Edit[] {
  const inner = [...block.nodes.values()].filter((node) => names.has(node.id));
  const [left, right] = [Math.min(...inner.map(xOf)), Math.max(...inner.map(xOf))];
  const top = Math.min(...inner.map(yOf));
  return inner.map((node): Edit => {
    const id = names.get(node.id) ?? node.id;
    const position = {
      x: Math.round(at.x + node.position.x - (left + right) / 2),
      y: Math.round(at.y + node.position.y - top),
    };
    const label = id === node.id ? node.label : id;
    const own = names.get(node.shares ?? "") ?? null;
    const shares = node.block === null && owners ? (owners.get(node.shares ?? node.id) ?? null) : own;
    return { kind: "put_node", node: { ...node, id, label, position, shares, config: shares === null ? node.config : {} } };
  });
}

function xOf(node: Node): number {
  return node.position.x;
}

function yOf(node: Node): number {
  return node.position.y;
}

/** How far down a place moves so that the layers of the blocks above it have room. */
function shiftFor(block: Graph, nodes: readonly Node[]): (y: number) => number {
  const entries = new Set(inputsOf(block));
  const ys = [...block.nodes.values()].filter((node) => !entries.has(node.id)).map(yOf);
  const extra = ys.length > 0 ? Math.max(...ys) - Math.min(...ys) : 0;
  const rows = [...new Set(nodes.map(yOf))];
  return (y) => extra * rows.filter((row) => row + NODE_HEIGHT / 2 < y).length;
}

function movedDown(graph: Graph, members: ReadonlySet<string>, shift: (y: number) => number): Edit[] {
  return [...graph.nodes.values()].flatMap((node): Edit[] => {
    const extra = shift(node.position.y);
    if (members.has(node.id) || extra === 0) return [];
    return [{ kind: "put_node", node: { ...node, position: { x: node.position.x, y: node.position.y + extra } } }];
  });
}

function noteOn(graph: Network, key: string, nodes: readonly Node[]): string {
  const elsewhere = (usesOf(graph).get(key) ?? 0) - nodes.length;
  const titles = nodes.map((node) => `"${titleOf(node)}"`).join(" and ");
  const shared = nodes.length > 1 ? `${titles} were expanded together; their layers share weights.` : "";
  const apart = elsewhere > 0 ? "Where the block stands elsewhere it keeps weights of its own from now on." : "";
  return `${shared} ${apart}`.trim();
}

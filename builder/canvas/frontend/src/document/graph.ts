/** The network as the canvas holds it: nodes and edges by id, in the order they came. */
import type { Edge, NetworkDocument, Node, Settings } from "../protocol";

export interface Graph {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly edges: ReadonlyMap<string, Edge>;
  readonly settings: Settings;
}

export const EMPTY_GRAPH: Graph = {
  nodes: new Map(),
  edges: new Map(),
  settings: { name: "Untitled network", inputs: [], outputs: [] },
};

export function graphOf(document: NetworkDocument): Graph {
  const { nodes, edges, name, inputs, outputs } = document;
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    edges: new Map(edges.map((edge) => [edge.id, edge])),
    settings: { name, inputs, outputs },
  };
}

/** The name people see. */
export function titleOf(node: Node): string {
  return node.label || node.id;
}

/** The node whose layer this one calls: itself, unless it shares another's. */
export function ownerOf(graph: Graph, node: Node): Node {
  return (node.shares !== null && graph.nodes.get(node.shares)) || node;
}

/** The edges into a node, first argument first, then by place in the list. */
export function edgesInto(graph: Graph, id: string): Edge[] {
  return [...graph.edges.values()].filter((edge) => edge.target === id).sort(byPort);
}

export function edgesOutOf(graph: Graph, id: string): Edge[] {
  return [...graph.edges.values()].filter((edge) => edge.source === id);
}

function byPort(a: Edge, b: Edge): number {
  return (a.argument ?? "").localeCompare(b.argument ?? "") || a.index - b.index;
}

/** Says whether data leaving `from` can come to `to`. */
export function reaches(graph: Graph, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const edge of graph.edges.values()) next.set(edge.source, [...(next.get(edge.source) ?? []), edge.target]);
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(next.get(id) ?? []));
  }
  return false;
}

/** The network as the canvas holds it: nodes and edges by id, in the order they came. */
import type { BlockDocument, Edge, NetworkDocument, Node, Settings } from "../protocol";

export interface Graph {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly edges: ReadonlyMap<string, Edge>;
  readonly settings: Settings;
}

/** A graph that can be drawn and edited: the whole network, or one of its blocks with all blocks at hand. */
export interface Network extends Graph {
  readonly blocks: ReadonlyMap<string, Graph>;
}

export const NO_SETTINGS: Settings = { name: "", inputs: [], outputs: [], input_keys: [], output_keys: [] };

export const EMPTY_GRAPH: Network = {
  nodes: new Map(),
  edges: new Map(),
  settings: { ...NO_SETTINGS, name: "Untitled network" },
  blocks: new Map(),
};

export function networkOf(document: NetworkDocument): Network {
  const blocks = new Map(Object.entries(document.blocks).map(([key, block]) => [key, graphOf(block)]));
  return { ...graphOf(document), blocks };
}

export function graphOf({ nodes, edges, ...rest }: BlockDocument): Graph {
  const { name, inputs, outputs, input_keys, output_keys } = rest;
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    edges: new Map(edges.map((edge) => [edge.id, edge])),
    settings: { name, inputs, outputs, input_keys, output_keys },
  };
}

/** A network as a document again. */
export function documentOf(network: Network): NetworkDocument {
  const blocks = [...network.blocks].map(([key, block]) => [key, blockDocumentOf(block)] as const);
  return { ...blockDocumentOf(network), blocks: Object.fromEntries(blocks) };
}

export function blockDocumentOf({ nodes, edges, settings }: Graph): BlockDocument {
  return { ...settings, nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** The name people see. */
export function titleOf(node: Pick<Node, "id" | "label">): string {
  return node.label || node.id;
}

/** What a person calls the class: one that stands for unread source goes by its name there. */
export function classTitleOf({ class_name }: Pick<Node, "class_name">): string {
  return class_name.replace(/^source\./, "");
}

/** The node whose layer this one calls: itself, unless it shares another's. */
export function ownerOf(graph: Graph, node: Node): Node {
  return (node.shares !== null && graph.nodes.get(node.shares)) || node;
}

/** The edges into a node, first argument first, then by place in the list. */
export function edgesInto(graph: Graph, id: string): readonly Edge[] {
  return indexOf(graph.edges).into.get(id) ?? NO_EDGES;
}

export function edgesOutOf(graph: Graph, id: string): readonly Edge[] {
  return indexOf(graph.edges).outOf.get(id) ?? NO_EDGES;
}

const NO_EDGES: readonly Edge[] = [];

interface EdgeIndex {
  into: Map<string, Edge[]>;
  outOf: Map<string, Edge[]>;
}

/** Every node asks for its edges at every change: one index for each set of edges keeps that linear. */
const indices = new WeakMap<Graph["edges"], EdgeIndex>();

function indexOf(edges: Graph["edges"]): EdgeIndex {
  const known = indices.get(edges);
  if (known) return known;
  const all = [...edges.values()];
  const index = { into: grouped(all, (edge) => edge.target), outOf: grouped(all, (edge) => edge.source) };
  for (const list of index.into.values()) list.sort(byPort);
  indices.set(edges, index);
  return index;
}

function grouped(edges: readonly Edge[], end: (edge: Edge) => string): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(end(edge));
    if (group) group.push(edge);
    else groups.set(end(edge), [edge]);
  }
  return groups;
}

function byPort(a: Edge, b: Edge): number {
  return (a.argument ?? "").localeCompare(b.argument ?? "") || a.index - b.index;
}

/** Says whether data leaving `from` can come to `to`. */
export function reaches(graph: Graph, from: string, to: string): boolean {
  return firstReached(graph, from, (id) => id === to) !== undefined;
}

/** The first node with the property that data leaving `from` come to, itself included. */
export function firstReached(graph: Graph, from: string, isWanted: (id: string) => boolean): string | undefined {
  for (const id of walkFrom(graph, from)) if (isWanted(id)) return id;
  return undefined;
}

/** Every node that data leaving `from` come to, itself included. */
export function reachedFrom(graph: Graph, from: string): ReadonlySet<string> {
  return new Set(walkFrom(graph, from));
}

function* walkFrom(graph: Graph, from: string): Generator<string> {
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    yield id;
    waiting.push(...edgesOutOf(graph, id).map((edge) => edge.target));
  }
}

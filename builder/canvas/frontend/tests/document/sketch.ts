/** Small graphs for tests, and arbitrary ones for laws. */
import fc from "fast-check";

import { type Graph, type Network, networkOf, NO_SETTINGS } from "../../src/document/graph";
import type { BlockDocument, Edge, Edit, NetworkDocument, Node } from "../../src/protocol";

export function node(id: string, change: Partial<Node> = {}): Node {
  const position = { x: 0, y: 0 };
  return { id, class_name: "Dense", config: {}, call: {}, label: id, position, shares: null, block: null, ...change };
}

export function edge(source: string, target: string, change: Partial<Edge> = {}): Edge {
  return { id: `${source}-${target}`, source, target, output: 0, argument: null, index: 0, ...change };
}

export function document(change: Partial<NetworkDocument> = {}): NetworkDocument {
  return { ...NO_SETTINGS, name: "Test", nodes: [], edges: [], blocks: {}, ...change };
}

export function graph(nodes: Node[], edges: Edge[] = [], blocks: Record<string, BlockDocument> = {}): Network {
  return networkOf(document({ nodes, edges, blocks }));
}

export function block(nodes: Node[], edges: Edge[] = [], change: Partial<BlockDocument> = {}): BlockDocument {
  return { ...NO_SETTINGS, name: "Block", nodes, edges, ...change };
}

/** An Input and a node that stands for a block, in short. */
export const input = (id: string, change: Partial<Node> = {}) => node(id, { class_name: "Input", ...change });
export const standing = (id: string, key: string, change: Partial<Node> = {}) =>
  node(id, { class_name: "Block", block: key, ...change });

const id = fc.constantFrom("a", "b", "c", "1", "2");
const someNode = fc.tuple(id, fc.string({ maxLength: 3 })).map(([key, label]) => node(key, { label }));
const someEdge = fc.tuple(id, id, id).map(([key, source, target]) => edge(source, target, { id: key }));

const place = fc.constantFrom(null, "k", "l");
const someSettings = fc.string({ maxLength: 3 }).map((name) => ({ ...NO_SETTINGS, name }));
const key = fc.constantFrom("k", "l");

export const someEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(someNode, place).map(([it, block]): Edit => ({ kind: "put_node", node: it, block })),
  fc.tuple(id, place).map(([it, block]): Edit => ({ kind: "remove_node", id: it, block })),
  fc.tuple(someEdge, place).map(([it, block]): Edit => ({ kind: "put_edge", edge: it, block })),
  fc.tuple(id, place).map(([it, block]): Edit => ({ kind: "remove_edge", id: it, block })),
  someSettings.map((it): Edit => ({ kind: "put_settings", ...it })),
  fc.tuple(key, someSettings).map(([it, settings]): Edit => ({ kind: "put_block", id: it, ...settings })),
  key.map((it): Edit => ({ kind: "remove_block", id: it })),
);

export const someEdits = fc.array(someEdit, { maxLength: 12 });

/** What two graphs are compared by where order does not matter, as after an undo. */
export function contents(network: Network) {
  const blocks = [...network.blocks].map(([key, it]) => [key, records(it)] as const);
  return { ...records(network), blocks: Object.fromEntries(blocks) };
}

function records({ nodes, edges, settings }: Graph) {
  return { nodes: Object.fromEntries(nodes), edges: Object.fromEntries(edges), settings };
}

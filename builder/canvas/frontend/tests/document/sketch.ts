/** Small graphs for tests, and arbitrary ones for laws. */
import fc from "fast-check";

import { type Graph, graphOf } from "../../src/document/graph";
import type { Edge, Edit, Node } from "../../src/protocol";

export function node(id: string, change: Partial<Node> = {}): Node {
  const position = { x: 0, y: 0 };
  return { id, class_name: "Dense", config: {}, call: {}, label: id, position, shares: null, block: null, ...change };
}

export function edge(source: string, target: string, change: Partial<Edge> = {}): Edge {
  return { id: `${source}-${target}`, source, target, output: 0, argument: null, index: 0, ...change };
}

export function graph(nodes: Node[], edges: Edge[] = []): Graph {
  return graphOf({ name: "Test", nodes, edges, inputs: [], outputs: [] });
}

const id = fc.constantFrom("a", "b", "c", "1", "2");
const someNode = fc.tuple(id, fc.string({ maxLength: 3 })).map(([key, label]) => node(key, { label }));
const someEdge = fc.tuple(id, id, id).map(([key, source, target]) => edge(source, target, { id: key }));

export const someEdit: fc.Arbitrary<Edit> = fc.oneof(
  someNode.map((it): Edit => ({ kind: "put_node", node: it })),
  id.map((it): Edit => ({ kind: "remove_node", id: it })),
  someEdge.map((it): Edit => ({ kind: "put_edge", edge: it })),
  id.map((it): Edit => ({ kind: "remove_edge", id: it })),
  fc.string({ maxLength: 3 }).map((name): Edit => ({ kind: "put_settings", name, inputs: [], outputs: [] })),
);

export const someEdits = fc.array(someEdit, { maxLength: 12 });

/** What two graphs are compared by where order does not matter, as after an undo. */
export function contents({ nodes, edges, settings }: Graph) {
  return { nodes: Object.fromEntries(nodes), edges: Object.fromEntries(edges), settings };
}

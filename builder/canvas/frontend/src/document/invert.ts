/** The way back: edits that restore what other edits touch. */
import type { Edit } from "../protocol";
import type { Graph } from "./graph";

/** Returns the edits that bring `graph` back after `edits`; one for each record that they touch. */
export function invertEdits(graph: Graph, edits: readonly Edit[]): Edit[] {
  const inverse = new Map<string, Edit>();
  for (const edit of edits) {
    const key = keyOf(edit);
    if (!inverse.has(key)) inverse.set(key, restoring(graph, edit));
  }
  return [...inverse.values()].reverse();
}

/** Which record an edit is about, so that two edits of one record share a key. */
export function keyOf(edit: Edit): string {
  if (edit.kind === "put_node") return `node ${edit.node.id}`;
  if (edit.kind === "remove_node") return `node ${edit.id}`;
  if (edit.kind === "put_edge") return `edge ${edit.edge.id}`;
  if (edit.kind === "remove_edge") return `edge ${edit.id}`;
  return "settings";
}

function restoring(graph: Graph, edit: Edit): Edit {
  if (edit.kind === "put_settings") return { kind: "put_settings", ...graph.settings };
  if (edit.kind === "put_node" || edit.kind === "remove_node") {
    const id = edit.kind === "put_node" ? edit.node.id : edit.id;
    const node = graph.nodes.get(id);
    return node ? { kind: "put_node", node } : { kind: "remove_node", id };
  }
  const id = edit.kind === "put_edge" ? edit.edge.id : edit.id;
  const edge = graph.edges.get(id);
  return edge ? { kind: "put_edge", edge } : { kind: "remove_edge", id };
}

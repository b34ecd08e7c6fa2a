/** The reducer: a graph and edits give a graph. Python's builder/network/edits.py is its twin. */
import type { Edit } from "../protocol";
import type { Graph } from "./graph";

/** A replaced record keeps its place, a new one goes last; removing what is not there is no mistake. */
export function applyEdits(graph: Graph, edits: readonly Edit[]): Graph {
  if (edits.length === 0) return graph;
  const nodes = new Map(graph.nodes);
  const edges = new Map(graph.edges);
  let settings = graph.settings;
  for (const edit of edits) {
    if (edit.kind === "put_node") nodes.set(edit.node.id, edit.node);
    else if (edit.kind === "remove_node") nodes.delete(edit.id);
    else if (edit.kind === "put_edge") edges.set(edit.edge.id, edit.edge);
    else if (edit.kind === "remove_edge") edges.delete(edit.id);
    else settings = { name: edit.name, inputs: edit.inputs, outputs: edit.outputs };
  }
  return { nodes, edges, settings };
}

/** Deleting nodes and edges, as edits. */
import type { Edit, Node } from "../protocol";
import { inputsOf, outputsOf } from "./blocks";
import { disconnect } from "./connect";
import type { Graph } from "./graph";

/**
 * Removes nodes with their edges, and edges by themselves.
 *
 * When a removed node's layer is called by others, the first of them takes the layer over and the rest follow it.
 */
export function removeAll(graph: Graph, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string>): Edit[] {
  const lost = new Set(edgeIds);
  for (const edge of graph.edges.values()) {
    if (nodeIds.has(edge.source) || nodeIds.has(edge.target)) lost.add(edge.id);
  }
  const edges = disconnect(graph, lost).filter((edit) => edit.kind !== "put_edge" || !nodeIds.has(edit.edge.target));
  const nodes = [...nodeIds].filter((id) => graph.nodes.has(id));
  return [
    ...edges,
    ...nodes.flatMap((id) => promotions(graph, id, nodeIds)),
    ...nodes.map((id): Edit => ({ kind: "remove_node", id })),
    ...settingsWithout(graph, nodeIds),
  ];
}

function promotions(graph: Graph, id: string, removed: ReadonlySet<string>): Edit[] {
  const owner = graph.nodes.get(id);
  const sharers = [...graph.nodes.values()].filter((node) => node.shares === id && !removed.has(node.id));
  const [heir, ...rest] = sharers;
  if (owner === undefined || heir === undefined) return [];
  const { class_name, config, block } = owner;
  return [
    put({ ...heir, class_name, config, block, shares: owner.shares }),
    ...rest.map((node) => put({ ...node, shares: heir.id })),
  ];
}

function put(node: Node): Edit {
  return { kind: "put_node", node };
}

function settingsWithout(graph: Graph, removed: ReadonlySet<string>): Edit[] {
  const { name, inputs, outputs, input_keys, output_keys } = graph.settings;
  const [entries, exits] = [inputsOf(graph), outputsOf(graph)];
  const left = {
    inputs: inputs.filter((id) => !removed.has(id)),
    outputs: outputs.filter((endpoint) => !removed.has(endpoint.node)),
    input_keys: input_keys.filter((_, place) => !removed.has(entries[place] ?? "")),
    output_keys: output_keys.filter((_, place) => !removed.has(exits[place]?.node ?? "")),
  };
  const lengths = (of: typeof left) => [of.inputs, of.outputs, of.input_keys, of.output_keys].map((it) => it.length);
  const isSame = lengths(left).join() === lengths(graph.settings).join();
  return isSame ? [] : [{ kind: "put_settings", name, ...left }];
}

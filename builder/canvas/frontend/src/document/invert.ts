/** The way back: edits that restore what other edits touch. */
import type { Edit } from "../protocol";
import type { Graph, Network } from "./graph";

/** Returns the edits that bring `network` back after `edits`: one for each record that they touch. */
export function invertEdits(network: Network, edits: readonly Edit[]): Edit[] {
  const inverse = new Map<string, Edit[]>();
  for (const edit of edits) {
    const key = keyOf(edit);
    if (!inverse.has(key)) inverse.set(key, restoring(network, edit));
  }
  return [...inverse.values()].reverse().flat();
}

/** Which record an edit is about, so that two edits of one record share a key. */
export function keyOf(edit: Edit): string {
  if (edit.kind === "put_settings") return "settings";
  if (edit.kind === "put_block") return `settings of ${edit.id}`;
  if (edit.kind === "remove_block") return `block ${edit.id}`;
  const place = typeof edit.block === "string" ? `${edit.block}/` : "";
  if (edit.kind === "put_node") return `node ${place}${edit.node.id}`;
  if (edit.kind === "remove_node") return `node ${place}${edit.id}`;
  if (edit.kind === "put_edge") return `edge ${place}${edit.edge.id}`;
  return `edge ${place}${edit.id}`;
}

function restoring(network: Network, edit: Edit): Edit[] {
  if (edit.kind === "put_settings") return [{ kind: "put_settings", ...network.settings }];
  if (edit.kind === "remove_block") return wholeBlock(network, edit.id);
  if (edit.kind === "put_block") {
    const block = network.blocks.get(edit.id);
    return block ? [{ kind: "put_block", id: edit.id, ...block.settings }] : [{ kind: "remove_block", id: edit.id }];
  }
  const { block } = edit;
  const graph = typeof block === "string" ? network.blocks.get(block) : network;
  if (typeof block === "string" && !graph) return [{ kind: "remove_block", id: block }];
  const scope = block === undefined ? {} : { block };
  if (edit.kind === "put_node" || edit.kind === "remove_node") {
    const id = edit.kind === "put_node" ? edit.node.id : edit.id;
    const node = graph?.nodes.get(id);
    return [node ? { kind: "put_node", node, ...scope } : { kind: "remove_node", id, ...scope }];
  }
  const id = edit.kind === "put_edge" ? edit.edge.id : edit.id;
  const edge = graph?.edges.get(id);
  return [edge ? { kind: "put_edge", edge, ...scope } : { kind: "remove_edge", id, ...scope }];
}

/** A block as it was, whatever has become of it: away with it, then all of it anew. */
function wholeBlock(network: Network, id: string): Edit[] {
  const block = network.blocks.get(id);
  const away: Edit = { kind: "remove_block", id };
  return block ? [away, ...blockEdits(id, block)] : [away];
}

/** The edits that make a block with all that is in it. */
export function blockEdits(id: string, { nodes, edges, settings }: Graph): Edit[] {
  return [
    { kind: "put_block", id, ...settings },
    ...[...nodes.values()].map((node): Edit => ({ kind: "put_node", node, block: id })),
    ...[...edges.values()].map((edge): Edit => ({ kind: "put_edge", edge, block: id })),
  ];
}

/** Where one is: in the network itself, or in a block that was opened, perhaps inside another. */
import type { Edit } from "../protocol";
import type { Graph, Network } from "./graph";

const scopes = new WeakMap<Graph, Network>();

/** The graph of a block with all blocks at hand; the network itself for null. The same object while nothing changes. */
export function scopeOf(network: Network, key: string | null): Network {
  const graph = key === null ? network : network.blocks.get(key);
  if (graph === undefined || graph === network) return network;
  const known = scopes.get(graph);
  if (known?.blocks === network.blocks) return known;
  const scope = { ...graph, blocks: network.blocks };
  scopes.set(graph, scope);
  return scope;
}

/** The block in which a path of opened nodes ends; null for the network itself. */
export function blockAt(network: Network, path: readonly string[]): string | null {
  return blocksAlong(network, path).at(-1) ?? null;
}

/** The blocks that the nodes of a path stand for, as far as the path leads. */
export function blocksAlong(network: Network, path: readonly string[]): string[] {
  const keys: string[] = [];
  let graph: Graph | undefined = network;
  for (const id of path) {
    const key: string | null = graph?.nodes.get(id)?.block ?? null;
    graph = key === null ? undefined : network.blocks.get(key);
    if (key === null || graph === undefined) break;
    keys.push(key);
  }
  return keys;
}

/** The shortest path to a block from the network on; null where no node stands for it. */
export function pathTo(network: Network, key: string | null): string[] | null {
  if (key === null) return [];
  const seen = new Set<string>();
  const waiting: { path: string[]; graph: Graph }[] = [{ path: [], graph: network }];
  for (const { path, graph } of waiting) {
    for (const { id, block } of graph.nodes.values()) {
      if (block === key) return [...path, id];
      const inside = block === null || seen.has(block) ? undefined : network.blocks.get(block);
      if (block === null || inside === undefined) continue;
      seen.add(block);
      waiting.push({ path: [...path, id], graph: inside });
    }
  }
  return null;
}

/** Gives edits that do not say where they belong the place that is open; a block's settings are put with its id. */
export function inScope(edits: readonly Edit[], key: string | null): Edit[] {
  return edits.map((edit): Edit => {
    if (edit.kind === "put_settings") return key === null ? edit : { ...edit, kind: "put_block", id: key };
    if (edit.kind === "put_block" || edit.kind === "remove_block" || edit.block !== undefined) return edit;
    return { ...edit, block: key };
  });
}

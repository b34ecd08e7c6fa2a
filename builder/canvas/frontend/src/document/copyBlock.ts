/** Blocks with weights of their own: a copy of a block takes copies of the blocks inside it along. */
import type { Edit, Node } from "../protocol";
import { withInner } from "./blocks";
import type { Graph, Network } from "./graph";
import { blockEdits } from "./invert";
import { freshName, stemOf } from "./labels";

/** Copies of blocks under new keys: `keys` says which became which. */
export interface Copies {
  keys: ReadonlyMap<string, string>;
  edits: Edit[];
}

/** What copies are made from and must not collide with: blocks by key. */
type Blocks = Pick<Network, "blocks">;

/** Copies blocks of `from`, and all inside them, into a network that has `taken` keys already. */
export function copyBlocks(from: Blocks, wanted: Iterable<string>, taken: Set<string>): Copies {
  const found = withInner(from as Network, wanted);
  const keys = new Map<string, string>();
  for (const key of found) {
    const name = freshName(taken, stemOf(key));
    taken.add(name);
    keys.set(key, name);
  }
  const edits = [...keys].flatMap(([key, name]) => {
    const block = from.blocks.get(key);
    return block ? blockEdits(name, renamed(repointed(block, keys), name)) : [];
  });
  return { keys, edits };
}

/** The block's nodes stand for the copies of what they stood for. */
function repointed(block: Graph, keys: ReadonlyMap<string, string>): Graph {
  const nodes = [...block.nodes.values()].map((node) => [node.id, standingFor(node, keys)] as const);
  return { ...block, nodes: new Map(nodes) };
}

export function standingFor(node: Node, keys: ReadonlyMap<string, string>): Node {
  const block = node.block === null ? null : (keys.get(node.block) ?? node.block);
  return block === node.block ? node : { ...node, block };
}

/** A name that is no more than a number on a stem gets the new number; a name that somebody gave stays. */
function renamed(block: Graph, key: string): Graph {
  const { settings } = block;
  if (!/_\d+$/.test(settings.name)) return block;
  const name = `${stemOf(settings.name)}${/_\d+$/.exec(key)?.[0] ?? ""}`;
  return { ...block, settings: { ...settings, name } };
}

/** Gives one node a block of its own: equal, but with its own weights. */
export function ownBlock(network: Network, node: Node): Edit[] {
  if (node.block === null) return [];
  const { keys, edits } = copyBlocks(network, [node.block], new Set(network.blocks.keys()));
  return [...edits, { kind: "put_node", node: standingFor(node, keys) }];
}

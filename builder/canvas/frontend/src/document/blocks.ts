/** What a block is to those outside it: its ports, its size, the nodes that stand for it. */
import type { Endpoint, Node } from "../protocol";
import { edgesOutOf, type Graph, type Network } from "./graph";

/** The two classes that the document itself knows; Python: builder/network/model.py. */
export const INPUT = "Input";
export const BLOCK = "Block";

/** The nodes through which data enter: those chosen, else every Input in order. */
export function inputsOf(graph: Graph): string[] {
  if (graph.settings.inputs.length > 0) return graph.settings.inputs;
  return [...graph.nodes.values()].filter((node) => node.class_name === INPUT).map((node) => node.id);
}

/** What comes out: the outputs chosen, else the first output of each layer that feeds none. */
export function outputsOf(graph: Graph): Endpoint[] {
  if (graph.settings.outputs.length > 0) return graph.settings.outputs;
  return [...graph.nodes.values()]
    .filter((node) => node.class_name !== INPUT && edgesOutOf(graph, node.id).length === 0)
    .map((node) => ({ node: node.id, output: 0 }));
}

/** The block that a node stands for. */
export function blockOf(network: Network, node: Pick<Node, "block">): Graph | undefined {
  return node.block === null ? undefined : network.blocks.get(node.block);
}

/** How many layers are inside, its Inputs not counted. */
export function innerLayers(block: Graph): number {
  return [...block.nodes.values()].filter((node) => node.class_name !== INPUT).length;
}

/** Every graph of a network with the key of its block; null for the network itself. */
export function graphsOf(network: Network): [string | null, Graph][] {
  return [[null, network], ...network.blocks];
}

const known = new WeakMap<Network, ReadonlyMap<string, number>>();

/** How many nodes stand for each block, anywhere in the network; every node asks, so one network is counted once. */
export function usesOf(network: Network): ReadonlyMap<string, number> {
  const uses = known.get(network) ?? countUses(network);
  known.set(network, uses);
  return uses;
}

function countUses(network: Network): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [, graph] of graphsOf(network)) {
    for (const { block } of graph.nodes.values()) if (block !== null) uses.set(block, (uses.get(block) ?? 0) + 1);
  }
  return uses;
}

/** The blocks that are inside `keys`, however deep, and `keys` themselves. */
export function withInner(network: Network, keys: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const waiting = [...keys];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const block = network.blocks.get(key);
    if (block === undefined || found.has(key)) continue;
    found.add(key);
    for (const node of block.nodes.values()) if (node.block !== null) waiting.push(node.block);
  }
  return found;
}

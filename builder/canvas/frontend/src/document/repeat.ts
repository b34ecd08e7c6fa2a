/** Repeats a block: a chain of copies, each with weights of its own, whose arguments may vary from one to the next. */
import type { Edit, JsonValue, Node } from "../protocol";
import { BLOCK, inputsOf, outputsOf } from "./blocks";
import { copyBlocks, standingFor } from "./copyBlock";
import { edgesInto, edgesOutOf, type Network, titleOf } from "./graph";
import { NODE_HEIGHT, ROW_HEIGHT } from "./insert";
import { freshEdgeId, freshName, stemOf, takenNames } from "./labels";
import { keptOutputs } from "./outputs";
import { movedBelow } from "./room";

export const MOST_TIMES = 200;

/** The values that one argument of one inner layer takes in the copies, the first in the block itself. */
export interface Variation {
  node: string;
  argument: string;
  values: readonly JsonValue[];
}

export type Repeated = { edits: Edit[]; ids: string[] } | { refusal: string };

/** Makes a chain of `times` out of the node: each copy takes what the one before gives, the last feeds what it fed. */
export function repeat(graph: Network, id: string, times: number, variations: readonly Variation[]): Repeated {
  const first = graph.nodes.get(id);
  const block = graph.blocks.get(first?.block ?? "");
  if (!first || !block) return { refusal: "Only a block can be repeated." };
  if (!Number.isInteger(times) || times < 2 || times > MOST_TIMES) {
    return { refusal: `A block is repeated 2 to ${MOST_TIMES} times, not ${times}.` };
  }
  const [taken, takenKeys] = [takenNames(graph), new Set(graph.blocks.keys())];
  const entries = inputsOf(block).length;
  const handed = Math.min(entries, outputsOf(block).length);
  if (handed === 0) return { refusal: `"${titleOf(first)}" needs an input and an output to be repeated in a chain.` };
  const edits: Edit[] = varied(graph, first.block ?? "", first.block ?? "", variations, 0);
  const chain: Node[] = [first];
  for (let place = 1; place < times; place += 1) {
    const copies = copyBlocks(graph, [first.block ?? ""], takenKeys);
    const key = copies.keys.get(first.block ?? "") ?? "";
    const label = freshName(taken, stemOf(titleOf(first)).replace(/[^A-Za-z0-9_-]/g, "_"));
    taken.add(label);
    const position = { x: first.position.x, y: first.position.y + place * ROW_HEIGHT };
    const node = { ...standingFor(first, copies.keys), class_name: BLOCK, id: label, label, position };
    edits.push(...copies.edits, ...varied(graph, first.block ?? "", key, variations, place), { kind: "put_node", node });
    for (let index = 0; index < handed; index += 1) {
      const edge = { source: chain[place - 1]?.id ?? id, output: index, target: node.id, argument: null, index };
      edits.push({ kind: "put_edge", edge: { id: freshEdgeId(), ...edge } });
    }
    for (const edge of edgesInto(graph, id).filter(({ index }) => index >= handed)) {
      edits.push({ kind: "put_edge", edge: { ...edge, id: freshEdgeId(), target: node.id } });
    }
    chain.push(node);
  }
  const last = chain.at(-1) ?? first;
  for (const edge of edgesOutOf(graph, id)) edits.push({ kind: "put_edge", edge: { ...edge, source: last.id } });
  edits.push(...movedBelow(graph, first.position.y + NODE_HEIGHT / 2, (times - 1) * ROW_HEIGHT));
  const kept = keptOutputs(graph, edits, ({ node, output }) => ({ node: node === id ? last.id : node, output }));
  return { edits: [...edits, ...kept], ids: chain.map((node) => node.id) };
}

/** The edits that give the copy number `place` its values. */
function varied(graph: Network, from: string, key: string, variations: readonly Variation[], place: number): Edit[] {
  const changed = new Map<string, Node>();
  for (const { node: id, argument, values } of variations) {
    const node = changed.get(id) ?? graph.blocks.get(from)?.nodes.get(id);
    const value = values[place];
    if (node && value !== undefined) changed.set(id, { ...node, config: { ...node.config, [argument]: value } });
  }
  return [...changed.values()].map((node): Edit => ({ kind: "put_node", node, block: key }));
}

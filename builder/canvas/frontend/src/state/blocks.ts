/** What people do with blocks, in terms of edits. */
import { BLOCK, blockOf, withInner } from "../document/blocks";
import { copy, paste } from "../document/clip";
import { ownBlock } from "../document/copyBlock";
import { expand } from "../document/expand";
import { titleOf } from "../document/graph";
import { group } from "../document/group";
import { freePlace, NODE_HEIGHT, ROW_HEIGHT } from "../document/insert";
import { freshName, stemOf, takenNames } from "../document/labels";
import { miniatureOf } from "../document/miniature";
import { repeat, type Variation } from "../document/repeat";
import { movedBelow } from "../document/room";
import { blockAt } from "../document/scope";
import type { Node, Position } from "../protocol";
import { keyIn } from "../sync/findings";
import type { Canvas } from "./Canvas";
import { foundOf } from "./state";

/** Makes a block of what is selected, or says why not. */
export function groupSelected(canvas: Canvas): void {
  const known = ({ node, output }: { node: string; output: number }) => foundOf(canvas.state, node)?.tensors[output];
  const outcome = group(canvas.graph, new Set(canvas.state.selectedNodes), known);
  if ("refusal" in outcome) return canvas.say(outcome.refusal);
  canvas.commit(outcome.edits);
  canvas.select([outcome.node.id]);
}

/** Puts the layers of the block in its place. */
export function expandBlock(canvas: Canvas, id: string): void {
  const outcome = expand(canvas.graph, id);
  if ("refusal" in outcome) return canvas.say(outcome.refusal);
  canvas.commit(outcome.edits);
  canvas.select(outcome.ids);
  if (outcome.note !== "") canvas.say(outcome.note);
}

/** Expands the one block that is selected. */
export function expandSelected(canvas: Canvas): void {
  const [id] = canvas.state.selectedNodes;
  if (id !== undefined && canvas.state.selectedNodes.length === 1) expandBlock(canvas, id);
  else canvas.say("Select one block to expand it.");
}

/** Another node of the same block beside it: both have the same weights. */
export function reuseBlock(canvas: Canvas, node: Node): void {
  if (node.block !== null) addBlock(canvas, node.block, node.position, stemOf(titleOf(node)));
}

/** An equal block beside it, with weights of its own. */
export function copyBlock(canvas: Canvas, id: string): void {
  const { edits, ids } = paste(canvas.graph, copy(canvas.graph, new Set([id])), 32);
  canvas.commit(edits);
  canvas.select(ids);
}

/** From now on the node has weights of its own: no other node stands for its block. */
export function separateBlock(canvas: Canvas, node: Node): void {
  canvas.commit(ownBlock(canvas.network, node));
}

/** Makes a chain of copies; returns the sentence that says why not, or null when it is made. */
export function repeatBlock(
  canvas: Canvas,
  id: string,
  times: number,
  variations: readonly Variation[],
): string | null {
  const outcome = repeat(canvas.graph, id, times, variations);
  if ("refusal" in outcome) return outcome.refusal;
  canvas.commit(outcome.edits);
  canvas.select(outcome.ids);
  return null;
}

export function renameBlock(canvas: Canvas, key: string, name: string): void {
  const settings = canvas.network.blocks.get(key)?.settings;
  if (settings) canvas.commit([{ kind: "put_block", id: key, ...settings, name }], `name of ${key}`);
}

/** Adds a node that stands for a block of the project, at the first free place from `wanted` on, and selects it. */
export function addBlock(canvas: Canvas, key: string, wanted: Position, stem?: string): Node | null {
  const block = canvas.network.blocks.get(key);
  if (block === undefined) return null;
  const { name } = block.settings;
  if (canvas.state.block !== null && withInner(canvas.network, [key]).has(canvas.state.block)) {
    canvas.say(`"${name}" cannot be put here: a block cannot hold itself, however deep.`);
    return null;
  }
  const label = freshName(takenNames(canvas.graph), (stem ?? stemOf(name)).replace(/[^A-Za-z0-9_-]/g, "_") || "block");
  const place = freePlace(canvas.graph, wanted);
  const position = { x: Math.round(place.x), y: Math.round(place.y) };
  const node = { id: label, label, class_name: BLOCK, config: {}, call: {}, position, shares: null, block: key };
  canvas.commit([{ kind: "put_node", node }]);
  canvas.select([node.id]);
  return node;
}

/** Adds a block below the layer that is selected, else at `place`. */
export function addBlockBelow(canvas: Canvas, key: string, place: Position): Node | null {
  const [id] = canvas.state.selectedNodes;
  const above = canvas.state.selectedNodes.length === 1 ? canvas.graph.nodes.get(id ?? "") : undefined;
  return addBlock(canvas, key, above ? { x: above.position.x, y: above.position.y + ROW_HEIGHT } : place);
}

/** Opens the block that a node of what is open stands for. */
export function openBlock(canvas: Canvas, id: string): void {
  const path = [...canvas.state.path, id];
  if (blockAt(canvas.network, path) !== canvas.state.block) canvas.open(path);
}

/** Goes back to the first `depth` nodes of the path, and selects the node that was left there. */
export function leaveTo(canvas: Canvas, depth: number): void {
  const left = canvas.state.path[depth];
  canvas.open(canvas.state.path.slice(0, depth));
  if (left !== undefined) canvas.select([left]);
}

/** Shows the inside of a block in its node, or hides it again; what lies below makes room and comes back. */
export function toggleInside(canvas: Canvas, id: string): void {
  const node = canvas.graph.nodes.get(id);
  const block = node && blockOf(canvas.graph, node);
  if (!node || !block) return;
  const key = keyIn(canvas.state.block, id);
  const unfolded = new Set(canvas.state.unfolded);
  const isFolding = unfolded.delete(key);
  if (!isFolding) unfolded.add(key);
  canvas.store.setState({ unfolded });
  const { height } = miniatureOf(block);
  const middle = node.position.y + NODE_HEIGHT / 2;
  const below = [...canvas.graph.nodes.values()].map(({ position }) => position.y).filter((y) => y > middle);
  const hasGap = Math.min(...below) > node.position.y + NODE_HEIGHT + height;
  if (!isFolding || hasGap) canvas.commit(movedBelow(canvas.graph, middle, isFolding ? -height : height));
}

/** What edits bring with them elsewhere: a block whose ports change takes the edges outside along. */
import type { Edit } from "../protocol";
import { applyEdits } from "./apply";
import { graphsOf, INPUT, inputsOf, usesOf } from "./blocks";
import { type Graph, type Network, titleOf } from "./graph";
import { refit } from "./refit";

/** Returns the edits, each with its place given, and those that must go with them in the same step. */
export function withConsequences(network: Network, edits: readonly Edit[]): Edit[] {
  const listed = [...edits, ...newInputs(network, edits)];
  const after = applyEdits(network, listed);
  const touched = new Set(listed.flatMap((edit) => blockTouchedBy(edit) ?? []));
  const refitted = [...touched].flatMap((key) => refit(network, after, key));
  const all = [...listed, ...refitted];
  return [...all, ...unused(network, applyEdits(after, refitted), all)];
}

function blockTouchedBy(edit: Edit): string | null {
  if (edit.kind === "put_settings" || edit.kind === "remove_block") return null;
  return edit.kind === "put_block" ? edit.id : (edit.block ?? null);
}

/** Where the inputs of a graph are listed, an Input that is added is one of them. */
function newInputs(network: Network, edits: readonly Edit[]): Edit[] {
  const added = new Map<string | null, Edit[]>();
  for (const edit of edits) {
    if (edit.kind !== "put_node" || edit.node.class_name !== INPUT) continue;
    const key = edit.block ?? null;
    const graph = key === null ? network : network.blocks.get(key);
    if (graph && graph.settings.inputs.length > 0 && !graph.nodes.has(edit.node.id)) {
      added.set(key, [...(added.get(key) ?? []), edit]);
    }
  }
  const after = applyEdits(network, edits);
  return [...added].flatMap(([key, puts]): Edit[] => {
    const graph: Graph | undefined = key === null ? after : after.blocks.get(key);
    const fresh = puts.flatMap((edit) => (edit.kind === "put_node" ? edit.node : []));
    const missing = fresh.filter((node) => graph?.nodes.has(node.id) && !graph.settings.inputs.includes(node.id));
    if (!graph || missing.length === 0) return [];
    const { settings } = graph;
    const keys = settings.input_keys.length > 0 ? missing.map(titleOf) : [];
    const inputs = [...inputsOf(graph), ...missing.map((node) => node.id)];
    const put = { ...settings, inputs, input_keys: [...settings.input_keys, ...keys] };
    return [key === null ? { kind: "put_settings", ...put } : { kind: "put_block", id: key, ...put }];
  });
}

/** Blocks that nodes stood for, or that are new, and that no node stands for any more: they go too. */
function unused(before: Network, after: Network, edits: readonly Edit[]): Edit[] {
  if (!edits.some((edit) => mayFree(before, edit))) return [];
  const used = usesOf(before);
  const gone: Edit[] = [];
  for (let network = after, found = 1; found > 0; ) {
    const uses = usesOf(network);
    const mayGo = (key: string) => used.has(key) || !before.blocks.has(key);
    const idle = [...network.blocks.keys()].filter((key) => !uses.has(key) && mayGo(key));
    const removals = idle.map((id): Edit => ({ kind: "remove_block", id }));
    network = applyEdits(network, removals);
    gone.push(...removals);
    found = idle.length;
  }
  return gone;
}

function mayFree(before: Network, edit: Edit): boolean {
  if (edit.kind === "remove_node" || edit.kind === "remove_block") return true;
  if (edit.kind !== "put_node") return false;
  return graphsOf(before).some(([, graph]) => {
    const old = graph.nodes.get(edit.node.id);
    return old !== undefined && old.block !== null && old.block !== edit.node.block;
  });
}

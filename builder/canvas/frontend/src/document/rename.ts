/** Other ids for what was made under one that another tab had given first. */
import type { Edge, Edit, Node, Settings, Taken } from "../protocol";
import type { Network } from "./graph";
import { freshName, stemOf, takenNames } from "./labels";

export interface Renaming extends Taken {
  fresh: string;
}

/** Returns for each taken id under which `edits` make something the first that is free in `network` and in them. */
export function renamingsOf(network: Network, edits: readonly Edit[], taken: readonly Taken[]): Renaming[] {
  const names = edits.flatMap((edit) => (edit.kind === "put_node" ? [edit.node.id, edit.node.label] : []));
  const keys = edits.flatMap((edit) => (edit.kind === "put_block" ? [edit.id] : []));
  const inUse = new Map<string | null, Set<string>>();
  const freeIn = (place: string | null, start: () => Iterable<string>) => {
    const used = inUse.get(place) ?? new Set(start());
    inUse.set(place, used);
    return used;
  };
  return taken
    .filter((it) => edits.some((edit) => makes(edit, it)))
    .map((it) => {
      const graph = it.block === null ? network : network.blocks.get(it.block);
      const used =
        it.kind === "block"
          ? freeIn("", () => [...network.blocks.keys(), ...keys])
          : freeIn(it.block, () => [...(graph ? takenNames(graph) : []), ...names]);
      const fresh = freshName(used, stemOf(it.id));
      used.add(fresh);
      return { ...it, fresh };
    });
}

/** Returns edits that were made for an earlier network; what they add has other ids where theirs are in use by now. */
export function withFreeIds(network: Network, edits: readonly Edit[]): Edit[] {
  const taken = edits.flatMap((edit): Taken[] => {
    if (edit.was !== null || (edit.kind !== "put_node" && edit.kind !== "put_block")) return [];
    if (edit.kind === "put_block") return network.blocks.has(edit.id) ? [{ kind: "block", block: null, id: edit.id }] : [];
    const block = edit.block ?? null;
    const graph = block === null ? network : network.blocks.get(block);
    return graph?.nodes.has(edit.node.id) ? [{ kind: "node", block, id: edit.node.id }] : [];
  });
  return renamed(edits, renamingsOf(network, edits, taken));
}

function makes(edit: Edit, { kind, block, id }: Taken): boolean {
  if (edit.was !== null) return false;
  if (kind === "block") return edit.kind === "put_block" && edit.id === id;
  return edit.kind === "put_node" && (edit.block ?? null) === block && edit.node.id === id;
}

/** Returns the edits about the same things under their new ids. */
export function renamed(edits: readonly Edit[], renamings: readonly Renaming[]): Edit[] {
  return renamings.reduce<Edit[]>((all, it) => all.map((edit) => renamedEdit(edit, it)), [...edits]);
}

function renamedEdit(edit: Edit, renaming: Renaming): Edit {
  return renaming.kind === "block" ? withBlock(edit, renaming) : withNode(edit, renaming);
}

function withNode(edit: Edit, { block, id, fresh }: Renaming): Edit {
  if (edit.kind === "remove_block" || placeOf(edit) !== block) return edit;
  const to = (name: string) => (name === id ? fresh : name);
  const node = (it: Node): Node => ({
    ...it,
    id: to(it.id),
    label: it.id === id ? to(it.label) : it.label,
    shares: it.shares === null ? null : to(it.shares),
  });
  const edge = (it: Edge): Edge => ({ ...it, source: to(it.source), target: to(it.target) });
  const settings = (it: Settings) => ({
    inputs: it.inputs.map(to),
    outputs: it.outputs.map((end) => ({ ...end, node: to(end.node) })),
  });
  const was = <Value>(it: Value | null | undefined, change: (value: Value) => Value) => (it ? { was: change(it) } : {});
  if (edit.kind === "put_node") return { ...edit, node: node(edit.node), ...was(edit.was, node) };
  if (edit.kind === "remove_node") return { ...edit, id: to(edit.id), ...was(edit.was, node) };
  if (edit.kind === "put_edge") return { ...edit, edge: edge(edit.edge), ...was(edit.was, edge) };
  if (edit.kind === "remove_edge") return { ...edit, ...was(edit.was, edge) };
  return { ...edit, ...settings(edit), ...was(edit.was, (it) => ({ ...it, ...settings(it) })) };
}

function placeOf(edit: Exclude<Edit, { kind: "remove_block" }>): string | null {
  if (edit.kind === "put_settings") return null;
  return edit.kind === "put_block" ? edit.id : (edit.block ?? null);
}

function withBlock(edit: Edit, { id, fresh }: Renaming): Edit {
  const to = (key: string) => (key === id ? fresh : key);
  if (edit.kind === "put_settings") return edit;
  if (edit.kind === "put_block" || edit.kind === "remove_block") return { ...edit, id: to(edit.id) };
  const scoped = typeof edit.block === "string" ? { ...edit, block: to(edit.block) } : edit;
  if (scoped.kind !== "put_node" && scoped.kind !== "remove_node") return scoped;
  const node = (it: Node): Node => (it.block === null ? it : { ...it, block: to(it.block) });
  const was = scoped.was ? { was: node(scoped.was) } : {};
  return scoped.kind === "put_node" ? { ...scoped, node: node(scoped.node), ...was } : { ...scoped, ...was };
}

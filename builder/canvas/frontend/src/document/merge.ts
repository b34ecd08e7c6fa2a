/**
 * What edits come to in a network that others edit too: each changes only what differs from what it was based on.
 * Python's builder/network/merging.py is its twin, and has the last word.
 */
import type { BlockDocument, Config, Edge, Edit, JsonValue, Node, Settings } from "../protocol";
import { applyEdits, settingsOf } from "./apply";
import { blockDocumentOf, type Graph, type Network, titleOf } from "./graph";
import { keyOf } from "./invert";

type Found = Node | Edge | Settings | BlockDocument;

export interface Merged {
  /** What to apply, each edit with what it finds there in `was`. */
  edits: Edit[];
  /** The titles of nodes that are no longer there to be changed. */
  lost: string[];
}

/** Returns the edits with what each of them finds, after those before it; what they said before about it is dropped. */
export function basedOn(network: Network, edits: readonly Edit[]): Edit[] {
  const plain = edits.map((edit) => ({ ...edit, was: undefined }));
  return mergeEdits(network, plain).edits;
}

/** Returns what the edits come to, one after the other; one that is not based on anything is taken as it is. */
export function mergeEdits(network: Network, edits: readonly Edit[]): Merged {
  const present = new Present(network);
  const lost = new Set<string>();
  for (const edit of edits) {
    const now = present.find(edit);
    const isGone = now === null && edit.was !== undefined && edit.was !== null && !present.isRemoved(edit);
    if (isGone) {
      if (edit.kind === "put_node") lost.add(titleOf(edit.was as Node));
    } else present.take({ ...merged(edit, now), was: now } as Edit);
  }
  return { edits: present.taken, lost: [...lost] };
}

/** The network that the edits come to. */
export function withMerged(network: Network, edits: readonly Edit[]): Network {
  return applyEdits(network, mergeEdits(network, edits).edits);
}

/** The record that an edit is about, or null. */
export function found(network: Network, edit: Edit): Found | null {
  if (edit.kind === "put_settings") return network.settings;
  const block = network.blocks.get(blockKeyOf(edit) ?? "");
  if (edit.kind === "put_block") return block?.settings ?? null;
  if (edit.kind === "remove_block") return block ? blockDocumentOf(block) : null;
  const graph: Graph | undefined = typeof edit.block === "string" ? block : network;
  if (edit.kind === "put_node") return graph?.nodes.get(edit.node.id) ?? null;
  if (edit.kind === "remove_node") return graph?.nodes.get(edit.id) ?? null;
  if (edit.kind === "put_edge") return graph?.edges.get(edit.edge.id) ?? null;
  return graph?.edges.get(edit.id) ?? null;
}

function blockKeyOf(edit: Exclude<Edit, { kind: "put_settings" }>): string | null | undefined {
  return edit.kind === "put_block" || edit.kind === "remove_block" ? edit.id : edit.block;
}

/** The records of a network while edits are taken one after the other. */
class Present {
  readonly taken: Edit[] = [];
  private readonly network: Network;
  private readonly changed = new Map<string, Found | null>();
  private readonly emptied = new Set<string>();

  constructor(network: Network) {
    this.network = network;
  }

  find(edit: Edit): Found | null {
    if (edit.kind === "remove_block") return found(applyEdits(this.network, this.taken), edit);
    const known = this.changed.get(keyOf(edit));
    if (known !== undefined) return known;
    return this.isEmptied(edit) ? null : found(this.network, edit);
  }

  /** Whether the record is missing because an edit before took it away. */
  isRemoved(edit: Edit): boolean {
    return this.changed.get(keyOf(edit)) === null || this.isEmptied(edit);
  }

  take(edit: Edit): void {
    this.taken.push(edit);
    if (edit.kind === "remove_block") {
      this.emptied.add(edit.id);
      const inside = [`node ${edit.id}/`, `edge ${edit.id}/`];
      const settings = `settings of ${edit.id}`;
      const isInside = (key: string) => key === settings || inside.some((it) => key.startsWith(it));
      for (const key of [...this.changed.keys()].filter(isInside)) this.changed.delete(key);
    } else this.changed.set(keyOf(edit), put(edit));
  }

  private isEmptied(edit: Edit): boolean {
    return edit.kind !== "put_settings" && this.emptied.has(blockKeyOf(edit) ?? "");
  }
}

function put(edit: Edit): Found | null {
  if (edit.kind === "put_node") return edit.node;
  if (edit.kind === "put_edge") return edit.edge;
  return edit.kind === "put_settings" || edit.kind === "put_block" ? settingsOf(edit) : null;
}

function merged(edit: Edit, now: Found | null): Edit {
  if (!edit.was || now === null || isSame(edit.was, now)) return edit;
  if (edit.kind === "put_node") return { ...edit, node: mergedNode(edit.was, edit.node, now as Node) };
  if (edit.kind === "put_edge") return { ...edit, edge: later(edit.was, edit.edge, now as Edge) };
  if (edit.kind !== "put_settings" && edit.kind !== "put_block") return edit;
  return { ...edit, ...mergedSettings(edit.was, edit, now as Settings) };
}

/** A value that the edit changed is the edit's, any other as it is now. */
function later<Value>(was: Value, wanted: Value, now: Value): Value {
  return isSame(was, wanted) ? now : wanted;
}

function mergedNode(was: Node, wanted: Node, now: Node): Node {
  const label = later(was.label, wanted.label, now.label);
  const position = later(was.position, wanted.position, now.position);
  const kinds = [was, wanted, now].map(({ class_name, shares, block }) => [class_name, shares, block].join());
  const layer = later(layerOf(was), layerOf(wanted), layerOf(now));
  if (new Set(kinds).size > 1) return { ...now, ...layer, label, position };
  const config = mergedConfig(was.config, wanted.config, now.config);
  return { ...now, config, call: mergedConfig(was.call, wanted.call, now.call), label, position };
}

/** What makes sense only together, where one side made another layer of it. */
function layerOf({ class_name, shares, block, config, call }: Node) {
  return { class_name, shares, block, config, call };
}

function mergedConfig(was: Config, wanted: Config, now: Config): Config {
  const names = new Set([...Object.keys(now), ...Object.keys(wanted)]);
  const values = [...names].map((name): [string, JsonValue | undefined] => [
    name,
    later(was[name], wanted[name], now[name]),
  ]);
  return Object.fromEntries(values.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function mergedSettings(was: Settings, wanted: Settings, now: Settings): Settings {
  const entries = ({ inputs, input_keys }: Settings) => ({ inputs, input_keys });
  const exits = ({ outputs, output_keys }: Settings) => ({ outputs, output_keys });
  return {
    name: later(was.name, wanted.name, now.name),
    ...later(entries(was), entries(wanted), entries(now)),
    ...later(exits(was), exits(wanted), exits(now)),
  };
}

/** Whether two values are the same as JSON, in whatever order their fields come. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [fields, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(fields);
  if (names.length !== Object.keys(others).length) return false;
  return names.every((name) => name in others && isSame(fields[name], others[name]));
}

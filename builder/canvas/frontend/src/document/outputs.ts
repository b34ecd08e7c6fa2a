/** Keeps what a network gives: layers that are replaced by others must not change which outputs it has. */
import type { Edit, Endpoint } from "../protocol";
import { applyEdits } from "./apply";
import { outputsOf } from "./blocks";
import type { Network } from "./graph";

/** Returns the settings, where they have to be put so that the outputs after `edits` are those before, as `mapped`. */
export function keptOutputs(graph: Network, edits: readonly Edit[], mapped: (endpoint: Endpoint) => Endpoint): Edit[] {
  const wanted = outputsOf(graph).map(mapped);
  const { settings } = graph;
  const found = outputsOf(applyEdits(graph, edits));
  if (isSame(found, wanted)) return [];
  return [{ kind: "put_settings", ...settings, outputs: wanted }];
}

export function isSame(some: readonly Endpoint[], others: readonly Endpoint[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ node, output }, place) => others[place]?.node === node && others[place].output === output)
  );
}

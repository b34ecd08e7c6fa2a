import type { Edge, LayerEntry, Node } from "../protocol";

/** Leaves out the fields for numbers in whose place a tensor flows in: x + 2 has one, x + y has none. */
export function withFreeNumbers(
  entry: LayerEntry | undefined,
  node: Node,
  incoming: readonly Edge[],
): LayerEntry | undefined {
  const fed = new Set(
    entry?.inputs
      .filter((port) => port.number && incoming.some((edge) => edge.argument === port.argument))
      .map((port) => port.name),
  );
  if (entry === undefined || fed.size === 0) return entry;
  const shown = entry.arguments.filter(({ name }) => !fed.has(name) || (node.config[name] ?? null) !== null);
  return { ...entry, arguments: shown };
}

/** Which arguments inside a block may vary when it is repeated: plain values that matter, of layers with their own. */
import { type Graph, titleOf } from "../document/graph";
import { computationOrder } from "../document/order";
import type { ArgumentKind, ArgumentSpec, CatalogPart, JsonValue } from "../protocol";

export interface Row {
  key: string;
  node: string;
  title: string;
  spec: ArgumentSpec;
  /** The value as it is, as text. */
  text: string;
}

const KINDS: ReadonlySet<ArgumentKind> = new Set(["integer", "number", "integers", "activation", "choice"]);

export function varyingRows(block: Graph | undefined, catalog: CatalogPart | null): Row[] {
  if (block === undefined) return [];
  return computationOrder(block).flatMap((id) => {
    const node = block.nodes.get(id);
    const entry = catalog?.layers[node?.class_name ?? ""];
    if (!node || !entry || node.shares !== null || entry.inputs.length === 0) return [];
    return entry.arguments.flatMap((spec): Row[] => {
      const value = node.config[spec.name] ?? spec.default;
      if (spec.group !== "main" || !KINDS.has(spec.kind) || !isPlain(value)) return [];
      return [{ key: `${id}-${spec.name}`, node: id, title: titleOf(node), spec, text: value === null ? "" : String(value) }];
    });
  });
}

/** A list or an object has no room in one line of text. */
function isPlain(value: JsonValue): boolean {
  return value === null || typeof value !== "object";
}

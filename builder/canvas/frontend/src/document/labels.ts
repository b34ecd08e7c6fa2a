/** Names for new nodes, as Keras would give them. */
import type { Graph } from "./graph";

/** Keras's own rule: MaxPooling2D -> max_pooling2d, LSTM -> lstm. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** Everything that a new label or id must differ from. */
export function takenNames(graph: Graph): Set<string> {
  return new Set([...graph.nodes.values()].flatMap((node) => [node.id, node.label]));
}

/** Returns `stem`_1, `stem`_2 ...: the first that is free. */
export function freshName(taken: ReadonlySet<string>, stem: string): string {
  const short = stem.slice(0, 56);
  for (let number = 1; ; number += 1) {
    if (!taken.has(`${short}_${number}`)) return `${short}_${number}`;
  }
}

/** The stem of a label without its number, for copies: dense_2 -> dense. */
export function stemOf(label: string): string {
  return label.replace(/_\d+$/, "") || label;
}

/** An id that no other tab will choose at the same time. */
export function freshEdgeId(): string {
  return `edge_${crypto.getRandomValues(new Uint32Array(2)).join("_")}`;
}

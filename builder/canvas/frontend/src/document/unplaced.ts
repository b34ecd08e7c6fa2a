import type { Graph } from "./graph";

/** Says whether most nodes have no place yet, so that all need a layout: code and files say nothing of it. */
export function isUnplaced({ nodes }: Pick<Graph, "nodes">): boolean {
  const atOrigin = [...nodes.values()].filter(({ position }) => position.x === 0 && position.y === 0).length;
  return atOrigin > 1 && 2 * atOrigin >= nodes.size;
}

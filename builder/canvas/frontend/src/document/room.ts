/** Makes and closes gaps: what lies below moves, so that nodes neither overlap nor drift apart. */
import type { Edit, Node } from "../protocol";
import type { Graph } from "./graph";

/** Moves every node that lies below `y` by so many pixels, but for those of `except`. */
export function movedBelow(graph: Graph, y: number, by: number, except: ReadonlySet<string> = new Set()): Edit[] {
  if (by === 0) return [];
  return [...graph.nodes.values()]
    .filter((node) => node.position.y > y && !except.has(node.id))
    .map((node): Edit => ({ kind: "put_node", node: { ...node, position: lowered(node, by) } }));
}

/** Closes the gap that nodes leave of which only the top row stays, where nothing else stands beside them. */
export function closedGap(graph: Graph, leaving: ReadonlySet<string>): Edit[] {
  const ys = [...graph.nodes.values()].filter((node) => leaving.has(node.id)).map((node) => node.position.y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const isBeside = ({ id, position: { y } }: Node) => !leaving.has(id) && y > top && y <= bottom;
  return [...graph.nodes.values()].some(isBeside) ? [] : movedBelow(graph, bottom, top - bottom, leaving);
}

function lowered({ position }: Node, by: number) {
  return { x: position.x, y: Math.round(position.y + by) };
}

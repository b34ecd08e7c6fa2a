/** The inside of a block drawn small, in the node that stands for it: where its nodes go and how high it gets. */
import type { Node, Position } from "../protocol";
import type { Graph } from "./graph";
import { NODE_HEIGHT, NODE_WIDTH } from "./insert";
import { computationOrder } from "./order";
import { isUnplaced } from "./unplaced";

export interface Miniature {
  places: ReadonlyMap<string, Position>;
  /** What is drawn, in the units of the places. */
  box: { left: number; top: number; width: number; height: number };
  /** How high it is on the canvas, in pixels at zoom 1. */
  height: number;
}

export const ROW = 34;
const STEP = 54;
const WIDTH = 184;
const MOST_HIGH = 300;
const MARGIN = 4;

/** As they lie inside, with the rows moved together; one below the other where nobody has placed them. */
export function miniatureOf(block: Graph): Miniature {
  const places = placesIn(block);
  const xs = [...places.values()].map((place) => place.x);
  const ys = [...places.values()].map((place) => place.y);
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const width = Math.max(...xs) + NODE_WIDTH + MARGIN - left;
  const height = Math.max(...ys) + ROW + MARGIN - top;
  const shown = Math.round(Math.min(MOST_HIGH, (WIDTH * height) / width));
  return { places, box: { left, top, width, height }, height: places.size > 0 ? Math.max(ROW, shown) : 20 };
}

function placesIn(block: Graph): Map<string, Position> {
  if (isUnplaced(block)) return new Map(computationOrder(block).map((id, row) => [id, { x: 0, y: row * STEP }]));
  const nodes = [...block.nodes.values()];
  const heightOf = ({ position }: Node) => Math.round(position.y / NODE_HEIGHT);
  const rows = [...new Set(nodes.map(heightOf))].sort((a, b) => a - b);
  return new Map(nodes.map((node) => [node.id, { x: node.position.x, y: rows.indexOf(heightOf(node)) * STEP }]));
}

/** The way an edge takes: a gentle S; where nodes lie under that, down a lane beside them; up one to a next column. */
import { getBezierPath, type Position } from "@xyflow/react";

import { COLUMN_WIDTH, NODE_HEIGHT, NODE_WIDTH, ROW_HEIGHT } from "../document/insert";
import type { Node } from "../protocol";
import { COLUMN_GAP } from "../state/columns";

export interface Ends {
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
  sourcePosition: Position;
  targetPosition: Position;
}

type Placed = Pick<Node, "position">;

/** The height in which an edge turns into its lane and out of it: the gap between two rows. */
const TURN = ROW_HEIGHT - NODE_HEIGHT;
/** Half the gap that the layout leaves between two columns. */
const BESIDE = (COLUMN_WIDTH - NODE_WIDTH) / 2;
/** How much further out a lane lies for every row that its edge passes, so that edges over edges nest. */
const FURTHER_PER_ROW = 10;
const FURTHEST = 120;
/** How far edges that rise in one gap between two columns are apart, by how many rows they rise. */
const APART = [0, 8, -8];

export function edgePath(ends: Ends, lane: number | null): { path: string; labelX: number; labelY: number } {
  if (lane === null) {
    const [path, labelX, labelY] = getBezierPath(ends);
    return { path, labelX, labelY };
  }
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (rises(ends)) {
    const path =
      `M${sourceX},${sourceY} C${sourceX},${sourceY + TURN} ${lane},${sourceY + TURN} ${lane},${sourceY} ` +
      `L${lane},${targetY} C${lane},${targetY - TURN} ${targetX},${targetY - TURN} ${targetX},${targetY}`;
    return { path, labelX: lane, labelY: (sourceY + targetY) / 2 };
  }
  const [enter, leave, bend] = [sourceY + TURN, targetY - TURN, TURN / 2];
  const path =
    `M${sourceX},${sourceY} C${sourceX},${sourceY + bend} ${lane},${enter - bend} ${lane},${enter} ` +
    `L${lane},${leave} C${lane},${leave + bend} ${targetX},${targetY - bend} ${targetX},${targetY}`;
  return { path, labelX: lane, labelY: (enter + leave) / 2 };
}

/** Returns the x of the lane by which an edge passes the nodes in its way, or null where nothing is in its way. */
export function laneOf(ends: Ends, nodes: Iterable<Placed>): number | null {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (rises(ends)) return laneUp(ends, nodes);
  if (targetY - sourceY < 2 * TURN) return null;
  const between: Placed[] = [];
  for (const node of nodes) {
    const { y } = node.position;
    if (y < targetY - TURN && y + NODE_HEIGHT > sourceY + TURN) between.push(node);
  }
  if (!between.some((node) => liesUnder(ends, node))) return null;
  const rows = Math.round((targetY - sourceY) / ROW_HEIGHT);
  const further = Math.min(FURTHEST, rows * FURTHER_PER_ROW);
  const isFree = (lane: number) =>
    between.every(({ position }) => lane < position.x - BESIDE / 2 || lane > position.x + NODE_WIDTH + BESIDE / 2);
  const detour = (lane: number) => Math.abs(lane - sourceX) + Math.abs(lane - targetX);
  const beside = between.flatMap(({ position }) => {
    const [left, right] = [position.x, position.x + NODE_WIDTH];
    return [
      ...[right + BESIDE + further, left - BESIDE - further].map((lane) => ({ lane, cost: detour(lane) })),
      // Close to the nodes only where that is much shorter, as in a gap between two columns.
      ...[right + BESIDE, left - BESIDE].map((lane) => ({ lane, cost: detour(lane) + 4 * further })),
    ];
  });
  beside.sort((a, b) => b.lane - a.lane); // of two equal ways the one to the right, and before both a column of its own
  const lanes = [...[sourceX, targetX].map((lane) => ({ lane, cost: detour(lane) })), ...beside];
  lanes.sort((a, b) => a.cost - b.cost);
  // Beside the outermost node nothing is in the way, so one is always free.
  return lanes.find(({ lane }) => isFree(lane))?.lane ?? null;
}

/** Says whether the target lies higher than the source, as at the top of a next column. */
function rises({ sourceY, targetY }: Ends): boolean {
  return targetY < sourceY;
}

/** Returns the x of the lane in which an edge rises, beside a column and, if it can be, between its ends. */
function laneUp({ sourceX, sourceY, targetX, targetY }: Ends, nodes: Iterable<Placed>): number {
  const beside: Placed[] = [];
  for (const node of nodes) {
    const { y } = node.position;
    if (y < sourceY + TURN && y + NODE_HEIGHT > targetY - TURN) beside.push(node);
  }
  const rows = Math.round((sourceY - targetY) / ROW_HEIGHT);
  const apart = COLUMN_GAP / 2 + (APART[rows % APART.length] ?? 0);
  const isFree = (lane: number) =>
    beside.every(({ position: { x } }) => lane < x - BESIDE / 2 || lane > x + NODE_WIDTH + BESIDE / 2);
  const detour = (lane: number) => Math.abs(lane - sourceX) + Math.abs(lane - targetX);
  const lanes = beside.flatMap(({ position: { x } }) => [x + NODE_WIDTH + apart, x - apart]);
  lanes.sort((a, b) => detour(a) - detour(b) || b - a);
  return lanes.find(isFree) ?? Math.max(sourceX, targetX) + NODE_WIDTH;
}

/** Says whether the S between the ends runs through a node; it never turns back, up or to the side. */
function liesUnder({ sourceX, sourceY, targetX, targetY }: Ends, { position }: Placed): boolean {
  const at = (y: number) => {
    const share = Math.min(1, Math.max(0, (y - sourceY) / (targetY - sourceY)));
    const t = timeOf(share);
    return sourceX + (targetX - sourceX) * t * t * (3 - 2 * t);
  };
  const [enters, leaves] = [at(position.y), at(position.y + NODE_HEIGHT)];
  return Math.max(enters, leaves) > position.x && Math.min(enters, leaves) < position.x + NODE_WIDTH;
}

/** Where on React Flow's Bézier curve, from 0 to 1, a share of its height is done: both control points are half way. */
function timeOf(share: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step += 1) {
    const t = (low + high) / 2;
    if (t * (1.5 + t * (t - 1.5)) < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

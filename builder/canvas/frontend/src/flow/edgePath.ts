/** The way an edge takes: straight down or a gentle S; around the nodes when some lie between its ends. */
import { getBezierPath, type Position } from "@xyflow/react";

import { NODE_HEIGHT, NODE_WIDTH, ROW_HEIGHT } from "../document/insert";
import type { Node } from "../protocol";

export interface Ends {
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
  sourcePosition: Position;
  targetPosition: Position;
}

/** How far the control points of a detour go aside: the curve passes at three quarters of it. */
const ASIDE = 190;

export function edgePath(ends: Ends, isBlocked: boolean): { path: string; labelX: number; labelY: number } {
  if (!isBlocked) {
    const [path, labelX, labelY] = getBezierPath(ends);
    return { path, labelX, labelY };
  }
  const { sourceX, sourceY, targetX, targetY } = ends;
  const side = Math.max(sourceX, targetX) + ASIDE;
  const path = `M${sourceX},${sourceY} C${side},${sourceY + 40} ${side},${targetY - 40} ${targetX},${targetY}`;
  return { path, labelX: (sourceX + targetX) / 8 + 0.75 * side, labelY: (sourceY + targetY) / 2 };
}

/** Says whether a node lies under the middle of the straight line between the ends. */
export function isBlocked(ends: Ends, nodes: Iterable<Pick<Node, "position">>): boolean {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (targetY - sourceY < ROW_HEIGHT) return false;
  for (const { position } of nodes) {
    const middle = position.y + NODE_HEIGHT / 2;
    if (middle < sourceY + 10 || middle > targetY - 10) continue;
    const crossing = sourceX + ((targetX - sourceX) * (middle - sourceY)) / (targetY - sourceY);
    if (crossing > position.x && crossing < position.x + NODE_WIDTH) return true;
  }
  return false;
}

/** The way an edge takes: straight down or a gentle S; around the nodes when some lie between its ends. */
import { getBezierPath, type Position } from "@xyflow/react";

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

interface Box {
  position: { x: number; y: number };
  measured?: { width?: number; height?: number };
}

/** Says whether a box lies under the middle of the straight line between the ends. */
export function isBlocked(ends: Ends, boxes: readonly Box[]): boolean {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (targetY - sourceY < 100) return false;
  return boxes.some(({ position: { x, y }, measured }) => {
    const middle = y + (measured?.height ?? 0) / 2;
    if (middle < sourceY + 10 || middle > targetY - 10) return false;
    const crossing = sourceX + ((targetX - sourceX) * (middle - sourceY)) / (targetY - sourceY);
    return crossing > x && crossing < x + (measured?.width ?? 0);
  });
}

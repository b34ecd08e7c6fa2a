/** Where a problem's card goes: beside its node, where it hides the fewest other nodes and stays in view. */
import { Position } from "@xyflow/react";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const CARD_WIDTH = 284;
const CARD_HEIGHT = 180;
const GAP = 18;
const OUT_OF_VIEW = 10;

export type Align = "start" | "center" | "end";
export type Side = `${Position} ${Align}`;

/** All boxes in pixels of the screen, relative to the upper left corner of the view. */
export function popoverSide(node: Box, others: readonly Box[], view: { width: number; height: number }): Side {
  const below = node.y + node.height + GAP;
  const above = node.y - CARD_HEIGHT - GAP;
  const middle = node.x + (node.width - CARD_WIDTH) / 2;
  const flush = node.x + node.width - CARD_WIDTH;
  const places: [Side, number, number][] = [
    [`${Position.Right} start`, node.x + node.width + GAP, node.y],
    [`${Position.Bottom} center`, middle, below],
    [`${Position.Bottom} end`, flush, below],
    [`${Position.Bottom} start`, node.x, below],
    [`${Position.Left} start`, node.x - CARD_WIDTH - GAP, node.y],
    [`${Position.Top} center`, middle, above],
    [`${Position.Top} end`, flush, above],
    [`${Position.Top} start`, node.x, above],
  ];
  const costs = places.map(([side, x, y]) => {
    const card = { x, y, width: CARD_WIDTH, height: CARD_HEIGHT };
    const hidden = others.filter((other) => overlap(card, other)).length;
    const isInside = x >= 0 && y >= 0 && x + card.width <= view.width && y + card.height <= view.height;
    return { side, cost: hidden + (isInside ? 0 : OUT_OF_VIEW) };
  });
  return costs.reduce((best, next) => (next.cost < best.cost ? next : best)).side;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

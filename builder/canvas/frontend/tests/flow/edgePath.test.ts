import { Position } from "@xyflow/react";
import { expect, test } from "vitest";

import { edgePath, isBlocked } from "../../src/flow/edgePath";

const ENDS = {
  sourceX: 100,
  sourceY: 50,
  targetX: 100,
  targetY: 400,
  sourcePosition: Position.Bottom,
  targetPosition: Position.Top,
};
const between = { position: { x: 0, y: 200 } };

test("a node between the ends sends the edge around it", () => {
  expect(isBlocked(ENDS, [between])).toBe(true);
  expect(edgePath(ENDS, true).labelX).toBeGreaterThan(210);
});

test("nodes beside the line or beyond its ends are in nobody's way", () => {
  const beside = { position: { x: 300, y: 200 } };
  const above = { position: { x: 0, y: 0 } };
  expect(isBlocked(ENDS, [beside, above])).toBe(false);
});

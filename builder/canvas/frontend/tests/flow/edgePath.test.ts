import { getBezierPath, Position } from "@xyflow/react";
import { expect, test } from "vitest";

import { NODE_HEIGHT, NODE_WIDTH } from "../../src/document/insert";
import { edgePath, laneOf } from "../../src/flow/edgePath";

const endsFrom = (sourceX: number, targetX: number, targetY = 224) => ({
  sourceX,
  sourceY: 58,
  targetX,
  targetY,
  sourcePosition: Position.Bottom,
  targetPosition: Position.Top,
});
const node = (x: number, y = 116) => ({ position: { x, y } });

test("an edge over a node of its own column goes down beside it", () => {
  const lane = laneOf(endsFrom(105, 105), [node(0)]);
  expect(lane).toBeGreaterThan(NODE_WIDTH);
  expect(lane).toBeLessThan(NODE_WIDTH + 60);
});

test("an edge to another column stays in its own until nothing is in the way", () => {
  // An Inception block: the first branch is a row shorter than the other three.
  expect(laneOf(endsFrom(105, 430), [node(250), node(500), node(750)])).toBe(105);
  expect(laneOf(endsFrom(430, 105), [node(250), node(500), node(750)])).toBe(105);
});

test("a gap between two columns is taken rather than the way around all of them", () => {
  const row = [node(-500), node(-250), node(0), node(250), node(500)];
  const lane = laneOf(endsFrom(105, 105), row);
  expect(lane).toBe(NODE_WIDTH + 20);
});

test("a longer edge lies outside a shorter one", () => {
  const column = [node(0, 116), node(0, 232), node(0, 348)];
  const [short, long] = [laneOf(endsFrom(105, 105, 340), column), laneOf(endsFrom(105, 105, 456), column)];
  expect(long).toBeGreaterThan(short ?? 0);
});

test("nodes beside the curve or beyond its ends are in nobody's way", () => {
  expect(laneOf(endsFrom(105, 105), [node(300), node(0, 0), node(0, 224)])).toBeNull();
  expect(laneOf(endsFrom(105, 105, 116), [node(0, 40)])).toBeNull();
});

test("the curve that is tested is the one that React Flow draws", () => {
  const ends = endsFrom(105, 600);
  const [path] = getBezierPath(ends);
  const middle = (ends.sourceY + ends.targetY) / 2;
  expect(path).toBe(`M105,58 C105,${middle} 600,${middle} 600,224`);
});

test("the chip lies in the lane, half way down", () => {
  const { path, labelX, labelY } = edgePath(endsFrom(105, 105), 240);
  expect(path).toContain("L240,");
  expect([labelX, labelY]).toEqual([240, 116 + NODE_HEIGHT / 2 - 4]);
});

test("an edge to the top of the next column rises in the gap between the two", () => {
  const columns = [node(0, 0), node(0, 116), node(0, 232), node(270, 0), node(270, 116), node(270, 232)];
  const ends = { ...endsFrom(105, 375, 0), sourceY: 290 };
  const lane = laneOf(ends, columns) ?? 0;
  expect(lane).toBeGreaterThan(NODE_WIDTH);
  expect(lane).toBeLessThan(270);
  const { path, labelX, labelY } = edgePath(ends, lane);
  expect(path).toContain(`L${lane},0`);
  expect([labelX, labelY]).toEqual([lane, 145]);
});

test("an edge that rises to a node above its own passes beside both", () => {
  const lane = laneOf({ ...endsFrom(105, 105, 0), sourceY: 290 }, [node(0, 0), node(0, 232)]) ?? 0;
  expect(lane < 0 || lane > NODE_WIDTH).toBe(true);
});

import { expect, test } from "vitest";

import { type Place, sketchEdges, type Stroke, type Ways } from "../../src/flow/sketchEdges";
import type { FlowEdge } from "../../src/state/flow";
import { graph } from "../document/sketch";

const GRAPH = graph([]);
const RESTING: Stroke = { rank: "vector", isGuilty: false, isSelected: false, isMoving: false };
const edge = (id: string): FlowEdge => ({ id, source: "a", target: "b", type: "tensor" });
const places = (x: number): [Place, Place] => [
  { x, y: 0 },
  { x, y: 50 },
];

test("edges of one kind become one drawing, other kinds others", () => {
  const strokes: Record<string, Stroke> = { 1: RESTING, 2: RESTING, 3: { ...RESTING, rank: "image" } };
  const drawings = sketchEdges(GRAPH, ["1", "2", "3"].map(edge), () => places(7), ({ id }) => strokes[id] ?? RESTING);
  expect(drawings.map(({ rank, path }) => [rank, path.match(/M/g)?.length])).toEqual([
    ["vector", 2],
    ["image", 1],
  ]);
});

test("an edge without both of its ends is left out", () => {
  expect(sketchEdges(GRAPH, [edge("1")], () => null, () => RESTING)).toEqual([]);
});

test("the way of an edge follows its ends, whatever was remembered", () => {
  const ways: Ways = new WeakMap();
  const one = edge("1");
  const pathAt = (x: number) => sketchEdges(GRAPH, [one], () => places(x), () => RESTING, ways)[0]?.path;
  expect([pathAt(7), pathAt(7), pathAt(9)]).toEqual(["M7,0 C7,25 7,25 7,50", "M7,0 C7,25 7,25 7,50", "M9,0 C9,25 9,25 9,50"]);
});

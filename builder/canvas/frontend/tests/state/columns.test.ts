import { expect, test } from "vitest";

import { NODE_HEIGHT, NODE_WIDTH, ROW_HEIGHT } from "../../src/document/insert";
import { type Box, inColumns as fold } from "../../src/state/columns";

const ROOM = { width: 880, height: 680 };
const inColumns = (boxes: Box[], edges: { source: string; target: string }[]) => fold(boxes, edges, ROOM);

const box = (id: string, row: number, column = 0): Box => ({
  id,
  x: column * 250,
  y: row * ROW_HEIGHT,
  width: NODE_WIDTH,
  height: NODE_HEIGHT,
});

const line = (count: number) => Array.from({ length: count }, (_, row) => box(`n${row}`, row));
const chained = (boxes: Box[]) => boxes.slice(1).map(({ id }, place) => ({ source: boxes[place]?.id ?? "", target: id }));
const columnsOf = (boxes: Box[]) => [...new Set(boxes.map(({ x }) => x))].sort((a, b) => a - b);
const sizeOf = (boxes: Box[]) => [
  Math.max(...boxes.map(({ x }) => x + NODE_WIDTH)),
  Math.max(...boxes.map(({ y }) => y + NODE_HEIGHT)),
];

test("sixty layers in a line lie in columns that fit a window and can be read", () => {
  const boxes = line(60);
  const folded = inColumns(boxes, chained(boxes));
  const [width = 0, height = 0] = sizeOf(folded);
  expect(Math.min(ROOM.width / width, ROOM.height / height)).toBeGreaterThan(0.5);
  expect(folded.map(({ id }) => id)).toEqual(boxes.map(({ id }) => id));
  for (const [place, { x, y }] of folded.entries()) {
    const before = folded[place - 1];
    if (before?.x === x) expect(y - before.y).toBe(ROW_HEIGHT);
    else expect([y, x]).toEqual([0, before ? before.x + NODE_WIDTH + 60 : 0]);
  }
});

test("a narrow window gets fewer columns", () => {
  const boxes = line(60);
  const [wide, narrow] = [880, 500].map((width) => fold(boxes, chained(boxes), { ...ROOM, width }));
  expect(columnsOf(narrow ?? []).length).toBeLessThan(columnsOf(wide ?? []).length);
});

test("what can be read as it is stays as it is", () => {
  const boxes = line(12);
  expect(inColumns(boxes, chained(boxes))).toEqual(boxes);
  expect(inColumns([], [])).toEqual([]);
});

test("columns are cut where few edges pass", () => {
  // Blocks of four rows with a shortcut around the inner two: only the edge between two blocks passes alone.
  const boxes = line(60);
  const shortcuts = Array.from({ length: 15 }, (_, block) => ({ source: `n${4 * block}`, target: `n${4 * block + 3}` }));
  const folded = inColumns(boxes, [...chained(boxes), ...shortcuts]);
  expect(columnsOf(folded).length).toBeGreaterThan(3);
  for (const { y, id } of folded) if (y === 0) expect(Number(id.slice(1)) % 4).toBe(0);
});

test("layers of one row stay side by side in their order, and none lies over another", () => {
  const boxes = Array.from({ length: 30 }, (_, row) => [box(`a${row}`, row, 0), box(`b${row}`, row, 1)]).flat();
  const edges = boxes.slice(2).map(({ id }, place) => ({ source: boxes[place]?.id ?? "", target: id }));
  const folded = new Map(inColumns(boxes, edges).map((it) => [it.id, it]));
  const corners = new Set<string>();
  for (let row = 0; row < 30; row += 1) {
    const [a, b] = [folded.get(`a${row}`), folded.get(`b${row}`)];
    expect([b?.y, (b?.x ?? 0) - (a?.x ?? 0)]).toEqual([a?.y, 250]);
    corners.add(`${a?.x} ${a?.y}`).add(`${b?.x} ${b?.y}`);
  }
  expect(corners.size).toBe(60);
});

test("thousands of layers are laid out within a moment", () => {
  const boxes = line(5_000);
  const start = performance.now();
  const [width = 0, height = 0] = sizeOf(inColumns(boxes, chained(boxes)));
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(width / height).toBeGreaterThan(0.5);
  expect(width / height).toBeLessThan(3);
});

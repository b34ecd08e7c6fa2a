import { expect, test } from "vitest";

import { miniatureOf } from "../../src/document/miniature";
import { closedGap, movedBelow } from "../../src/document/room";
import { edge, graph, node } from "./sketch";

const at = (id: string, x: number, y: number) => node(id, { position: { x, y } });
const heights = (edits: ReturnType<typeof movedBelow>) =>
  edits.map((edit) => (edit.kind === "put_node" ? [edit.node.id, edit.node.position.y] : []));

test("rows move together however far apart they lie", () => {
  const near = miniatureOf(graph([at("a", 0, 0), at("b", 0, 116), at("c", 260, 116)]));
  const far = miniatureOf(graph([at("a", 0, 0), at("b", 0, 900), at("c", 260, 900)]));
  expect(far).toEqual(near);
  expect(near.places.get("b")?.y).toBe(near.places.get("c")?.y);
});

test("what nobody has placed stands in the order of computation", () => {
  const { places } = miniatureOf(graph([node("b"), node("a")], [edge("a", "b")]));
  expect([...places].map(([id]) => id)).toEqual(["a", "b"]);
  expect((places.get("b")?.y ?? 0) > (places.get("a")?.y ?? 0)).toBe(true);
});

test("a long inside is drawn no higher than a card", () => {
  const long = graph(Array.from({ length: 60 }, (_, row) => at(`n${row}`, 0, row * 116)));
  expect(miniatureOf(long).height).toBe(300);
});

test("what lies below moves, what leaves does not", () => {
  const before = graph([at("a", 0, 0), at("b", 0, 100), at("c", 0, 200)]);
  expect(heights(movedBelow(before, 50, 30, new Set(["c"])))).toEqual([["b", 130]]);
});

test("the gap of nodes that leave is closed, unless something stands beside them", () => {
  const before = [at("a", 0, 0), at("b", 0, 100), at("c", 0, 200), at("d", 0, 300)];
  expect(heights(closedGap(graph(before), new Set(["a", "b", "c"])))).toEqual([["d", 100]]);
  expect(closedGap(graph([...before, at("e", 260, 150)]), new Set(["a", "b", "c"]))).toEqual([]);
});

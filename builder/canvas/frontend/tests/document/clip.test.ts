import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { copy, paste, readClip, writeClip } from "../../src/document/clip";
import { edge, graph, node } from "./sketch";

const BEFORE = graph(
  [node("in"), node("dense_1", { config: { units: 4 } }), node("dense_2", { shares: "dense_1" })],
  [edge("in", "dense_1"), edge("dense_1", "dense_2")],
);

test("a paste has new names, moved places and the edges among the copied", () => {
  const { edits, ids } = paste(BEFORE, copy(BEFORE, new Set(["dense_1", "dense_2"])), 32);
  const after = applyEdits(BEFORE, edits);
  expect(ids).toEqual(["dense_3", "dense_4"]);
  expect(after.nodes.get("dense_3")).toMatchObject({ label: "dense_3", position: { x: 32, y: 32 } });
  expect(after.nodes.get("dense_4")?.shares).toBe("dense_3");
  expect([...after.edges.values()].slice(2)).toMatchObject([{ source: "dense_3", target: "dense_4" }]);
});

test("a copy without its owner has the layer's arguments itself", () => {
  const [copied] = copy(BEFORE, new Set(["dense_2"])).nodes;
  expect(copied).toMatchObject({ shares: null, config: { units: 4 } });
});

test("a label that is no identifier still gives a valid id", () => {
  const odd = graph([node("x", { label: "größte Schicht" })]);
  expect(paste(odd, copy(odd, new Set(["x"])), 0).ids).toEqual(["gr__te_Schicht_1"]);
});

test("clips survive the clipboard, other text is no clip", () => {
  const clip = copy(BEFORE, new Set(["in"]));
  expect(readClip(writeClip(clip))).toEqual(clip);
  expect(readClip("some text")).toBeNull();
  expect(readClip('"layerloom-clip" and no JSON')).toBeNull();
});

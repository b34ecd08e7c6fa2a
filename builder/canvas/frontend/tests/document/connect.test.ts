import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { bestInput, connect, disconnect } from "../../src/document/connect";
import { edgesInto } from "../../src/document/graph";
import { inputPorts } from "../../src/document/ports";
import { edge, graph, node } from "./sketch";

const CHAIN = graph([node("a"), node("b"), node("c")], [edge("a", "b"), edge("b", "c")]);
const port = { output: 0, argument: null, index: 0 };

test("a connection to a taken input replaces what was there", () => {
  const outcome = connect(CHAIN, { source: "a", target: "c", ...port });
  if (!("edits" in outcome)) throw new Error(outcome.refusal);
  expect(outcome.edits.map((edit) => edit.kind)).toEqual(["remove_edge", "put_edge"]);
  expect(edgesInto(applyEdits(CHAIN, outcome.edits), "c").map((it) => it.source)).toEqual(["a"]);
});

test("a connection that is there already changes nothing", () => {
  expect(connect(CHAIN, { source: "a", target: "b", ...port })).toEqual({ edits: [] });
});

test("a circle is refused with a sentence that names both ends", () => {
  const outcome = connect(CHAIN, { source: "c", target: "a", ...port });
  expect(outcome).toEqual({ refusal: '"a" already leads to "c", so this connection would close a circle.' });
});

test("a layer cannot feed itself", () => {
  expect(connect(CHAIN, { source: "a", target: "a", ...port })).toEqual({ refusal: '"a" cannot feed itself.' });
});

test("when an edge of a list goes, those behind it move up and other ports stay", () => {
  const list = [0, 1, 2].map((index) => edge("a", "sum", { id: `list${index}`, index }));
  const mask = edge("a", "sum", { id: "mask", argument: "mask", index: 1 });
  const before = graph([node("a"), node("sum")], [...list, mask]);
  const after = applyEdits(before, disconnect(before, new Set(["list1"])));
  expect(edgesInto(after, "sum").map(({ id, index }) => [id, index])).toEqual([
    ["list0", 0],
    ["list2", 1],
    ["mask", 1],
  ]);
});

test("a line dropped on a node goes to its first free input", () => {
  const ports = inputPorts(undefined, [edge("a", "sum")]);
  expect(bestInput(ports)?.index).toBe(1);
  expect(bestInput([])).toBeUndefined();
});

import fc from "fast-check";
import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { EMPTY_GRAPH } from "../../src/document/graph";
import { block, contents, edge, graph, node, someEdits } from "./sketch";

test("a replaced node keeps its place and a new one goes last", () => {
  const edits = [node("a", { label: "renamed" }), node("c")].map((it) => ({ kind: "put_node", node: it }) as const);
  const after = applyEdits(graph([node("a"), node("b")]), edits);
  expect([...after.nodes.keys()]).toEqual(["a", "b", "c"]);
  expect(after.nodes.get("a")?.label).toBe("renamed");
});

test("removing a node leaves its edges, which need records of their own", () => {
  const after = applyEdits(graph([node("a"), node("b")], [edge("a", "b")]), [{ kind: "remove_node", id: "a" }]);
  expect([...after.edges.keys()]).toEqual(["a-b"]);
});

test("settings are replaced whole", () => {
  const settings = { name: "New", inputs: ["a"], outputs: [{ node: "a", output: 1 }], input_keys: [], output_keys: [] };
  const after = applyEdits(graph([node("a")]), [{ kind: "put_settings", ...settings }]);
  expect(after.settings).toEqual(settings);
});

test("applying edits twice is applying them once", () => {
  fc.assert(
    fc.property(someEdits, (edits) => {
      const once = applyEdits(EMPTY_GRAPH, edits);
      expect(contents(applyEdits(once, edits))).toEqual(contents(once));
    }),
  );
});

test("edits applied in two batches give what one batch gives", () => {
  fc.assert(
    fc.property(someEdits, someEdits, (first, second) => {
      const apart = applyEdits(applyEdits(EMPTY_GRAPH, first), second);
      expect(apart).toEqual(applyEdits(EMPTY_GRAPH, [...first, ...second]));
    }),
  );
});

test("records with a block change that block alone, and the others stay the same objects", () => {
  const inside = block([node("a"), node("b")], [edge("a", "b")]);
  const before = graph([node("a")], [], { k: inside, l: inside });
  const after = applyEdits(before, [
    { kind: "put_node", node: node("a", { label: "new" }), block: "k" },
    { kind: "remove_edge", id: "a-b", block: "k" },
  ]);
  expect([after.nodes, after.blocks.get("l")]).toEqual([before.nodes, before.blocks.get("l")]);
  expect(after.blocks.get("l")).toBe(before.blocks.get("l"));
  expect(after.blocks.get("k")?.nodes.get("a")?.label).toBe("new");
  expect(after.blocks.get("k")?.edges.size).toBe(0);
});

test("a node that is put into a block that is not there makes it, removing from one does not", () => {
  const made = applyEdits(graph([]), [{ kind: "put_node", node: node("a"), block: "k" }]);
  expect([...(made.blocks.get("k")?.nodes.keys() ?? [])]).toEqual(["a"]);
  expect(applyEdits(graph([]), [{ kind: "remove_node", id: "a", block: "k" }]).blocks.size).toBe(0);
});

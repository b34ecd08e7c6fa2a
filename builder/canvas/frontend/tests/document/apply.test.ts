import fc from "fast-check";
import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { EMPTY_GRAPH } from "../../src/document/graph";
import { edge, graph, node, someEdits } from "./sketch";

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
  const outputs = [{ node: "a", output: 1 }];
  const after = applyEdits(graph([node("a")]), [{ kind: "put_settings", name: "New", inputs: ["a"], outputs }]);
  expect(after.settings).toEqual({ name: "New", inputs: ["a"], outputs });
});

test("applying edits twice is applying them once", () => {
  fc.assert(
    fc.property(someEdits, (edits) => {
      const once = applyEdits(EMPTY_GRAPH, edits);
      expect(new Set(applyEdits(once, edits).nodes.keys())).toEqual(new Set(once.nodes.keys()));
      expect(Object.fromEntries(applyEdits(once, edits).edges)).toEqual(Object.fromEntries(once.edges));
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

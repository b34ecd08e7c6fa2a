import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { type Network, NO_SETTINGS } from "../../src/document/graph";
import { removeAll } from "../../src/document/remove";
import { edge, graph, node } from "./sketch";

const NONE = new Set<string>();

function without(before: Network, nodes: string[], edges: string[] = []): Network {
  return applyEdits(before, removeAll(before, new Set(nodes), new Set(edges)));
}

test("a node goes with its edges", () => {
  const after = without(graph([node("a"), node("b"), node("c")], [edge("a", "b"), edge("b", "c")]), ["b"]);
  expect([[...after.nodes.keys()], [...after.edges.keys()]]).toEqual([["a", "c"], []]);
});

test("an edge goes alone", () => {
  const after = without(graph([node("a"), node("b")], [edge("a", "b")]), [], ["a-b"]);
  expect([after.nodes.size, after.edges.size]).toEqual([2, 0]);
});

test("the first that shares a removed layer takes it over and the others follow", () => {
  const owner = node("owner", { config: { units: 8 } });
  const sharers = ["one", "two"].map((id) => node(id, { shares: "owner" }));
  const after = without(graph([owner, ...sharers]), ["owner"]);
  expect(after.nodes.get("one")).toMatchObject({ config: { units: 8 }, shares: null });
  expect(after.nodes.get("two")).toMatchObject({ config: {}, shares: "one" });
});

test("a sharer that goes together with its owner does not inherit", () => {
  const sharers = ["one", "two"].map((id) => node(id, { shares: "owner" }));
  const after = without(graph([node("owner", { config: { units: 8 } }), ...sharers]), ["owner", "one"]);
  expect(after.nodes.get("two")).toMatchObject({ config: { units: 8 }, shares: null });
});

test("a removed node is no longer an output of the network", () => {
  const before = applyEdits(graph([node("a"), node("b")]), [
    { kind: "put_settings", ...NO_SETTINGS, inputs: ["a"], outputs: [{ node: "b", output: 0 }], output_keys: ["y"] },
  ]);
  expect(without(before, ["b"]).settings).toEqual({ ...NO_SETTINGS, inputs: ["a"] });
});

test("nothing to remove makes no edits", () => {
  expect(removeAll(graph([node("a")]), NONE, NONE)).toEqual([]);
});

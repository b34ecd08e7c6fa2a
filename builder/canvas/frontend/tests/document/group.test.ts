import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { outputsOf } from "../../src/document/blocks";
import { withConsequences } from "../../src/document/consequences";
import { expand } from "../../src/document/expand";
import type { Network } from "../../src/document/graph";
import { group } from "../../src/document/group";
import { inScope } from "../../src/document/scope";
import { block, contents, edge, graph, input, node, standing } from "./sketch";

const SHAPE = { shape: [null, 8], dtype: "int32" };

function grouped(before: Network, ...ids: string[]) {
  const outcome = group(before, new Set(ids), () => SHAPE);
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  return { after: applyEdits(before, withConsequences(before, outcome.edits)), made: outcome.node };
}

function expanded(before: Network, id: string) {
  const outcome = expand(before, id);
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  return { after: applyEdits(before, withConsequences(before, outcome.edits)), ...outcome };
}

/** The edges by their ends alone. */
const arrows = ({ edges }: Pick<Network, "edges">) =>
  [...edges.values()].map(({ source, output, target, index }) => `${source}.${output}>${target}.${index}`).sort();

const CHAIN = graph(
  [input("in"), node("a"), node("b", { position: { x: 0, y: 116 } }), node("c")],
  [edge("in", "a"), edge("a", "b"), edge("b", "c")],
);

test("layers of a chain become a block with one input and one output", () => {
  const { after, made } = grouped(CHAIN, "a", "b");
  expect([...after.nodes.keys()]).toEqual(["in", "c", "block_1"]);
  expect(arrows(after)).toEqual(["block_1.0>c.0", "in.0>block_1.0"]);
  expect(made).toMatchObject({ class_name: "Block", block: "block_1" });
  const inside = after.blocks.get("block_1");
  expect(inside && arrows(inside)).toEqual(["a.0>b.0", "input_1.0>a.0"]);
  expect(inside?.nodes.get("input_1")?.config).toEqual({ shape: [8], dtype: "int32" });
  expect(inside?.settings).toMatchObject({ name: "block_1", inputs: [], outputs: [] });
});

test("Inputs that are selected with the layers stay outside", () => {
  expect([...grouped(CHAIN, "in", "a", "b", "c").after.nodes.keys()]).toEqual(["in", "block_1"]);
  expect(group(CHAIN, new Set(["in"]), () => SHAPE)).toHaveProperty("refusal");
});

test("a tensor that two layers take is one input, one that is used inside and outside an output", () => {
  const before = graph(
    [input("x"), node("a"), node("b"), node("sum"), node("end")],
    [edge("x", "a"), edge("x", "b"), edge("a", "sum"), edge("b", "sum", { index: 1 }), edge("a", "end")],
  );
  const { after } = grouped(before, "a", "b", "sum");
  const inside = after.blocks.get("block_1");
  expect([...(inside?.nodes.keys() ?? [])]).toEqual(["input_1", "a", "b", "sum"]);
  expect(inside?.settings.outputs).toEqual([{ node: "a", output: 0 }, { node: "sum", output: 0 }]);
  expect(arrows(after)).toEqual(["block_1.0>end.0", "x.0>block_1.0"]);
  expect(outputsOf(after)).toEqual([{ node: "block_1", output: 1 }, { node: "end", output: 0 }]);
});

test("what leaves the selection and comes back is refused, with the layer on the way", () => {
  const outcome = group(CHAIN, new Set(["a", "c"]), () => SHAPE);
  expect(outcome).toEqual({
    refusal: 'The way from "a" to "c" leads through "b", which is not selected. Select it too, or leave one of them out.',
  });
});

test("layers that share weights go into a block together or not at all", () => {
  const twins = graph([input("x"), node("a"), node("b", { shares: "a" })], [edge("x", "a"), edge("x", "b")]);
  expect(group(twins, new Set(["a"]), () => SHAPE)).toHaveProperty("refusal");
  expect(grouped(twins, "a", "b").after.blocks.get("block_1")?.nodes.get("b")?.shares).toBe("a");
});

test("the network's chosen outputs with their keys stay what they were", () => {
  const heads = graph([input("x"), node("a"), node("b")], [edge("x", "a"), edge("x", "b")]);
  const outputs = [{ node: "b", output: 0 }, { node: "a", output: 0 }];
  const before = { ...heads, settings: { ...heads.settings, outputs, output_keys: ["second", "first"] } };
  const { after } = grouped(before, "a", "b");
  expect(after.settings).toMatchObject({
    outputs: [{ node: "block_1", output: 1 }, { node: "block_1", output: 0 }],
    output_keys: ["second", "first"],
  });
});

test("expanding gives back what was grouped", () => {
  const { after } = expanded(grouped(CHAIN, "a", "b").after, "block_1");
  expect(arrows(after)).toEqual(arrows(CHAIN));
  expect([...after.nodes.keys()].sort()).toEqual([...CHAIN.nodes.keys()].sort());
  expect(after.blocks.size).toBe(0);
});

test("names that are taken outside give way", () => {
  const before = graph(
    [input("x"), node("a", { label: "a" }), standing("s", "k")],
    [edge("x", "a"), edge("a", "s")],
    { k: block([input("i"), node("a", { config: { units: 3 } }), node("z")], [edge("i", "a"), edge("a", "z")]) },
  );
  const { after, ids } = expanded(before, "s");
  expect(ids).toEqual(["a_1", "z"]);
  expect(after.nodes.get("a_1")).toMatchObject({ config: { units: 3 }, label: "a_1" });
  expect(arrows(after)).toEqual(["a.0>a_1.0", "a_1.0>z.0", "x.0>a.0"]);
});

test("nodes of one block are expanded together and share their layers", () => {
  const before = graph(
    [input("x"), standing("s", "k"), standing("t", "k"), node("end")],
    [edge("x", "s"), edge("s", "t"), edge("t", "end")],
    { k: block([input("i"), node("a", { config: { units: 3 } })], [edge("i", "a")]) },
  );
  const { after, note } = expanded(before, "t");
  expect(arrows(after)).toEqual(["a.0>a_1.0", "a_1.0>end.0", "x.0>a.0"]);
  expect(after.nodes.get("a_1")).toMatchObject({ shares: "a", config: {} });
  expect(note).toBe('"s" and "t" were expanded together; their layers share weights.');
});

test("a block that hands an input straight on leaves no gap", () => {
  const before = graph(
    [input("x"), standing("s", "k"), node("end")],
    [edge("x", "s"), edge("s", "end", { output: 1 })],
    { k: block([input("i"), node("a")], [edge("i", "a")], { outputs: [{ node: "a", output: 0 }, { node: "i", output: 0 }] }) },
  );
  expect(arrows(expanded(before, "s").after)).toEqual(["x.0>a.0", "x.0>end.0"]);
});

test("grouping and expanding inside a block keep what is outside connected", () => {
  const before = graph(
    [input("x"), standing("s", "k"), node("end")],
    [edge("x", "s"), edge("s", "end")],
    { k: block([input("i"), node("a"), node("b")], [edge("i", "a"), edge("a", "b")]) },
  );
  const scope = { ...(before.blocks.get("k") ?? before), blocks: before.blocks };
  const outcome = group(scope, new Set(["a", "b"]), () => SHAPE);
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  const after = applyEdits(before, withConsequences(before, inScope(outcome.edits, "k")));
  expect(contents(after).edges).toEqual(contents(before).edges);
});

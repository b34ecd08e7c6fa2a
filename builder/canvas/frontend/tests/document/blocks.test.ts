import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { copy, paste } from "../../src/document/clip";
import { inputPortsOf, outputPortsOf } from "../../src/document/connect";
import { withConsequences } from "../../src/document/consequences";
import { ownBlock } from "../../src/document/copyBlock";
import type { Network } from "../../src/document/graph";
import { repeat } from "../../src/document/repeat";
import { blockAt, blocksAlong, inScope, pathTo, scopeOf } from "../../src/document/scope";
import { readSeries } from "../../src/document/series";
import type { Edit } from "../../src/protocol";
import { block, edge, graph, input, node, standing } from "./sketch";

const INNER = block([input("i"), node("d")], [edge("i", "d")]);
const OUTER = block([input("i"), node("a"), standing("in", "l")], [edge("i", "a"), edge("a", "in")]);
const NESTED = graph(
  [input("x"), standing("s", "k"), node("end")],
  [edge("x", "s"), edge("s", "end")],
  { k: OUTER, l: INNER },
);

function after(before: Network, edits: Edit[], key: string | null = null): Network {
  return applyEdits(before, withConsequences(before, inScope(edits, key)));
}

const arrows = ({ edges }: Pick<Network, "edges">) =>
  [...edges.values()].map(({ source, output, target, index }) => `${source}.${output}>${target}.${index}`).sort();

test("a path leads through nodes into blocks, as far as it is there", () => {
  expect(blocksAlong(NESTED, ["s", "in"])).toEqual(["k", "l"]);
  expect([blockAt(NESTED, ["s", "gone"]), blockAt(NESTED, [])]).toEqual(["k", null]);
  expect([pathTo(NESTED, "l"), pathTo(NESTED, null), pathTo(NESTED, "none")]).toEqual([["s", "in"], [], null]);
});

test("what is open stays the same object while nothing in it changes", () => {
  expect(scopeOf(NESTED, "k")).toBe(scopeOf(NESTED, "k"));
  expect(scopeOf(NESTED, null)).toBe(NESTED);
});

test("edits without a place are about what is open, and its settings are the block's", () => {
  const { settings } = NESTED;
  const edits: Edit[] = [{ kind: "remove_node", id: "a" }, { kind: "remove_edge", id: "e", block: null }];
  expect(inScope([...edits, { kind: "put_settings", ...settings }], "k")).toEqual([
    { kind: "remove_node", id: "a", block: "k" },
    { kind: "remove_edge", id: "e", block: null },
    { kind: "put_block", id: "k", ...settings },
  ]);
});

test("the ports of a block are its inputs and outputs", () => {
  const two = block([input("i"), input("j"), node("a"), node("b")], [edge("i", "a"), edge("j", "b")]);
  const before = graph([standing("s", "k"), standing("t", "l")], [], { k: two, l: INNER });
  expect(inputPortsOf(before, null, "s").map((port) => port.suffix)).toEqual(["1", "2"]);
  expect(outputPortsOf(before, null, "s").map((port) => port.suffix)).toEqual(["1", "2"]);
  expect([inputPortsOf(before, null, "t"), outputPortsOf(before, null, "t")]).toMatchObject([[{ suffix: "" }], [{ suffix: "" }]]);
});

test("an Input that goes takes the edge outside along, and those behind it move up", () => {
  const two = block([input("i"), input("j"), node("a")], [edge("i", "a"), edge("j", "a", { index: 1 })]);
  const before = graph(
    [input("x"), input("y"), standing("s", "k")],
    [edge("x", "s"), edge("y", "s", { index: 1 })],
    { k: two },
  );
  expect(arrows(after(before, [{ kind: "remove_node", id: "i" }], "k"))).toEqual(["y.0>s.0"]);
});

test("where the inputs are listed, a new Input joins them", () => {
  const listed = block([input("i"), node("a")], [edge("i", "a")], { inputs: ["i"], input_keys: ["left"] });
  const before = graph([standing("s", "k")], [], { k: listed });
  const found = after(before, [{ kind: "put_node", node: input("j") }], "k").blocks.get("k")?.settings;
  expect([found?.inputs, found?.input_keys]).toEqual([["i", "j"], ["left", "j"]]);
});

test("a layer added at the end of a block takes the output over, in one step or in two", () => {
  const once: Edit[] = [{ kind: "put_node", node: node("z") }, { kind: "put_edge", edge: edge("in", "z") }];
  expect(arrows(after(NESTED, once, "k"))).toEqual(arrows(NESTED));
  const dropped = after(NESTED, once.slice(0, 1), "k");
  expect(arrows(dropped)).toEqual(arrows(NESTED));
  expect(arrows(after(dropped, once.slice(1), "k"))).toEqual(arrows(NESTED));
});

test("when the last layer of a block goes, the one before it gives the output", () => {
  const edits: Edit[] = [{ kind: "remove_edge", id: "a-in" }, { kind: "remove_node", id: "in" }];
  const found = after(NESTED, edits, "k");
  expect(arrows(found)).toEqual(arrows(NESTED));
  expect([...found.blocks.keys()]).toEqual(["k"]);
});

test("blocks go with the last node that stood for them, and so do those inside", () => {
  expect(after(NESTED, [{ kind: "remove_node", id: "s" }]).blocks.size).toBe(0);
  const twice = after(NESTED, [{ kind: "put_node", node: standing("t", "k") }]);
  expect([...after(twice, [{ kind: "remove_node", id: "s" }]).blocks.keys()]).toEqual(["k", "l"]);
});

test("a pasted block has weights of its own, all the way down, and twins stay twins", () => {
  const twins = after(NESTED, [{ kind: "put_node", node: standing("t", "k") }]);
  const { edits } = paste(twins, copy(twins, new Set(["s", "t"])), 10);
  const found = after(twins, edits);
  const made = [...found.nodes.values()].slice(-2).map((it) => it.block);
  expect(made).toEqual(["k_1", "k_1"]);
  expect(found.blocks.get("k_1")?.nodes.get("in")?.block).toBe("l_1");
  expect([...found.blocks.keys()].sort()).toEqual(["k", "k_1", "l", "l_1"]);
});

test("a node can be given a block of its own", () => {
  const twins = after(NESTED, [{ kind: "put_node", node: standing("t", "k") }]);
  const found = after(twins, ownBlock(twins, standing("t", "k")));
  expect([found.nodes.get("s")?.block, found.nodes.get("t")?.block]).toEqual(["k", "k_1"]);
});

test("a repeated block is a chain of copies whose values vary", () => {
  const outcome = repeat(NESTED, "s", 3, [{ node: "a", argument: "units", values: [32, 64, 128] }]);
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  const found = after(NESTED, outcome.edits);
  expect(outcome.ids).toEqual(["s", "s_1", "s_2"]);
  expect(arrows(found)).toEqual(["s.0>s_1.0", "s_1.0>s_2.0", "s_2.0>end.0", "x.0>s.0"]);
  const keys = outcome.ids.map((id) => found.nodes.get(id)?.block ?? "");
  expect(keys.map((key) => found.blocks.get(key)?.nodes.get("a")?.config)).toEqual([{ units: 32 }, { units: 64 }, { units: 128 }]);
  expect(new Set(keys.map((key) => found.blocks.get(key)?.nodes.get("in")?.block)).size).toBe(3);
});

test("nothing but a block with an input and an output is repeated, and not too often", () => {
  const refusals = [repeat(NESTED, "end", 3, []), repeat(NESTED, "s", 1, []), repeat(NESTED, "s", 1_000, [])];
  expect(refusals.every((outcome) => "refusal" in outcome)).toBe(true);
  const source = graph([standing("s", "k")], [], { k: block([node("a")]) });
  expect(repeat(source, "s", 2, [])).toHaveProperty("refusal");
});

test.each([
  ["64", [64, 64, 64]],
  ["32, 64, 128", [32, 64, 128]],
  ["32 ×2", [32, 64, 128]],
  ["32 x2", [32, 64, 128]],
  ["16+8", [16, 24, 32]],
  ["64 -16", [64, 48, 32]],
])("%s is a series of values", (text, values) => {
  expect(readSeries(text, { kind: "integer", choices: [] }, 3)).toEqual({ values });
});

test.each(["", "1, 2", "many", "1.5", "3 ×0.5"])("%s is no series of whole numbers", (text) => {
  expect(readSeries(text, { kind: "integer", choices: [] }, 3)).toHaveProperty("mistake");
});

test("words are a series too, of those that there are", () => {
  const padding = { kind: "choice", choices: ["same", "valid"] } as const;
  expect(readSeries("same, valid", { ...padding, choices: [...padding.choices] }, 2)).toEqual({ values: ["same", "valid"] });
  expect(readSeries("other", { ...padding, choices: [...padding.choices] }, 2)).toHaveProperty("mistake");
});

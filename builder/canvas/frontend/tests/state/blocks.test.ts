import { beforeEach, expect, test } from "vitest";

import type { CatalogPart, Edit, Reply } from "../../src/protocol";
import {
  addBlock,
  copyBlock,
  expandSelected,
  groupSelected,
  leaveTo,
  openBlock,
  renameBlock,
  repeatBlock,
  reuseBlock,
  separateBlock,
  toggleInside,
} from "../../src/state/blocks";
import { Canvas } from "../../src/state/Canvas";
import { addLayer, applyFix, changeConfig, rename, removeSelected } from "../../src/state/gestures";
import { foundOf } from "../../src/state/state";
import { block, document, edge, input, node, standing } from "../document/sketch";
import { catalog, layer } from "../panels/specs";
import { NOTHING_NEW } from "../sync/reply";

const CATALOG: CatalogPart = { ...catalog([layer("Input", { inputs: [] }), layer("Dense")]), hash: "test" };
const INNER = block([input("i"), node("d")], [edge("i", "d")], { name: "Inner" });
const OUTER = block([input("i"), standing("in", "l")], [edge("i", "in")], { name: "Outer" });
const START = document({
  nodes: [input("x"), standing("s", "k"), node("end")],
  edges: [edge("x", "s"), edge("s", "end")],
  blocks: { k: OUTER, l: INNER },
});

let canvas: Canvas;
let number = 0;

function reply(change: Partial<Reply>): Reply {
  number += 1;
  return { ...NOTHING_NEW, number, revision: 0, ...change };
}

beforeEach(() => {
  sessionStorage.clear();
  canvas = new Canvas("p");
  canvas.receive(reply({ catalog: CATALOG, document: START }));
});

const names = () => [...canvas.graph.nodes.keys()];

test("a block is opened, another inside it too, and the way back selects what was left", () => {
  openBlock(canvas, "s");
  openBlock(canvas, "in");
  expect([canvas.state.path, canvas.state.block, names()]).toEqual([["s", "in"], "l", ["i", "d"]]);
  leaveTo(canvas, 0);
  expect([canvas.state.block, canvas.state.selectedNodes]).toEqual([null, ["s"]]);
});

test("a layer is no block to open", () => {
  openBlock(canvas, "end");
  expect(canvas.state.path).toEqual([]);
});

test("what is added, changed and removed inside a block stays inside", () => {
  openBlock(canvas, "s");
  const { id } = addLayer(canvas, "Dense", { x: 0, y: 0 });
  changeConfig(canvas, id, { units: 3 });
  expect(canvas.network.blocks.get("k")?.nodes.get(id)?.config).toEqual({ units: 3 });
  expect([...canvas.network.nodes.keys()]).toEqual(["x", "s", "end"]);
  removeSelected(canvas);
  expect(names()).toEqual(["i", "in"]);
});

test("undo goes to where the step was made", () => {
  openBlock(canvas, "s");
  addLayer(canvas, "Dense", { x: 0, y: 0 });
  leaveTo(canvas, 0);
  canvas.undo();
  expect([canvas.state.path, names()]).toEqual([["s"], ["i", "in"]]);
});

test("a block that another tab took away is left", () => {
  openBlock(canvas, "s");
  openBlock(canvas, "in");
  const edits: Edit[] = [{ kind: "remove_node", id: "in", block: "k" }, { kind: "remove_block", id: "l" }];
  canvas.receive(reply({ revision: 1, changes: [{ revision: 1, client: "other", edits, code: 0, merged: false }] }));
  expect([canvas.state.path, names()]).toEqual([["s"], ["i"]]);
});

test("where one looked is kept for each block", () => {
  canvas.keepView({ x: 1, y: 2, zoom: 1 });
  openBlock(canvas, "s");
  canvas.keepView({ x: 3, y: 4, zoom: 2 });
  expect(canvas.state.viewports).toEqual({ "": { x: 1, y: 2, zoom: 1 }, k: { x: 3, y: 4, zoom: 2 } });
});

test("grouping and expanding are one step each, and both are undone", () => {
  canvas.select(["s", "end"]);
  groupSelected(canvas);
  expect([names(), canvas.state.selectedNodes]).toEqual([["x", "block_1"], ["block_1"]]);
  expandSelected(canvas);
  expect(new Set(names())).toEqual(new Set(["x", "s", "end"]));
  canvas.undo();
  canvas.undo();
  expect(new Set(names())).toEqual(new Set(["x", "s", "end"]));
  expect([...canvas.network.blocks.keys()].sort()).toEqual(["k", "l"]);
});

test("what cannot be grouped or expanded is told", () => {
  canvas.select(["x"]);
  groupSelected(canvas);
  expect(canvas.state.toast.text).toContain("Inputs stay outside");
  canvas.select(["end"]);
  expandSelected(canvas);
  expect(canvas.state.toast.text).toBe("Only a block can be expanded.");
});

test("a block cannot be put into itself, however deep", () => {
  openBlock(canvas, "s");
  openBlock(canvas, "in");
  expect(addBlock(canvas, "k", { x: 0, y: 0 })).toBeNull();
  expect(canvas.state.toast.text).toContain("cannot hold itself");
  expect(names()).toEqual(["i", "d"]);
});

test("reusing shares, copying and separating do not, repeating makes a chain", () => {
  const start = canvas.graph.nodes.get("s");
  if (!start) throw new Error("no block");
  reuseBlock(canvas, start);
  expect(canvas.graph.nodes.get("s_1")?.block).toBe("k");
  separateBlock(canvas, canvas.graph.nodes.get("s_1") ?? start);
  expect(canvas.graph.nodes.get("s_1")?.block).toBe("k_1");
  copyBlock(canvas, "s");
  expect(canvas.graph.nodes.get("s_2")?.block).toBe("k_2");
  expect(repeatBlock(canvas, "s", 1, [])).toContain("2 to 200 times");
  expect(repeatBlock(canvas, "s", 3, [])).toBeNull();
  expect(canvas.network.blocks.size).toBe(10);
  for (let step = 0; step < 4; step += 1) canvas.undo();
  expect([...canvas.network.blocks.keys()].sort()).toEqual(["k", "l"]);
});

test("the name of a block and of the network are changed from wherever one is", () => {
  openBlock(canvas, "s");
  renameBlock(canvas, "k", "Body");
  rename(canvas, "Mine");
  expect([canvas.graph.settings.name, canvas.network.settings.name]).toEqual(["Body", "Mine"]);
});

test("mends reach the place that they name, whatever is open", () => {
  openBlock(canvas, "s");
  applyFix(canvas, { label: "", edits: [{ kind: "put_node", node: node("z"), block: null }] });
  expect([...canvas.network.nodes.keys()]).toContain("z");
});

test("what is found inside a block is told of its own nodes", () => {
  const found = (parameters: number) => ({ tensors: [], parameters, problems: [] });
  const rest = { base: 0, removed: [], problems: [], blocks: {}, total_parameters: 3, pending: false, notice: "" };
  canvas.receive(reply({ diagnostics: { version: 1, nodes: { end: found(1), "k/end": found(2) }, ...rest } }));
  expect(foundOf(canvas.state, "end")?.parameters).toBe(1);
  openBlock(canvas, "s");
  expect(foundOf(canvas.state, "end")?.parameters).toBe(2);
});

test("what lies below a block makes room for its inside, and comes back", () => {
  const heightOf = (id: string) => canvas.graph.nodes.get(id)?.position.y ?? 0;
  changeHeight("end", 116);
  toggleInside(canvas, "s");
  expect([canvas.state.unfolded, heightOf("end") > 116]).toEqual([new Set(["s"]), true]);
  toggleInside(canvas, "s");
  expect([canvas.state.unfolded, heightOf("end")]).toEqual([new Set(), 116]);
});

function changeHeight(id: string, y: number): void {
  const found = canvas.graph.nodes.get(id);
  if (found) canvas.commit([{ kind: "put_node", node: { ...found, position: { x: 0, y } } }]);
}

import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { freePlace, insertBelow, insertOn, newNode, suggestedConfig } from "../../src/document/insert";
import type { CatalogPart } from "../../src/protocol";
import { argument, catalog, layer } from "../panels/specs";
import { edge, graph, node } from "./sketch";

const units = argument({ name: "units", kind: "integer", required: true, suggestion: 64 });
const Dense = layer("Dense", { arguments: [units, argument({ name: "use_bias", kind: "boolean", default: true })] });
const Source = layer("Source", { inputs: [] });
const variadic = { argument: null, variadic: true, optional: false, at_least: 2, at_most: null, item_names: [] };
const Add = layer("Add", { inputs: [{ name: "inputs", number: false, ...variadic }] });
const CATALOG: CatalogPart = { ...catalog([Dense, Source, Add]), hash: "test" };
const START = graph([node("source_1", { class_name: "Source" })]);

function insert(before: typeof START, className: string, above: string) {
  const place = before.nodes.get(above);
  if (!place) throw new Error(`no node ${above}`);
  const { node: made, edits } = insertBelow(before, CATALOG, className, place);
  return { made, after: applyEdits(before, edits) };
}

test("a new node has the suggestions of its required arguments and nothing else", () => {
  expect(suggestedConfig(Dense)).toEqual({ units: 64 });
  expect(newNode(START, "Dense", Dense, { x: 1.4, y: 2 })).toMatchObject({ id: "dense_1", position: { x: 1, y: 2 } });
});

test("layer after layer gives a connected stack", () => {
  const first = insert(START, "Dense", "source_1");
  const second = insert(first.after, "Dense", "dense_1");
  expect([...second.after.edges.values()].map(({ source, target }) => [source, target])).toEqual([
    ["source_1", "dense_1"],
    ["dense_1", "dense_2"],
  ]);
  expect(second.made.position.y).toBeGreaterThan(first.made.position.y);
});

const ends = (after: typeof START) => [...after.edges.values()].map(({ source, target }) => `${source}>${target}`);
const at = (y: number, x = 0) => ({ position: { x, y } });

test("a layer below one that feeds another goes between the two, and what follows makes room", () => {
  const nodes = [node("source_1", { class_name: "Source" }), node("b", at(116)), node("c", at(232)), node("d", at(0, 300))];
  const { made, after } = insert(graph(nodes, [edge("source_1", "b"), edge("b", "c")]), "Dense", "source_1");
  expect(ends(after).sort()).toEqual(["b>c", "dense_1>b", "source_1>dense_1"]);
  expect(made.position).toEqual({ x: 0, y: 116 });
  expect([...after.nodes.values()].map(({ position }) => position.y)).toEqual([0, 232, 348, 0, 116]);
});

test("where there is room already, nothing moves", () => {
  const before = graph([node("source_1", { class_name: "Source" }), node("b", at(400))], [edge("source_1", "b")]);
  expect(insert(before, "Dense", "source_1").after.nodes.get("b")?.position.y).toBe(400);
});

test("an output that feeds several layers is left alone", () => {
  const nodes = [node("source_1", { class_name: "Source" }), node("b"), node("c")];
  const before = graph(nodes, [edge("source_1", "b"), edge("source_1", "c")]);
  expect(ends(insert(before, "Dense", "source_1").after)).toEqual(["source_1>b", "source_1>c"]);
});

test("a layer put on an edge keeps both of its ends", () => {
  const into = { ...edge("source_1", "b"), output: 1, argument: "mask", index: 2 };
  const before = graph([node("source_1", { class_name: "Source" }), node("b", at(116))], [into]);
  const made = insertOn(before, CATALOG, "Dense", into, 50);
  if (!made) throw new Error("not inserted");
  const edges = [...applyEdits(before, made.edits).edges.values()];
  expect(edges).toContainEqual({ ...into, source: "dense_1", output: 0 });
  expect(edges.find(({ target }) => target === "dense_1")).toMatchObject({ source: "source_1", output: 1, argument: null });
  expect(made.node.position).toEqual({ x: 50, y: 116 });
  expect(insertOn(before, CATALOG, "Add", into)).toBeNull();
  expect(insertOn(before, CATALOG, "Source", into)).toBeNull();
});

test("layers with several inputs or none are not connected", () => {
  expect(insert(START, "Add", "source_1").after.edges.size).toBe(0);
  expect(insert(START, "Source", "source_1").after.edges.size).toBe(0);
});

test("a place that is taken gives way to the next on its right", () => {
  const place = freePlace(graph([node("a"), node("b", { position: { x: 250, y: 0 } })]), { x: 10, y: 5 });
  expect(place).toEqual({ x: 510, y: 5 });
});

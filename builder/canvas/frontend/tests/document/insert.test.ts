import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { freePlace, insertBelow, newNode, suggestedConfig } from "../../src/document/insert";
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

test("an output that feeds something already is left alone", () => {
  const taken = graph([node("source_1", { class_name: "Source" }), node("b")], [edge("source_1", "b")]);
  expect(insert(taken, "Dense", "source_1").after.edges.size).toBe(1);
});

test("layers with several inputs or none are not connected", () => {
  expect(insert(START, "Add", "source_1").after.edges.size).toBe(0);
  expect(insert(START, "Source", "source_1").after.edges.size).toBe(0);
});

test("a place that is taken gives way to the next on its right", () => {
  const place = freePlace(graph([node("a"), node("b", { position: { x: 250, y: 0 } })]), { x: 10, y: 5 });
  expect(place).toEqual({ x: 510, y: 5 });
});

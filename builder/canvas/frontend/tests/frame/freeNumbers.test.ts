import { expect, test } from "vitest";

import { withFreeNumbers } from "../../src/frame/freeNumbers";
import { edge, node } from "../document/sketch";
import { argument, layer } from "../panels/specs";

const port = { variadic: false, optional: false, at_least: 1, at_most: 1, item_names: [], number: true };
const add = layer("ops.add", {
  inputs: [
    { ...port, name: "x1", argument: null },
    { ...port, name: "x2", argument: "x2" },
  ],
  arguments: ["x1", "x2"].map((name) => argument({ name, kind: "number", nullable: true })),
});
const shown = (config: Record<string, number>, ...edges: ReturnType<typeof edge>[]) =>
  withFreeNumbers(add, node("sum", { config }), edges)?.arguments.map(({ name }) => name);

test("a number has a field as long as no tensor flows in its place", () => {
  const first = edge("a", "sum");
  expect(shown({})).toEqual(["x1", "x2"]);
  expect(shown({}, first)).toEqual(["x2"]);
  expect(shown({}, first, edge("b", "sum", { argument: "x2" }))).toEqual([]);
  expect(shown({ x1: 3 }, first)).toEqual(["x1", "x2"]);
});

test("a class that the catalogue does not know has no fields to leave out", () => {
  expect(withFreeNumbers(undefined, node("sum"), [])).toBeUndefined();
});

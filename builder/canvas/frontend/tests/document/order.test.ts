import { expect, test } from "vitest";

import { NO_SETTINGS } from "../../src/document/graph";
import { computationOrder, inputNodes, outputNodes } from "../../src/document/order";
import { edge, graph, node } from "./sketch";

const GRAPH = graph([node("c"), node("b"), node("a")], [edge("a", "b"), edge("b", "c")]);

test("every node follows its inputs", () => {
  expect(computationOrder(GRAPH)).toEqual(["a", "b", "c"]);
});

test("nodes on a circle are listed last", () => {
  const circle = graph([node("x"), node("y"), node("z")], [edge("x", "y"), edge("y", "x"), edge("z", "x")]);
  expect(computationOrder(circle)).toEqual(["z", "x", "y"]);
});

test("ends are derived unless they are chosen", () => {
  const isSource = () => true;
  expect([outputNodes(GRAPH), inputNodes(GRAPH, isSource)]).toEqual([["c"], ["c", "b", "a"]]);
  const outputs = [{ node: "b", output: 0 }, { node: "b", output: 1 }];
  const settings = { ...NO_SETTINGS, inputs: ["a"], outputs };
  const chosen = { ...GRAPH, settings };
  expect([outputNodes(chosen), inputNodes(chosen, isSource)]).toEqual([["b"], ["a"]]);
});

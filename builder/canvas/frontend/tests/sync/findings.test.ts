import { expect, test } from "vitest";

import type { Diagnostics, NodeDiagnostics } from "../../src/protocol";
import { missedSomething, NO_FINDINGS, updated } from "../../src/sync/findings";
import { problem } from "../panels/specs";

function found(parameters: number, change: Partial<NodeDiagnostics> = {}): NodeDiagnostics {
  return { tensors: [], parameters, problems: [], ...change };
}

function news(version: number, base: number, change: Partial<Diagnostics> = {}): Diagnostics {
  const rest = { nodes: {}, removed: [], problems: [], blocks: {}, total_parameters: 0, pending: false, notice: "" };
  return { version, base, ...rest, ...change };
}

const wrong = problem({ node_id: "b", edge_ids: ["a-b"] });
const FULL = updated(NO_FINDINGS, news(1, 0, { nodes: { a: found(1), b: found(2, { problems: [wrong] }) } }));

test("the first news are everything", () => {
  expect([Object.keys(FULL.nodes), FULL.problems, [...FULL.guiltyEdges]]).toEqual([["a", "b"], [wrong], ["a-b"]]);
});

test("a delta changes what it names and leaves the other objects alone", () => {
  const after = updated(FULL, news(2, 1, { nodes: { c: found(3) }, removed: ["b"] }));
  expect(Object.keys(after.nodes)).toEqual(["a", "c"]);
  expect(after.nodes["a"]).toBe(FULL.nodes["a"]);
  expect(after.problems).toEqual([]);
});

test("news that are known already change nothing", () => {
  expect(updated(FULL, news(1, 0))).toBe(FULL);
  expect(updated(FULL, null)).toBe(FULL);
});

test("a delta on something we never had cannot be used and says so", () => {
  expect(updated(FULL, news(5, 4))).toBe(FULL);
  expect([missedSomething(FULL, news(5, 4)), missedSomething(FULL, news(2, 1))]).toEqual([true, false]);
});

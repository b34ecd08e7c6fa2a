import { expect, test } from "vitest";

import { inputPorts, outputPorts, readInputHandle, readOutputHandle } from "../../src/document/ports";
import type { InputPort, LayerEntry, OutputPort } from "../../src/protocol";
import { argument, layer } from "../panels/specs";
import { edge } from "./sketch";

function port(name: string, change: Partial<InputPort> = {}): InputPort {
  const plain = { argument: null, variadic: false, optional: false, at_least: 1, at_most: 1, item_names: [] };
  return { name, number: false, ...plain, ...change };
}

function entryWith(inputs: InputPort[]): LayerEntry {
  return layer("Test", { inputs });
}

const suffixes = (entry: LayerEntry | undefined, ...edges: ReturnType<typeof edge>[]) =>
  inputPorts(entry, edges).map((it) => it.suffix);

test("the only input has no suffix", () => {
  expect(suffixes(entryWith([port("inputs")]))).toEqual([""]);
});

test("a merging layer has one free place more than edges", () => {
  const merging = entryWith([port("inputs", { variadic: true, at_most: null })]);
  expect(suffixes(merging)).toEqual(["1"]);
  expect(suffixes(merging, edge("a", "m"), edge("b", "m", { index: 1 }))).toEqual(["1", "2", "3"]);
});

test("places of a list are called by their meaning and end at the most there can be", () => {
  const names = ["query", "value", "key"];
  const attention = entryWith([port("inputs", { variadic: true, at_least: 2, at_most: 3, item_names: names })]);
  expect(suffixes(attention)).toEqual(["query", "value"]);
  expect(suffixes(attention, edge("a", "x", { index: 2 }))).toEqual(names);
});

test("several required inputs are called by name, an optional one does not change the name of the first", () => {
  expect(suffixes(entryWith([port("query"), port("value", { argument: "value" })]))).toEqual(["query", "value"]);
  expect(suffixes(entryWith([port("sequences"), port("mask", { argument: "mask", optional: true })]))).toEqual([
    "",
    "mask",
  ]);
});

test("an edge to a port that the layer does not have can still be drawn", () => {
  const ports = inputPorts(entryWith([]), [edge("a", "input")]);
  expect(ports).toMatchObject([{ id: "in::0", connected: true }]);
});

test("a layer unknown to the catalogue has a port for each edge and a free one", () => {
  expect(inputPorts(undefined, [edge("a", "b")]).map((it) => it.connected)).toEqual([true, false]);
});

test("handles can be read back", () => {
  expect(readInputHandle("in:initial_state:2")).toEqual({ argument: "initial_state", index: 2 });
  expect(readInputHandle("in::0")).toEqual({ argument: null, index: 0 });
  expect(readOutputHandle("out:3")).toBe(3);
  expect(readOutputHandle("in::0")).toBeNull();
});

const STATES: OutputPort[] = [
  { name: "output", when: {} },
  { name: "state", when: { return_state: true } },
];
const lstm = layer("LSTM", { arguments: [argument({ name: "return_state", kind: "boolean", default: false })], outputs: STATES });
const count = (config: Record<string, boolean>) => outputPorts(lstm, { config, call: {} }, [], {}).length;

test("an output appears when the arguments ask for it", () => {
  expect([count({}), count({ return_state: true }), count({ return_state: false })]).toEqual([1, 2, 1]);
});

test("an output of a wrapper depends on the layer inside, whose defaults count too", () => {
  const outputs = [{ name: "state", when: { "layer.config.return_state": false, "layer.class_name": "LSTM" } }];
  const wrapper = layer("Bidirectional", { outputs });
  const called = (config: Record<string, boolean>) => ({
    config: { layer: { class_name: "LSTM", config } },
    call: {},
  });
  const shown = (config: Record<string, boolean>) => outputPorts(wrapper, called(config), [], { LSTM: lstm }).length;
  expect([shown({}), shown({ return_state: true })]).toEqual([1, 0]);
});

test("a stack of cells has an output for each of their states", () => {
  const states = (count: number) => Array.from({ length: count }, (_, number) => ({ name: `state_${number}`, when: {} }));
  const cell = (name: string, count: number) => layer(name, { outputs: [{ name: "output", when: {} }, ...states(count)] });
  const stack = layer("Stack", { outputs: [{ name: "output", when: {} }, { name: "state", when: {}, states_of: "cells" }] });
  const layers = { Two: cell("Two", 2), One: cell("One", 1), Stack: stack };
  const cells = ["Two", "One"].map((name) => ({ class_name: name, config: {} }));
  const nested = [{ class_name: "Stack", config: { cells } }, ...cells];
  const shown = (config: Record<string, typeof cells | typeof nested>) =>
    outputPorts(stack, { config, call: {} }, [], layers).length;
  expect([shown({ cells }), shown({ cells: nested })]).toEqual([4, 7]);
});

test("a place for which a number is given is shown only when there is a use for it", () => {
  const entry = entryWith([port("x1", { number: true }), port("x2", { argument: "x2", number: true })]);
  const optional = (config: Record<string, number>) => inputPorts(entry, [], config).map((it) => it.optional);
  expect([optional({}), optional({ x2: 2 })]).toEqual([
    [false, false],
    [false, true],
  ]);
});

test("an argument can say how many tensors come out", () => {
  const split = layer("ops.split", { outputs_from: "parts" });
  const shown = (parts: number | number[] | null) => outputPorts(split, { config: { parts }, call: {} }, [], {}).length;
  expect([shown(3), shown([2, 5]), shown(null), shown(1e9)]).toEqual([3, 3, 1, 100]);
});

import { describe, expect, test } from "vitest";

import { formatValue } from "../../src/panels/form/format";
import { parseText } from "../../src/panels/form/parse";
import type { JsonValue } from "../../src/protocol";
import { argument } from "./specs";

const units = argument({ name: "units", kind: "integer", required: true, minimum: 1 });
const rate = argument({ name: "rate", kind: "number", minimum: 0, maximum: 1 });
const kernel = argument({ name: "kernel_size", kind: "integers", length: 2, scalar: true, minimum: 1 });
const target = argument({ name: "target_shape", kind: "integers", required: true });
const padding = argument({ name: "padding", kind: "integers", length: 2, scalar: true, nested: true });
const shape = argument({ name: "shape", kind: "shape", required: true });
const anything = argument({ name: "mask_value", kind: "any", nullable: true });
const words = argument({ name: "vocabulary", kind: "strings", nullable: true });
const seed = argument({ name: "seed", kind: "integer", nullable: true });
const text = argument({ name: "equation", kind: "string", required: true });

describe("what is typed becomes a value", () => {
  test.each([
    [units, " 64 ", 64],
    [rate, ".5", 0.5],
    [rate, "1e-3", 0.001],
    [kernel, "3", 3],
    [kernel, "3, 5", [3, 5]],
    [kernel, "(3, 5)", [3, 5]],
    [kernel, "3×5", [3, 5]],
    [target, "-1", [-1]],
    [target, "676, 32", [676, 32]],
    [target, "()", []],
    [padding, "((1, 2), (3, 4))", [[1, 2], [3, 4]]],
    [padding, "1, 2", [1, 2]],
    [shape, "28, 28, 1", [28, 28, 1]],
    [shape, "?, None, 3", [null, null, 3]],
    [shape, ", 3", [null, 3]],
    [shape, "10,", [10]],
    [shape, "()", []],
    [anything, "(1, None)", [1, null]],
    [anything, '{"a": True}', { a: true }],
    [anything, "'it (is)'", "it (is)"],
    [anything, "token", "token"],
    [anything, "None", null],
    [words, 'cat, "dog"', ["cat", "dog"]],
    [seed, "", null],
    [seed, "None", null],
    [text, "abc,cd->abd", "abc,cd->abd"],
  ] as const)("%# $1", (spec, typed, value) => {
    expect(parseText(spec, typed)).toEqual({ value });
  });
});

describe("what is no value says what is wanted", () => {
  test.each([
    [units, "", "units must be a whole number"],
    [units, "6.5", "units must be a whole number"],
    [units, "0", "units must be at least 1"],
    [rate, "half", "rate must be a number"],
    [rate, "1.5", "rate must be at most 1"],
    [kernel, "3, x", "kernel_size takes 2 whole numbers, such as 2, 3"],
    [kernel, "3, 3, 3", "kernel_size takes 2 whole numbers, such as 2, 3"],
    [kernel, "0, 3", "kernel_size must be at least 1"],
    [shape, "", "shape takes sizes, such as 28, 28, 1; an unknown one is ?"],
    [shape, "28, 0", "shape takes sizes, such as 28, 28, 1; an unknown one is ?"],
    [anything, "[1,", 'mask_value must be a value such as 3, [1, 2], "text" or {"key": 1}'],
    [text, "", "equation cannot be empty"],
  ] as const)("%# $1", (spec, typed, error) => {
    expect(parseText(spec, typed)).toEqual({ error });
  });
});

test.each<[typeof units, JsonValue]>([
  [units, 64],
  [rate, 1e-7],
  [kernel, 3],
  [kernel, [3, 5]],
  [argument({ name: "axis", kind: "integers", scalar: true }), [1]],
  [target, [-1]],
  [target, []],
  [padding, [[1, 2], [3, 4]]],
  [shape, [null, 28, 1]],
  [shape, []],
  [anything, "two words"],
  [anything, "None"],
  [anything, "3"],
  [anything, [1, null, { a: true }]],
  [words, ["cat", "dog"]],
  [words, ["New York", "a, b", "it's", " "]],
  [words, ["(sic)", "[UNK]"]],
  [words, []],
  [seed, null],
])("%# what a field shows reads back as the same value", (spec, value) => {
  expect(parseText(spec, formatValue(spec, value))).toEqual({ value });
});

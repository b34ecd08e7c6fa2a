import { expect, test } from "vitest";

import { freshConfig, isChanged, valueOf, withArgument } from "../../src/panels/form/config";
import { stepNumber } from "../../src/panels/form/step";
import { argument } from "./specs";

const units = argument({ name: "units", kind: "integer", required: true, suggestion: 64, minimum: 1 });
const strides = argument({ name: "strides", kind: "integers", default: [1, 1], length: 2, scalar: true });
const bias = argument({ name: "use_bias", kind: "boolean", default: true });
const mode = argument({ name: "merge_mode", kind: "choice", default: "concat", nullable: true });

test("a value equal to the default leaves the configuration", () => {
  expect(withArgument({ units: 3, strides: 2 }, strides, [1, 1])).toEqual({ units: 3 });
});

test("a required argument stays, whatever its value", () => {
  expect(withArgument({}, argument({ ...units, default: 5 }), 5)).toEqual({ units: 5 });
});

test("false and none are values of their own", () => {
  expect(withArgument({}, bias, false)).toEqual({ use_bias: false });
  expect(withArgument({}, mode, null)).toEqual({ merge_mode: null });
  expect(valueOf(mode, { merge_mode: null })).toBeNull();
  expect(valueOf(mode, {})).toBe("concat");
});

test("a fresh configuration holds the suggestions for what is required", () => {
  expect(freshConfig([units, strides, bias])).toEqual({ units: 64 });
});

test("only what differs from a default can be reset", () => {
  expect(isChanged(strides, { strides: 2 })).toBe(true);
  expect(isChanged(strides, { strides: [1, 1] })).toBe(false);
  expect(isChanged(units, { units: 3 })).toBe(false);
});

test("steps keep to the limits and to round numbers", () => {
  const rate = argument({ name: "rate", kind: "number", minimum: 0, maximum: 1 });
  const slope = argument({ name: "slope", kind: "number" });
  expect(stepNumber(units, 1, -1)).toBe(1);
  expect(stepNumber(units, 64, 10)).toBe(74);
  expect(stepNumber(rate, 0.25, 1)).toBe(0.3);
  expect(stepNumber(rate, 0.98, 1)).toBe(1);
  expect(stepNumber(slope, 0.3, 1)).toBe(0.31);
  expect(stepNumber(units, null, 1)).toBe(1);
});

import { expect, test } from "vitest";

import type { CatalogPart } from "../../src/protocol";
import { withDefaults } from "../../src/sync/catalog";
import { argument, catalog, layer } from "../panels/specs";

const whole: CatalogPart = {
  hash: "abc",
  ...catalog([layer("Dense", { arguments: [argument({ name: "units", kind: "integer", required: true, minimum: 1 })] })]),
};

/** Leaves out what Python leaves out: fields at their defaults. */
function sent(): CatalogPart {
  const units = { name: "units", kind: "integer", required: true, minimum: 1 };
  const dense = {
    class_name: "Dense",
    summary: "The layer Dense.",
    family: "core",
    arguments: [units],
    inputs: [{ name: "inputs" }],
    outputs: [{ name: "output" }],
  };
  const zeros = { class_name: "Zeros", summary: "", alias: "zeros" };
  const constant = { class_name: "Constant", summary: "", alias: null, arguments: [{ name: "value", kind: "number", default: 0 }] };
  return {
    ...whole,
    layers: { Dense: dense },
    initializers: { Zeros: zeros, Constant: constant },
  } as unknown as CatalogPart;
}

test("what was left out on the way is filled in", () => {
  const got = withDefaults(sent());
  expect(got.layers).toEqual(whole.layers);
  const { Zeros, Constant } = whole.initializers as Record<string, unknown>;
  expect(got.initializers).toEqual({ Zeros, Constant });
});

test("a catalogue with every field stays as it is", () => {
  expect(withDefaults(whole)).toEqual(whole);
});

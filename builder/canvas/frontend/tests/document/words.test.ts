import { expect, test } from "vitest";

import { headline } from "../../src/document/headline";
import { rankOf, shapeText } from "../../src/document/shape";
import { count, plural, size } from "../../src/look/numbers";
import { argument, layer } from "../panels/specs";

test.each([
  [[null], "scalar", "scalar"],
  [[null, 128], "vector", "128"],
  [[null, 20, 64], "sequence", "20×64"],
  [[null, 26, 26, 32], "image", "26×26×32"],
  [[null, null, null, 3], "image", "?×?×3"],
  [[null, 4, 4, 4, 1], "volume", "4×4×4×1"],
  [[null, 2, 2, 2, 2, 2], "volume", "2×2×2×2×2"],
])("%j is a %s of %s", (shape, rank, text) => {
  const tensor = { shape, dtype: "float32" };
  expect([rankOf(tensor), shapeText(tensor)]).toEqual([rank, text]);
});

const Conv2D = layer("Conv2D", {
  arguments: [
    argument({ name: "filters", kind: "integer", headline: "{} filters" }),
    argument({ name: "kernel_size", kind: "integers", scalar: true, length: 2, headline: "{}" }),
    argument({ name: "strides", kind: "integers", default: [1, 1] }),
    argument({ name: "activation", kind: "activation", headline: "{}" }),
  ],
});

test.each([
  [{ filters: 32, kernel_size: [3, 5], activation: "relu" }, "32 filters · 3×5 · relu"],
  [{ filters: 32, kernel_size: 3, activation: "linear" }, "32 filters · 3×3"],
  [{ filters: 1, kernel_size: 1 }, "1 filter · 1×1"],
  [{ filters: 8, activation: { class_name: "ReLU", config: {} } }, "8 filters · ReLU"],
  [{}, ""],
])("a node with %j says %s", (config, words) => {
  expect(headline(Conv2D, config)).toBe(words);
});

test("numbers are written for people", () => {
  expect([count(693_962), size(900), size(16_384), size(2_775_848)]).toEqual(["693,962", "900 B", "16.0 kB", "2.6 MB"]);
  expect([plural(1, "problem"), plural(2, "problem")]).toEqual(["1 problem", "2 problems"]);
});

import { expect, test } from "vitest";

import { freshName, snakeCase, stemOf } from "../../src/document/labels";

test.each([
  ["Dense", "dense"],
  ["Conv2D", "conv2d"],
  ["MaxPooling2D", "max_pooling2d"],
  ["Conv2DTranspose", "conv2d_transpose"],
  ["LSTM", "lstm"],
  ["ConvLSTM1D", "conv_lstm1d"],
  ["GlobalAveragePooling2D", "global_average_pooling2d"],
])("%s is called %s, as Keras would", (className, name) => {
  expect(snakeCase(className)).toBe(name);
});

test("the first free number is taken", () => {
  expect(freshName(new Set(["dense_1", "dense_3"]), "dense")).toBe("dense_2");
});

test("a very long stem still gives a valid id", () => {
  expect(freshName(new Set(), "x".repeat(200)).length).toBeLessThanOrEqual(64);
});

test("a copy counts on from the original's name", () => {
  expect(stemOf("dense_2")).toBe("dense");
  expect(stemOf("_1")).toBe("_1");
});

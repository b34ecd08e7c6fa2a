import { expect, test } from "vitest";

import { searchLayers, wordsOf } from "../../src/panels/searchLayers";
import { layer } from "./specs";

const names = ["Dense", "LSTM", "Conv1D", "Conv2D", "SeparableConv2D", "ConvLSTM2D", "MaxPooling2D", "Dropout"];
const layers = Object.fromEntries(names.map((name) => [name, layer(name, { summary: "" })]));
layers["Dense"] = layer("Dense", { summary: "Every output looks at every input." });

test("a class name falls into its words", () => {
  expect(wordsOf("SeparableConv2D")).toEqual(["separable", "conv", "2d"]);
  expect(wordsOf("ConvLSTM2D")).toEqual(["conv", "lstm", "2d"]);
  expect(wordsOf("RMSNormalization")).toEqual(["rms", "normalization"]);
});

test("every word of the query must be found, the closest name comes first", () => {
  expect(searchLayers(layers, "conv 2d")).toEqual(["Conv2D", "ConvLSTM2D", "SeparableConv2D"]);
  expect(searchLayers(layers, "lstm")).toEqual(["LSTM", "ConvLSTM2D"]);
  expect(searchLayers(layers, "POOL")).toEqual(["MaxPooling2D"]);
});

test("words of the summary and letters with gaps are found too", () => {
  expect(searchLayers(layers, "every output")).toEqual(["Dense"]);
  expect(searchLayers(layers, "mxpool")).toEqual(["MaxPooling2D"]);
});

test("no query finds everything in order, nonsense finds nothing", () => {
  expect(searchLayers(layers, " ")).toEqual(names);
  expect(searchLayers(layers, "zebra")).toEqual([]);
});

test("a function goes by what follows its dot, and comes after the layer of that name", () => {
  const some = Object.fromEntries(["ops.relu", "ReLU", "ops.mean"].map((name) => [name, layer(name, { summary: "" })]));
  expect(searchLayers(some, "relu")).toEqual(["ReLU", "ops.relu"]);
  expect(searchLayers(some, "mean")).toEqual(["ops.mean"]);
});

/** The committed catalogue leaves defaults out; Python fills them in before the canvas sees it, and so does this. */
import type { CatalogPart, LayerEntry, ObjectEntry } from "../src/protocol";
import { argument, layer } from "../tests/panels/specs";

type ObjectKind = "activations" | "initializers" | "regularizers" | "constraints";
type Committed = Pick<CatalogPart, "families" | "layers"> & Record<ObjectKind, Record<string, ObjectEntry>>;

export function complete(committed: Committed): CatalogPart {
  return {
    hash: "committed",
    families: committed.families,
    layers: mapped(committed.layers, completeLayer),
    activations: mapped(committed.activations, completeObject),
    initializers: mapped(committed.initializers, completeObject),
    regularizers: mapped(committed.regularizers, completeObject),
    constraints: mapped(committed.constraints, completeObject),
  };
}

function completeLayer(given: Partial<LayerEntry> & Pick<LayerEntry, "class_name">): LayerEntry {
  const { class_name, arguments: own = [], call_arguments: calls = [], inputs = [], outputs = [] } = given;
  const port = { argument: null, variadic: false, optional: false, at_least: 1, at_most: 1, item_names: [] };
  return layer(class_name, {
    ...given,
    arguments: own.map(argument),
    call_arguments: calls.map(argument),
    inputs: inputs.map((input) => ({ ...port, ...(input.variadic && { at_most: null }), ...input })),
    outputs: outputs.map((output) => ({ ...output, when: output.when ?? {} })),
  });
}

function completeObject(given: Partial<ObjectEntry> & Pick<ObjectEntry, "class_name">): ObjectEntry {
  return { summary: "", ...given, arguments: (given.arguments ?? []).map(argument) };
}

function mapped<Given, Made>(given: Record<string, Given>, make: (value: Given) => Made): Record<string, Made> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, make(value)]));
}

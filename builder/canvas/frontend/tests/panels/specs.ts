/** Specs as Python sends them, with what a test does not care about filled in. */
import type { ArgumentSpec, CatalogPart, LayerEntry, Problem } from "../../src/protocol";
import { ARGUMENT, INPUT, LAYER, OUTPUT } from "../../src/sync/catalog";

export function argument(given: Partial<ArgumentSpec> & Pick<ArgumentSpec, "name" | "kind">): ArgumentSpec {
  return { ...ARGUMENT, ...given };
}

export function layer(class_name: string, given: Partial<LayerEntry> = {}): LayerEntry {
  return {
    ...LAYER,
    class_name,
    summary: `The layer ${class_name}.`,
    family: "core",
    inputs: [{ ...INPUT, name: "inputs" }],
    outputs: [{ ...OUTPUT, name: "output" }],
    ...given,
  };
}

export function problem(given: Partial<Problem>): Problem {
  return {
    code: "wrong",
    severity: "error",
    message: "Something does not fit.",
    hint: "",
    node_id: null,
    edge_ids: [],
    argument: null,
    details: "",
    fixes: [],
    block: null,
    ...given,
  };
}

export function catalog(layers: LayerEntry[]): Omit<CatalogPart, "hash"> {
  const regularizer = { class_name: "L2", alias: "l2", summary: "" };
  const constant = { class_name: "Constant", alias: null, summary: "" };
  const seed = argument({ name: "seed", kind: "integer", nullable: true, group: "advanced" });
  return {
    families: { core: "Core" },
    layers: Object.fromEntries(layers.map((entry) => [entry.class_name, entry])),
    activations: {
      relu: { class_name: "relu", summary: "", arguments: [] },
      tanh: { class_name: "tanh", summary: "", arguments: [] },
    },
    initializers: {
      GlorotUniform: { class_name: "GlorotUniform", alias: "glorot_uniform", summary: "", arguments: [seed] },
      Zeros: { class_name: "Zeros", alias: "zeros", summary: "", arguments: [] },
      Constant: { ...constant, arguments: [argument({ name: "value", kind: "number", default: 0 })] },
    },
    regularizers: { L2: { ...regularizer, arguments: [argument({ name: "l2", kind: "number", default: 0.01 })] } },
    constraints: {},
  };
}

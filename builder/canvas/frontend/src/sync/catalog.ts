/** The catalogue as it crosses the wire: what equals a default is left out, and filled in here. */
import type { ArgumentSpec, CatalogPart, Choices, InputPort, LayerEntry, ObjectEntry, OutputPort } from "../protocol";

/** What a field is that was not sent. */
export const ARGUMENT: Omit<ArgumentSpec, "name" | "kind"> = {
  default: null,
  required: false,
  nullable: false,
  choices: [],
  minimum: null,
  maximum: null,
  length: null,
  scalar: false,
  nested: false,
  help: "",
  group: "main",
  headline: "",
  suggestion: null,
};

export const INPUT: Omit<InputPort, "name"> = {
  argument: null,
  variadic: false,
  optional: false,
  at_least: 1,
  at_most: 1,
  item_names: [],
  number: false,
};

export const OUTPUT: Omit<OutputPort, "name"> = { when: {} };

export const LAYER: Omit<LayerEntry, "class_name" | "summary" | "family" | "inputs" | "outputs"> = {
  description: "",
  arguments: [],
  ranks: null,
  outputs_from: "",
  call_arguments: [],
  aliases: [],
};

/** Returns the catalogue with every field present, as the specs promise. */
export function withDefaults(sent: CatalogPart): CatalogPart {
  return {
    ...sent,
    layers: mapped(sent.layers, wholeLayer),
    activations: wholeChoices(sent.activations),
    initializers: wholeChoices(sent.initializers),
    regularizers: wholeChoices(sent.regularizers),
    constraints: wholeChoices(sent.constraints),
  };
}

function wholeLayer(sent: LayerEntry): LayerEntry {
  const entry = { ...LAYER, ...sent };
  return {
    ...entry,
    arguments: entry.arguments.map(wholeArgument),
    call_arguments: entry.call_arguments.map(wholeArgument),
    inputs: entry.inputs.map((port) => ({ ...INPUT, ...port })),
    outputs: entry.outputs.map((port) => ({ ...OUTPUT, ...port })),
  };
}

function wholeChoices(sent: Choices): Choices {
  if (Array.isArray(sent)) return sent;
  return mapped(sent as Record<string, ObjectEntry>, (entry) => {
    const given: Partial<ObjectEntry> = entry;
    return { ...entry, arguments: (given.arguments ?? []).map(wholeArgument) };
  });
}

function wholeArgument(sent: ArgumentSpec): ArgumentSpec {
  return { ...ARGUMENT, ...sent };
}

function mapped<Value>(record: Record<string, Value>, make: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]));
}

/** The ports of a node, from its specs and from the edges that are there. */
import type { Config, Edge, InputPort, JsonValue, LayerEntry } from "../protocol";
import { type Called, isConfig, readPath } from "./paths";

export interface Port {
  /** React Flow's handle id. */
  id: string;
  argument: string | null;
  index: number;
  /** What follows "dense_1 input" in the port's accessible name; "" when the port is the only one. */
  suffix: string;
  /** Shown only when there is a use for it. */
  optional: boolean;
  connected: boolean;
}

export function inputHandle(argument: string | null, index: number): string {
  return `in:${argument ?? ""}:${index}`;
}

export function outputHandle(output: number): string {
  return `out:${output}`;
}

/** Reads a handle's id back; null for an output's. */
export function readInputHandle(id: string): { argument: string | null; index: number } | null {
  const match = /^in:(.*):(\d+)$/.exec(id);
  return match ? { argument: match[1] || null, index: Number(match[2]) } : null;
}

export function readOutputHandle(id: string): number | null {
  const match = /^out:(\d+)$/.exec(id);
  return match ? Number(match[1]) : null;
}

const ANY_INPUTS: InputPort = {
  name: "input",
  argument: null,
  variadic: true,
  optional: false,
  at_least: 1,
  at_most: null,
  item_names: [],
  number: false,
};

/** The input ports: a variadic one has a place more than edges; without an entry the edges say, and one is free. */
export function inputPorts(entry: LayerEntry | undefined, incoming: readonly Edge[], config: Config = {}): Port[] {
  const specs = entry?.inputs ?? [ANY_INPUTS];
  const several = specs.filter((spec) => !spec.optional).length > 1;
  const known = new Set<string>();
  const ports: Port[] = [];
  const add = (argument: string | null, index: number, suffix: string, optional: boolean) => {
    const connected = incoming.some((edge) => edge.argument === argument && edge.index === index);
    const id = inputHandle(argument, index);
    known.add(id);
    ports.push({ id, argument, index, suffix, optional, connected });
  };
  for (const spec of specs) {
    for (let index = 0; index < places(spec, incoming); index += 1) {
      const name = spec.argument ?? (several ? spec.name : "");
      const item = spec.variadic ? (spec.item_names[index] ?? index + 1) : "";
      const isGiven = spec.number && (config[spec.name] ?? null) !== null;
      add(spec.argument, index, `${name} ${item}`.trim(), spec.optional || isGiven);
    }
  }
  for (const edge of incoming) {
    if (known.has(inputHandle(edge.argument, edge.index))) continue;
    add(edge.argument, edge.index, `${edge.argument ?? ""} ${edge.index + 1}`.trim(), false);
  }
  return ports;
}

function places(spec: InputPort, incoming: readonly Edge[]): number {
  if (!spec.variadic) return 1;
  const taken = incoming.filter((edge) => edge.argument === spec.argument).map((edge) => edge.index);
  const wanted = Math.max(spec.at_least, Math.max(-1, ...taken) + 2);
  return Math.min(wanted, spec.at_most ?? Infinity);
}

/** The ports of a block: one for each of its inputs and outputs, and for edges that lead to none of them. */
export function blockPorts(inputs: number, outputs: number, incoming: readonly Edge[], outgoing: readonly Edge[]) {
  const shown = Math.max(inputs, ...incoming.map((edge) => edge.index + 1));
  return {
    inputs: Array.from({ length: shown }, (_, index): Port => {
      const connected = incoming.some((edge) => edge.index === index);
      const suffix = shown > 1 ? String(index + 1) : "";
      return { id: inputHandle(null, index), argument: null, index, suffix, optional: false, connected };
    }),
    outputs: numbered(Math.max(outputs, ...outgoing.map((edge) => edge.output + 1)), outgoing),
  };
}

/** The output ports; the suffix is a number when there are several. `layers` knows what nested layers default to. */
export function outputPorts(
  entry: LayerEntry | undefined,
  called: Called,
  outgoing: readonly Edge[],
  layers: Record<string, LayerEntry>,
): Port[] {
  const appears = (when: Record<string, JsonValue>) =>
    Object.entries(when).every(([path, wanted]) => readPath(called, entry, layers, path) === wanted);
  const present = entry?.outputs.filter((port) => appears(port.when)) ?? [];
  const statesOf = (path: string) => statesIn(readPath(called, entry, layers, path), layers);
  const ruled = entry ? present.reduce((sum, port) => sum + (port.states_of ? statesOf(port.states_of) : 1), 0) : 1;
  const shown = entry?.outputs_from ? countOf(readPath(called, entry, layers, entry.outputs_from)) : ruled;
  return numbered(Math.max(shown, ...outgoing.map((edge) => edge.output + 1)), outgoing);
}

/** How many states a recurrent layer, a cell or a list of cells hands on. */
function statesIn(value: JsonValue, layers: Record<string, LayerEntry>): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, cell) => sum + statesIn(cell, layers), 0);
  if (value === null || typeof value !== "object") return 0;
  const outputs = layers[String(value["class_name"])]?.outputs ?? [];
  const inner = outputs.find((port) => port.states_of)?.states_of;
  const config = value["config"];
  if (!inner) return Math.max(outputs.length - 1, 0);
  return isConfig(config) ? statesIn(config[inner] ?? null, layers) : 0;
}

/** How many tensors come out: as many as a number says, one more than there are places to cut at; else one. */
function countOf(value: JsonValue): number {
  if (Array.isArray(value)) return value.length + 1;
  return typeof value === "number" && value >= 1 ? Math.min(Math.floor(value), MOST_OUTPUTS) : 1;
}

const MOST_OUTPUTS = 100;

function numbered(count: number, outgoing: readonly Edge[]): Port[] {
  return Array.from({ length: count }, (_, output) => ({
    id: outputHandle(output),
    argument: null,
    index: output,
    suffix: count > 1 ? String(output + 1) : "",
    optional: false,
    connected: outgoing.some((edge) => edge.output === output),
  }));
}

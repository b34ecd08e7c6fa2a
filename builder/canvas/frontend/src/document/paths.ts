/** Reads the values that ports depend on: arguments by name, or by a path into a nested layer. */
import type { Config, JsonValue, LayerEntry } from "../protocol";

/** What a node's layer is made with and called with. */
export interface Called {
  config: Config;
  call: Config;
}

/** Returns the value at `return_state` or `layer.config.return_state`; what is not given counts as its default. */
export function readPath(
  called: Called,
  entry: LayerEntry | undefined,
  layers: Record<string, LayerEntry>,
  path: string,
): JsonValue {
  const [name = "", ...rest] = path.split(".");
  const value = called.config[name] ?? called.call[name] ?? defaultOf(entry, name);
  if (rest.length === 0 || value === null || typeof value !== "object" || Array.isArray(value)) {
    return rest.length === 0 ? value : null;
  }
  const className = value["class_name"] ?? null;
  if (rest[0] === "class_name") return className;
  const config = value["config"];
  const nested = { config: isConfig(config) ? config : {}, call: {} };
  const nestedEntry = typeof className === "string" ? layers[className] : undefined;
  return readPath(nested, nestedEntry, layers, rest.slice(1).join("."));
}

function defaultOf(entry: LayerEntry | undefined, name: string): JsonValue {
  const specs = [...(entry?.arguments ?? []), ...(entry?.call_arguments ?? [])];
  return specs.find((spec) => spec.name === name)?.default ?? null;
}

export function isConfig(value: JsonValue | undefined): value is Config {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

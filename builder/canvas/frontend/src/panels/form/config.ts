/** Configurations hold what was chosen and nothing else: required arguments, and others unlike their default. */
import type { ArgumentSpec, Config, JsonValue } from "../../protocol";
import { isEqual } from "./json";

export function valueOf(spec: ArgumentSpec, config: Config): JsonValue {
  return config[spec.name] ?? (spec.name in config ? null : spec.default);
}

/** Returns the configuration with one argument set; a value equal to the default leaves it. */
export function withArgument(config: Config, spec: ArgumentSpec, value: JsonValue): Config {
  if (spec.required || !isEqual(value, spec.default)) return { ...config, [spec.name]: value };
  return Object.fromEntries(Object.entries(config).filter(([name]) => name !== spec.name));
}

/** Returns the configuration a fresh object starts with: suggestions for what is required. */
export function freshConfig(specs: readonly ArgumentSpec[]): Config {
  return Object.fromEntries(specs.filter((spec) => spec.required).map((spec) => [spec.name, spec.suggestion]));
}

export function isChanged(spec: ArgumentSpec, config: Config): boolean {
  return !spec.required && spec.name in config && !isEqual(config[spec.name], spec.default);
}

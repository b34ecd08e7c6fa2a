/** The line on a node: the arguments that matter, in the words of the specs. Python: builder/catalog/headline.py. */
import type { ArgumentSpec, Config, JsonValue, LayerEntry } from "../protocol";

/** "32 filters · 3×3 · relu" from the given arguments; an argument without a value says nothing. */
export function headline(entry: LayerEntry | undefined, config: Config): string {
  return (entry?.arguments ?? [])
    .filter((argument) => argument.headline !== "")
    .map((argument) => [argument, config[argument.name] ?? argument.default] as const)
    .map(([argument, value]) => [argument, inWords(argument, value)] as const)
    .filter(([argument, words]) => words !== "" && !(words === "linear" && argument.kind === "activation"))
    .map(([argument, words]) => counted(argument.headline, words))
    .join(" · ");
}

/** The template filled; "{} units" and "{} classes" are "1 unit" and "1 class" where there is one. */
function counted(template: string, words: string): string {
  const fitting = words === "1" && template.startsWith("{} ") ? template.replace(/(?<=ss)es$|s$/, "") : template;
  return fitting.replace("{}", words);
}

function inWords({ scalar, length }: ArgumentSpec, value: JsonValue): string {
  if (value === null || value === false) return "";
  if (Array.isArray(value)) return value.map((part) => (part === null ? "?" : textOf(part))).join("×");
  if (scalar && length !== null && typeof value === "number") return Array(length).fill(value).join("×");
  return textOf(value);
}

function textOf(value: JsonValue): string {
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(",");
  return typeof value["class_name"] === "string" ? value["class_name"] : "";
}

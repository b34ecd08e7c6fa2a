/** The line on a node: the arguments that matter, in the words of the specs' headline templates. */
import type { Config, JsonValue, LayerEntry } from "../protocol";

/** "32 filters · 3×3 · relu" from the given arguments; an argument without a value says nothing. */
export function headline(entry: LayerEntry | undefined, config: Config): string {
  return (entry?.arguments ?? [])
    .filter((argument) => argument.headline !== "")
    .map((argument) => [argument, config[argument.name] ?? argument.default] as const)
    .map(([argument, value]) => [argument, inWords(value)] as const)
    .filter(([argument, words]) => words !== "" && !(words === "linear" && argument.kind === "activation"))
    .map(([argument, words]) => argument.headline.replace("{}", words))
    .join(" · ");
}

function inWords(value: JsonValue): string {
  if (value === null || value === "" || value === false) return "";
  if (Array.isArray(value)) return value.map((part) => (part === null ? "?" : inWords(part) || String(part))).join("×");
  if (typeof value === "object") return typeof value["class_name"] === "string" ? value["class_name"] : "";
  return String(value);
}

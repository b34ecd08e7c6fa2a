/** From the value of an argument to the text in its field; `parseText` reads it back to the same value. */
import type { ArgumentSpec, JsonValue } from "../../protocol";
import { readValue } from "./json";

export function formatValue(spec: ArgumentSpec, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  switch (spec.kind) {
    case "integers":
    case "numbers":
      return Array.isArray(value) ? formatList(spec, value) : String(value);
    case "shape":
      return Array.isArray(value) ? formatSizes(value) : String(value);
    case "strings":
      return Array.isArray(value) ? formatWords(value) : String(value);
    case "any":
    case "object":
    case "schedule":
      return formatAny(value);
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}

/** One number in a tuple keeps its brackets where it would read as a scalar without. */
function formatList(spec: ArgumentSpec, values: JsonValue[]): string {
  if (values.some((value) => typeof value === "object")) return JSON.stringify(values);
  return values.length === 0 ? "()" : values.length === 1 && spec.scalar ? `(${values[0]},)` : values.join(", ");
}

function formatSizes(sizes: JsonValue[]): string {
  return sizes.length === 0 ? "()" : sizes.map((size) => size ?? "?").join(", ");
}

/** A word a line; words that lines or, alone, commas would tear apart stand in quotes. */
function formatWords(words: JsonValue[]): string {
  const stray = words.length === 1 ? /[\r\n"',]/ : /[\r\n"']/;
  const isPlain = (word: JsonValue) =>
    typeof word === "string" && /^[^[(]/.test(word) && word.trim() === word && !stray.test(word);
  return words.length > 0 && words.every(isPlain) ? words.join("\n") : JSON.stringify(words);
}

function formatAny(value: JsonValue): string {
  return typeof value === "string" && readValue(value) === value ? value : JSON.stringify(value);
}

/** Returns the default in words, for the button that goes back to it. */
export function formatDefault(spec: ArgumentSpec): string {
  if (spec.default === null) return "none";
  if (typeof spec.default === "boolean") return spec.default ? "yes" : "no";
  return formatValue(spec, spec.default) || '""';
}

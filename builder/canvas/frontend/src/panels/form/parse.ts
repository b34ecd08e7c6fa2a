/** From typed text to the value of an argument, or the sentence that says what is wrong with it. */
import { plural } from "../../look/numbers";
import type { ArgumentSpec, JsonValue } from "../../protocol";
import { readValue } from "./json";

export type Parsed = { value: JsonValue } | { error: string };

export function parseText(spec: ArgumentSpec, text: string): Parsed {
  const trimmed = text.trim();
  if (spec.nullable && /^(none|null)?$/i.test(trimmed)) return { value: null };
  switch (spec.kind) {
    case "integer":
    case "number":
      return parseNumber(spec, trimmed);
    case "integers":
    case "numbers":
      return parseNumbers(spec, trimmed);
    case "shape":
      return parseShape(spec, trimmed);
    case "strings":
      return parseStrings(spec, trimmed);
    case "any":
    case "object":
    case "schedule":
      return parseAny(spec, trimmed);
    default:
      return trimmed === "" && spec.required ? { error: `${spec.name} cannot be empty` } : { value: text };
  }
}

/** A decimal number, with or without exponent; for an integer kind, a whole one. */
function readNumber(kind: string, text: string): number | undefined {
  const whole = kind === "integer" || kind === "integers";
  const pattern = whole ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const value = Number(text);
  return pattern.test(text) && Number.isFinite(value) && (!whole || Number.isSafeInteger(value)) ? value : undefined;
}

function parseNumber(spec: ArgumentSpec, text: string): Parsed {
  const value = readNumber(spec.kind, text);
  const noun = spec.kind === "integer" ? "whole number" : "number";
  if (value === undefined) return { error: `${spec.name} must be a ${noun}` };
  return checkRange(spec, [value]) ?? { value };
}

function checkRange(spec: ArgumentSpec, values: number[]): { error: string } | null {
  const { minimum, maximum, name } = spec;
  if (minimum !== null && values.some((value) => value < minimum)) return { error: `${name} must be at least ${minimum}` };
  if (maximum !== null && values.some((value) => value > maximum)) return { error: `${name} must be at most ${maximum}` };
  return null;
}

function parseNumbers(spec: ArgumentSpec, text: string): Parsed {
  const noun = `${spec.kind === "integers" ? "whole " : ""}number${spec.length === 1 ? "" : "s"}`;
  const example = Array.from({ length: spec.length ?? 2 }, (_, index) => index + 2).join(", ");
  const error = `${spec.name} takes ${spec.length ?? "some"} ${noun}, such as ${example}`;
  const pairs = spec.nested ? readValue(text) : undefined;
  if (Array.isArray(pairs) && pairs.some(Array.isArray)) return { value: pairs };
  const values = splitList(text, true).map((part) => readNumber(spec.kind, part));
  if (!values.every((value) => value !== undefined) || text === "") return { error };
  const lone = values.length === 1 && !/^[([]|,$/.test(text);
  if (lone && spec.scalar) return checkRange(spec, values) ?? { value: values[0] ?? null };
  if (spec.length !== null && values.length !== spec.length) return { error };
  return checkRange(spec, values) ?? { value: values };
}

/** Sizes without the batch dimension; `?`, `None` or nothing between commas is an unknown one, -1 one to work out. */
function parseShape(spec: ArgumentSpec, text: string): Parsed {
  if (/^(\(\s*\)|\[\s*\])$/.test(text)) return { value: [] };
  const error = `${spec.name} takes sizes, such as 28, 28, 1; an unknown one is ?`;
  if (text === "") return { error };
  const sizes = splitList(text, true).map(readSize);
  if (!sizes.every((size) => size !== undefined)) return { error };
  if (spec.length !== null && sizes.length !== spec.length) return { error: `${spec.name} takes ${plural(spec.length, "size")}` };
  return { value: sizes };
}

function readSize(text: string): number | null | undefined {
  if (/^(\?|none|null)?$/i.test(text)) return null;
  const size = readNumber("integer", text);
  return size !== undefined && (size > 0 || size === -1) ? size : undefined;
}

function parseStrings(spec: ArgumentSpec, text: string): Parsed {
  const listed = text.startsWith("[") ? readValue(text) : undefined;
  if (Array.isArray(listed)) return { value: listed };
  if (text.includes("\n")) return { value: text.split(/\s*\n\s*/).filter((word) => word !== "") };
  const words = splitList(text).map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
  return words.length === 0 && spec.required ? { error: `${spec.name} needs at least one word` } : { value: words };
}

function parseAny(spec: ArgumentSpec, text: string): Parsed {
  const value = readValue(text);
  if (value !== undefined) return { value };
  return { error: `${spec.name} must be a value such as 3, [1, 2], "text" or {"key": 1}` };
}

/** Splits at commas or ×, brackets left out; an empty last part (`3,`) does not count, others only where asked. */
function splitList(text: string, keepEmpty = false): string[] {
  const bare = text.replace(/^[([]/, "").replace(/[)\]]$/, "").trim();
  const parts = bare.split(/[,×\n]/).map((part) => part.trim());
  if (parts.length > 0 && parts.at(-1) === "") parts.pop();
  return keepEmpty ? parts : parts.filter((part) => part !== "");
}

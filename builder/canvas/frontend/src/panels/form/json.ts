/** Equality and Python-flavoured reading of JSON values, as forms and configurations need them. */
import type { JsonValue } from "../../protocol";

export function isEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

const CONSTANTS = new Map<string, JsonValue>([
  ["none", null],
  ["null", null],
  ["true", true],
  ["false", false],
]);

/** Reads JSON, Python's `None`, `True` and `(1, 2)`, or a bare word; undefined where the text is none of them. */
export function readValue(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  if (/^[A-Za-z_]\w*$/.test(trimmed)) return CONSTANTS.get(trimmed.toLowerCase()) ?? wordOrNull(trimmed);
  for (const candidate of [trimmed, pythonToJson(trimmed)]) {
    try {
      return JSON.parse(candidate) as JsonValue;
    } catch {
      continue;
    }
  }
  return undefined;
}

function wordOrNull(word: string): JsonValue {
  return CONSTANTS.has(word.toLowerCase()) ? null : word;
}

/** Brackets and constants are exchanged outside of quotes only. */
function pythonToJson(text: string): string {
  return text
    .split(/("(?:[^"\\]|\\.)*"|'[^']*')/)
    .map((part, index) => {
      if (index % 2 === 1) return part.startsWith("'") ? JSON.stringify(part.slice(1, -1)) : part;
      return part
        .replace(/\(/g, "[")
        .replace(/,?\s*\)/g, "]")
        .replace(/\bNone\b/g, "null")
        .replace(/\bTrue\b/g, "true")
        .replace(/\bFalse\b/g, "false");
    })
    .join("");
}

/** Values that change from one copy to the next, as people write them: 64; 32, 64, 128; 32 ×2; 16 +8. */
import type { ArgumentSpec, JsonValue } from "../protocol";

export type Series = { values: JsonValue[] } | { mistake: string };

const GROWTH = /^(-?\d+(?:\.\d+)?)\s*([x×*+-])\s*(\d+(?:\.\d+)?)$/i;

/** Returns one value for each of `times` copies, or the sentence that says why the text gives none. */
export function readSeries(text: string, spec: Pick<ArgumentSpec, "kind" | "choices">, times: number): Series {
  const growth = GROWTH.exec(text.trim());
  if (growth && isNumeric(spec)) return grown(growth, spec, times);
  const parts = text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
  if (parts.length === 0) return { mistake: "Give a value, a list of values, or a first value with its growth." };
  if (parts.length !== 1 && parts.length !== times) {
    return { mistake: `${times} copies need ${times} values, or one for all of them; these are ${parts.length}.` };
  }
  const values: JsonValue[] = [];
  for (const part of parts) {
    const value = isNumeric(spec) ? Number(part) : part;
    const mistake = mistakeOf(value, part, spec);
    if (mistake !== null) return { mistake };
    values.push(value);
  }
  return { values: Array.from({ length: times }, (_, place) => values[parts.length === 1 ? 0 : place] ?? null) };
}

function grown([, first = "", sign = "+", step = ""]: string[], spec: Pick<ArgumentSpec, "kind" | "choices">, times: number): Series {
  const values: number[] = [];
  for (let value = Number(first); values.length < times; ) {
    const mistake = mistakeOf(value, String(value), spec);
    if (mistake !== null) return { mistake };
    values.push(value);
    value = sign === "+" ? value + Number(step) : sign === "-" ? value - Number(step) : value * Number(step);
  }
  return { values };
}

export function isNumeric({ kind }: Pick<ArgumentSpec, "kind">): boolean {
  return kind === "integer" || kind === "number" || kind === "integers";
}

function mistakeOf(value: JsonValue, text: string, spec: Pick<ArgumentSpec, "kind" | "choices">): string | null {
  if (spec.kind === "choice" && spec.choices.length > 0 && !spec.choices.includes(value)) {
    return `"${text}" is none of ${spec.choices.map(String).join(", ")}.`;
  }
  if (!isNumeric(spec)) return null;
  if (!Number.isFinite(value)) return `"${text}" is no number.`;
  return spec.kind === "number" || Number.isInteger(value) ? null : `"${text}" is no whole number.`;
}

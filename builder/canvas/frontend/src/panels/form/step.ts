import type { ArgumentSpec, JsonValue } from "../../protocol";

/** Returns the number so many steps on, inside its limits; a step is 1 for whole numbers, else a tenth of its size. */
export function stepNumber(spec: ArgumentSpec, value: JsonValue, steps: number): number {
  if (typeof value !== "number") return spec.minimum ?? 0;
  const next = Number((value + steps * stepSize(spec, value)).toPrecision(12));
  return Math.min(spec.maximum ?? Infinity, Math.max(spec.minimum ?? -Infinity, next));
}

function stepSize(spec: ArgumentSpec, value: number): number {
  if (spec.kind === "integer") return 1;
  if (spec.maximum === 1) return 0.05;
  return value === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
}

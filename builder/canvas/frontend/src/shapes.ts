/** Shapes in words: what an edge's chip says and which colour it has. */
import type { TensorSpec } from "./protocol";

export type Rank = "scalar" | "vector" | "sequence" | "image" | "volume";

const RANKS: readonly Rank[] = ["scalar", "vector", "sequence", "image", "volume"];

/** 26×26×32 for (None, 26, 26, 32); an unknown size is "?", one number for each sample "1 value". */
export function formatShape(shape: TensorSpec["shape"]): string {
  const sizes = shape.slice(1);
  return sizes.length === 0 ? "1 value" : sizes.map((size) => size ?? "?").join("×");
}

/** What a tensor of this shape is called, the batch dimension left out; more than four dimensions are volumes too. */
export function rankName(shape: TensorSpec["shape"]): Rank {
  return RANKS[Math.max(0, shape.length - 1)] ?? "volume";
}

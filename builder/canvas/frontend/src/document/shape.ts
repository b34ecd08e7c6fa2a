/** Shapes in words: what an edge's chip says and which colour it has. */
import type { TensorSpec } from "../protocol";

export type Rank = "scalar" | "vector" | "sequence" | "image" | "volume";

const RANKS: readonly Rank[] = ["scalar", "vector", "sequence", "image", "volume"];

/** The rank's name without the batch dimension; more than four dimensions are volumes too, what is unknown is grey. */
export function rankOf(tensor: TensorSpec | undefined): Rank {
  return RANKS[Math.max(0, (tensor?.shape.length ?? 0) - 1)] ?? "volume";
}

/** 26×26×32 for (None, 26, 26, 32); unknown sizes are "?", one number for each sample is "scalar". */
export function shapeText(tensor: TensorSpec): string {
  const sizes = tensor.shape.slice(1);
  return sizes.length === 0 ? "scalar" : sizes.map((size) => size ?? "?").join("×");
}

/** What a layer's outputs take up while a batch goes through. */
import { size } from "../look/numbers";
import type { TensorSpec } from "../protocol";

const BATCH = 32;

/** The memory of the outputs for one batch; nothing to say while a size is unknown. */
export function memoryFacts(tensors: readonly TensorSpec[]): { label: string; value: string }[] {
  const bytes = tensors.reduce((sum, tensor) => sum + bytesOf(tensor), 0);
  return bytes > 0 && Number.isFinite(bytes) ? [{ label: `Memory, batch ${BATCH}`, value: size(bytes * BATCH) }] : [];
}

function bytesOf({ shape, dtype }: TensorSpec): number {
  const bits = Number(/\d+$/.exec(dtype)?.[0] ?? 8);
  return shape.slice(1).reduce<number>((product, length) => product * (length ?? Number.NaN), bits / 8);
}

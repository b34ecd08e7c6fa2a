import type { TensorSpec } from "../protocol";
import { formatShape, rankName } from "../shapes";

/** A shape in the colour of its rank; the dtype where it is not the usual one. */
export function RankText({ tensor }: { tensor: TensorSpec }) {
  const rank = rankName(tensor.shape);
  return (
    <span className="ll-rank-text" title={`${rank}, ${tensor.dtype}`} style={{ color: `var(--ll-rank-${rank})` }}>
      {formatShape(tensor.shape)}
      {tensor.dtype !== "float32" && <span className="ll-note"> {tensor.dtype}</span>}
    </span>
  );
}

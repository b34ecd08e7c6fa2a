import { rankOf, shapeText } from "../document/shape";
import type { TensorSpec } from "../protocol";

/** A shape in the colour of its rank; the dtype where it is not the usual one. */
export function RankText({ tensor }: { tensor: TensorSpec }) {
  const rank = rankOf(tensor);
  return (
    <span className="ll-rank-text" title={`${rank}, ${tensor.dtype}`} style={{ color: `var(--ll-rank-${rank})` }}>
      {shapeText(tensor)}
      {tensor.dtype !== "float32" && <span className="ll-note"> {tensor.dtype}</span>}
    </span>
  );
}

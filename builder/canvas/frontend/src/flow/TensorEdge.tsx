import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { type CSSProperties, memo } from "react";

import { rankOf, shapeText } from "../document/shape";
import { useCanvasState } from "../state/CanvasContext";
import type { FlowEdge } from "../state/flow";
import { edgePath, isBlocked } from "./edgePath";

/** A tensor on its way: coloured by rank, its shape in a chip; dashed and red where it does not fit. */
export const TensorEdge = memo(function TensorEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, data, selected = false } = props;
  const tensor = useCanvasState((state) => state.findings.nodes[source]?.tensors[data?.edge.output ?? 0]);
  const isGuilty = useCanvasState((state) => state.findings.guiltyEdges.has(id));
  const isAside = useCanvasState((state) => isBlocked(props, state.flow.nodes));
  const { path, labelX, labelY } = edgePath(props, isAside);
  const rank = tensor ? rankOf(tensor) : "scalar";
  const style = { "--ll-rank": `var(--ll-rank-${rank})` } as CSSProperties;
  return (
    <>
      <g className="ll-edge" data-guilty={isGuilty} data-selected={selected} style={style}>
        <BaseEdge id={id} path={path} interactionWidth={16} />
      </g>
      {tensor && (
        <EdgeLabelRenderer>
          <div
            className="ll-shape"
            data-guilty={isGuilty}
            data-selected={selected}
            title={`${rank}, ${tensor.dtype}`}
            style={{ ...style, transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {shapeText(tensor)}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { type CSSProperties, memo, useMemo } from "react";

import type { Graph } from "../document/graph";
import { rankOf, shapeText } from "../document/shape";
import { useCanvasState } from "../state/CanvasContext";
import type { FlowEdge } from "../state/flow";
import { type CanvasState, foundOf } from "../state/state";
import { keyIn } from "../sync/findings";
import { edgePath, type Ends, isBlocked } from "./edgePath";

/** A tensor on its way: coloured by rank, its shape in a chip; dashed and red where it does not fit. */
export const TensorEdge = memo(function TensorEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, data, selected = false } = props;
  const tensor = useCanvasState((state) => foundOf(state, source)?.tensors[data?.edge.output ?? 0]);
  const isGuilty = useCanvasState((state) => state.findings.guiltyEdges.has(keyIn(state.block, id)));
  const isAside = useIsBlocked(props);
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

function useIsBlocked({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }: Ends): boolean {
  const select = useMemo(
    () => blockedIn({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }),
    [sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition],
  );
  return useCanvasState(select);
}

/** Answers anew only when the document changes: all edges are asked at every move of the mouse. */
function blockedIn(ends: Ends): (state: CanvasState) => boolean {
  let known: { graph: Graph; answer: boolean } | null = null;
  return ({ graph }) => {
    if (known?.graph !== graph) known = { graph, answer: isBlocked(ends, graph.nodes.values()) };
    return known.answer;
  };
}

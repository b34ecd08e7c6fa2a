import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { type CSSProperties, memo, useMemo } from "react";

import type { Graph } from "../document/graph";
import { rankOf, shapeText } from "../document/shape";
import { useCanvasState } from "../state/CanvasContext";
import type { FlowEdge } from "../state/flow";
import { type CanvasState, isGuilty, tensorFrom } from "../state/state";
import { edgePath, type Ends, laneOf } from "./edgePath";

/** A tensor on its way: coloured by rank, its shape in a chip; dashed and red where it does not fit. */
export const TensorEdge = memo(function TensorEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, data, selected = false } = props;
  const tensor = useCanvasState((state) => tensorFrom(state, source, data?.edge.output));
  const isToBlame = useCanvasState((state) => isGuilty(state, id));
  const { path, labelX, labelY } = edgePath(props, useLane(props));
  const rank = rankOf(tensor);
  const style = { "--ll-rank": `var(--ll-rank-${rank})` } as CSSProperties;
  return (
    <>
      <g className="ll-edge" data-guilty={isToBlame} data-selected={selected} style={style}>
        <BaseEdge id={id} path={path} interactionWidth={16} />
      </g>
      {tensor && (
        <EdgeLabelRenderer>
          <div
            className="ll-shape"
            data-guilty={isToBlame}
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

function useLane({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }: Ends): number | null {
  const select = useMemo(
    () => laneIn({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }),
    [sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition],
  );
  return useCanvasState(select);
}

/** Answers anew only when the document changes: all edges are asked at every move of the mouse. */
function laneIn(ends: Ends): (state: CanvasState) => number | null {
  let known: { graph: Graph; lane: number | null } | null = null;
  return ({ graph }) => {
    if (known?.graph !== graph) known = { graph, lane: laneOf(ends, graph.nodes.values()) };
    return known.lane;
  };
}

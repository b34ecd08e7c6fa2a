import { type InternalNode, useStore, ViewportPortal } from "@xyflow/react";
import { type CSSProperties, useState } from "react";

import { rankOf } from "../document/shape";
import { useCanvas, useCanvasState, useFlow } from "../state/CanvasContext";
import type { FlowEdge, FlowNode } from "../state/flow";
import { isGuilty, tensorFrom } from "../state/state";
import { type Drawing, type Place, sketchEdges, type Ways } from "./sketchEdges";

/** All edges of a large network seen from afar: React Flow keeps a component and a picture of its own for each. */
export function SketchedEdges() {
  const { state } = useCanvas();
  const graph = useCanvasState(({ graph }) => graph);
  useCanvasState(({ findings }) => findings);
  const { edges } = useFlow();
  const { nodes, lookup } = useNodesInPlace();
  const [ways] = useState<Ways>(() => new WeakMap());
  const moving = new Set(nodes.filter((node) => node.dragging).map((node) => node.id));

  const placesOf = ({ source, target, sourceHandle, targetHandle }: FlowEdge): [Place, Place] | null => {
    const [above, below] = [lookup.get(source), lookup.get(target)];
    return above && below ? [portOf(above, "source", sourceHandle), portOf(below, "target", targetHandle)] : null;
  };
  const strokeOf = ({ id, source, target, data, selected }: FlowEdge) => ({
    rank: rankOf(tensorFrom(state, source, data?.edge.output)),
    isGuilty: isGuilty(state, id),
    isSelected: selected === true,
    isMoving: moving.has(source) || moving.has(target),
  });
  const drawings = sketchEdges(graph, edges, placesOf, strokeOf, ways);
  return (
    <ViewportPortal>
      <Picture drawings={drawings.filter(({ isMoving }) => !isMoving)} />
      <Picture drawings={drawings.filter(({ isMoving }) => isMoving)} />
    </ViewportPortal>
  );
}

function Picture({ drawings }: { drawings: Drawing[] }) {
  return (
    <svg className="ll-sketch" aria-hidden="true">
      {drawings.map(({ key, rank, isGuilty, isSelected, path }) => (
        <g
          key={key}
          className="ll-edge"
          data-guilty={isGuilty}
          data-selected={isSelected}
          style={{ "--ll-rank": `var(--ll-rank-${rank})` } as CSSProperties}
        >
          <path className="react-flow__edge-path" d={path} />
        </g>
      ))}
    </svg>
  );
}

/** The nodes as React Flow holds them; it changes the look-up in place, and the list whenever one moves. */
function useNodesInPlace() {
  const nodes = useStore((flow) => flow.nodes);
  const lookup = useStore((flow) => flow.nodeLookup as Map<string, InternalNode<FlowNode>>);
  return { nodes, lookup };
}

/** Where an edge meets a node: at the port as it was measured, else in the middle of the side. */
function portOf(node: InternalNode<FlowNode>, side: "source" | "target", id: string | null | undefined): Place {
  const { positionAbsolute, handleBounds } = node.internals;
  const port = handleBounds?.[side]?.find((handle) => handle.id === id);
  const { width = 0, height = 0 } = node.measured;
  const [x, y] = port ? [port.x + port.width / 2, port.y] : [width / 2, side === "target" ? 0 : height];
  return { x: positionAbsolute.x + x, y: positionAbsolute.y + y + (side === "source" ? (port?.height ?? 0) : 0) };
}

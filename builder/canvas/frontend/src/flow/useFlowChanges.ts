import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react";
import { useCallback, useRef } from "react";

import type { Canvas } from "../state/Canvas";
import type { FlowEdge, FlowNode } from "../state/flow";
import { moveNodes } from "../state/gestures";

/** Takes what React Flow reports: selection, sizes, and places, which become edits when a drag ends. */
export function useFlowChanges(canvas: Canvas) {
  const isDragging = useRef(false);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const kept = changes.filter((change) => change.type !== "remove");
      canvas.setFlow({ ...canvas.flow, nodes: applyNodeChanges(kept, canvas.flow.nodes) });
      const moves = kept.filter((change) => change.type === "position");
      if (moves.some((change) => change.dragging)) isDragging.current = true;
      const rested = new Set(moves.filter((change) => !change.dragging).map((change) => change.id));
      if (rested.size === 0) return;
      const nodes = canvas.flow.nodes.filter((node) => rested.has(node.id));
      const key = isDragging.current ? "" : `nudge ${[...rested].join(" ")}`;
      isDragging.current = false;
      moveNodes(canvas, new Map(nodes.map((node) => [node.id, node.position])), key);
    },
    [canvas],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const kept = changes.filter((change) => change.type !== "remove");
      canvas.setFlow({ ...canvas.flow, edges: applyEdgeChanges(kept, canvas.flow.edges) });
    },
    [canvas],
  );

  return { onNodesChange, onEdgesChange };
}

import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";

import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { coveredBy, useReveal } from "./useReveal";

/**
 * Keeps in view what was looked at when a pane opens or closes beside the canvas or over it: the layer that is
 * selected, else what lay in the middle.
 */
export function useUncovered(): void {
  const canvas = useCanvas();
  const flow = useReactFlow();
  const store = useStoreApi();
  const { reveal } = useReveal();
  const width = useStore((state) => state.width);
  const selected = useCanvasState((state) => state.selectedNodes);
  const before = useRef(0);

  useEffect(() => {
    const room = width === 0 ? 0 : width - coveredBy(store.getState().domNode);
    const old = before.current;
    before.current = room;
    if (old === 0 || room === 0 || room === old) return;
    const { x, y, zoom } = flow.getViewport();
    const node = selected.length === 1 ? canvas.graph.nodes.get(selected[0] ?? "") : undefined;
    if (node) reveal(node.position);
    else void flow.setViewport({ x: x + (room - old) / 2, y, zoom });
  }, [canvas, flow, reveal, selected, store, width]);
}

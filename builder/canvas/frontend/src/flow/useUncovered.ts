import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";

import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { coveredBy, useReveal } from "./useReveal";

/** Brings the layer that is selected back into view when a pane takes room beside the canvas or lies over it. */
export function useUncovered(): void {
  const canvas = useCanvas();
  const store = useStoreApi();
  const { reveal } = useReveal();
  const width = useStore((state) => state.width);
  const selected = useCanvasState((state) => (state.selectedNodes.length === 1 ? state.selectedNodes[0] : undefined));
  const before = useRef(0);

  useEffect(() => {
    const room = width - coveredBy(store.getState().domNode);
    const old = before.current;
    before.current = room;
    const node = canvas.graph.nodes.get(selected ?? "");
    if (node && width > 0 && room < old) reveal(node.position);
  }, [canvas, reveal, selected, store, width]);
}

import { useNodesInitialized, useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";

import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { isUnplaced, placeImported } from "../state/tidy";
import { travelTime } from "./useReveal";

/** Leaves room for the legend and the buttons along the canvas's lower edge. */
const PADDING = { top: "28px", right: "28px", bottom: "76px", left: "28px" } as const;

export function useFit() {
  const { fitView } = useReactFlow();
  return useCallback(
    (duration = travelTime()) => fitView({ padding: PADDING, maxZoom: 1, minZoom: 0.05, duration }),
    [fitView],
  );
}

/** Shows the whole network when it first arrives, laid out if it came without places. */
export function useInitialView(): void {
  const canvas = useCanvas();
  const fit = useFit();
  const { getViewport } = useReactFlow();
  const isMeasured = useNodesInitialized();
  const hasArrived = useCanvasState((state) => state.replica.revision >= 0);
  const isEmpty = useCanvasState((state) => state.replica.graph.nodes.size === 0);
  const isDone = useRef(canvas.state.viewport !== null);

  useEffect(() => {
    if (isDone.current || !hasArrived || (!isEmpty && !isMeasured)) return;
    isDone.current = true;
    if (isEmpty) canvas.store.setState({ viewport: getViewport() });
    else void show();

    async function show() {
      if (isUnplaced(canvas)) await placeImported(canvas);
      await fit(0);
    }
  }, [canvas, fit, getViewport, hasArrived, isEmpty, isMeasured]);
}

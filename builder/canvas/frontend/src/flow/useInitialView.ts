import { useNodesInitialized, useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";

import { isUnplaced } from "../document/unplaced";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { placeImported, placeWritten } from "../state/tidy";
import { coveredBy, travelTime } from "./useReveal";

const MARGIN = 28;

/** Leaves room for the legend and the buttons along the lower edge, and for an inspector that lies over the canvas. */
function paddingOf(frame: Element | null) {
  return { top: "28px", right: `${MARGIN + coveredBy(frame)}px`, bottom: "76px", left: "28px" } as const;
}

export function useFit() {
  const { fitView } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (duration = travelTime()) => {
      const padding = paddingOf(store.getState().domNode);
      return fitView({ padding, maxZoom: 1, minZoom: 0.05, duration });
    },
    [fitView, store],
  );
}

/**
 * Shows the whole network when it first arrives, laid out if it came without places; and so each block that is opened.
 *
 * What was looked at before is shown as it was left.
 */
export function useInitialView(): void {
  const canvas = useCanvas();
  const fit = useFit();
  const { getViewport, setViewport } = useReactFlow();
  const isMeasured = useNodesInitialized();
  const hasArrived = useCanvasState((state) => state.replica.revision >= 0);
  const isEmpty = useCanvasState((state) => state.graph.nodes.size === 0);
  const place = useCanvasState((state) => state.block ?? "");
  const shown = useRef(place in canvas.state.viewports ? place : null);

  useEffect(() => {
    if (shown.current === place || !hasArrived || (!isEmpty && !isMeasured)) return;
    shown.current = place;
    const known = canvas.state.viewports[place];
    if (known) void setViewport(known);
    else if (isEmpty) canvas.keepView(getViewport());
    else void show();

    async function show() {
      if (isUnplaced(canvas.graph)) await placeImported(canvas);
      await fit(0);
    }
  }, [canvas, fit, getViewport, setViewport, hasArrived, isEmpty, isMeasured, place]);
}

/** Lays out and shows what code of ours brought without places, as soon as it is drawn. */
export function useWrittenView(): void {
  const canvas = useCanvas();
  const fit = useFit();
  const isMeasured = useNodesInitialized();
  const unplaced = useCanvasState((state) => state.unplaced);
  const block = useCanvasState((state) => state.block);
  const placed = useRef(unplaced);

  useEffect(() => {
    if (placed.current === unplaced || !isMeasured) return;
    if (block !== null) return canvas.open([]);
    placed.current = unplaced;
    void placeWritten(canvas).then(() => fit());
  }, [canvas, fit, isMeasured, unplaced, block]);
}

import { useNodesInitialized, useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";

import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import { isUnplaced } from "../document/unplaced";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import type { Room } from "../state/columns";
import { placeImported, placeWritten } from "../state/tidy";
import { coveredBy, travelTime } from "./useReveal";

const MARGIN = 28;
const BOTTOM_MARGIN = 76;

/** Leaves room for the legend and the buttons along the lower edge, and for an inspector that lies over the canvas. */
function paddingOf(frame: Element | null) {
  return { top: MARGIN, right: MARGIN + coveredBy(frame), bottom: BOTTOM_MARGIN, left: MARGIN };
}

export function useFit() {
  const { fitView } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (duration = travelTime()) => {
      const { top, right, bottom, left } = paddingOf(store.getState().domNode);
      const padding = { top: `${top}px`, right: `${right}px`, bottom: `${bottom}px`, left: `${left}px` } as const;
      return fitView({ padding, maxZoom: 1, minZoom: 0.05, duration });
    },
    [fitView, store],
  );
}

/** Returns a function that measures the room in which a network is shown. */
export function useRoom(): () => Room {
  const store = useStoreApi();
  return useCallback(() => {
    const { domNode, width, height } = store.getState();
    const { top, right, bottom, left } = paddingOf(domNode);
    return { width: Math.max(NODE_WIDTH, width - left - right), height: Math.max(NODE_HEIGHT, height - top - bottom) };
  }, [store]);
}

/**
 * Shows the whole network when it first arrives, laid out if it came without places; and so each block that is opened.
 *
 * What was looked at before is shown as it was left.
 */
export function useInitialView(): void {
  const canvas = useCanvas();
  const fit = useFit();
  const room = useRoom();
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
      if (isUnplaced(canvas.graph)) await placeImported(canvas, room());
      await fit(0);
    }
  }, [canvas, fit, room, getViewport, setViewport, hasArrived, isEmpty, isMeasured, place]);
}

/** Lays out and shows what code of ours brought without places, as soon as it is drawn. */
export function useWrittenView(): void {
  const canvas = useCanvas();
  const fit = useFit();
  const room = useRoom();
  const isMeasured = useNodesInitialized();
  const unplaced = useCanvasState((state) => state.unplaced);
  const block = useCanvasState((state) => state.block);
  const placed = useRef(unplaced);

  useEffect(() => {
    if (placed.current === unplaced || !isMeasured) return;
    if (block !== null) return canvas.open([]);
    placed.current = unplaced;
    void placeWritten(canvas, room()).then(() => fit());
  }, [canvas, fit, room, isMeasured, unplaced, block]);
}

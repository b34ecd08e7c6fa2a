/** How components reach the canvas they belong to. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/shallow";

import type { Canvas } from "./Canvas";
import type { Flow } from "./flow";
import type { CanvasState } from "./state";

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvas(): Canvas {
  const canvas = useContext(CanvasContext);
  if (canvas === null) throw new Error("No canvas around this component: wrap it in CanvasContext.");
  return canvas;
}

/** Reads from the canvas's state; renders again when the answer is another object. */
export function useCanvasState<Answer>(select: (state: CanvasState) => Answer): Answer {
  return useStore(useCanvas().store, select);
}

/** As useCanvasState, for answers that are made anew each time: their parts are compared. */
export function useCanvasParts<Answer>(select: (state: CanvasState) => Answer): Answer {
  return useStore(useCanvas().store, useShallow(select));
}

/** React Flow's objects, as they are at this moment of a drag. */
export function useFlow(): Flow {
  return useStore(useCanvas().flows);
}

import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useCallback, useMemo } from "react";

import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import { LAYER_DRAG_TYPE } from "../panels/PaletteEntry";
import type { Position } from "../protocol";
import { useCanvas } from "../state/CanvasContext";
import { addLayer, dropLayer } from "../state/gestures";
import { useReveal } from "./useReveal";

/** Adding layers: by a click in the palette, or by dropping one where the mouse is. */
export function useAdding() {
  const canvas = useCanvas();
  const { screenToFlowPosition } = useReactFlow();
  const { reveal, frame } = useReveal();

  const placeAt = useCallback(
    (x: number, y: number): Position => {
      const point = screenToFlowPosition({ x, y });
      return { x: point.x - NODE_WIDTH / 2, y: point.y - NODE_HEIGHT / 2 };
    },
    [screenToFlowPosition],
  );

  return useMemo(
    () => ({
      add(className: string) {
        const { left, top, width, height } = frame();
        reveal(addLayer(canvas, className, placeAt(left + width / 2, top + height / 6)).position);
      },
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes(LAYER_DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      onDrop(event: DragEvent) {
        const className = event.dataTransfer.getData(LAYER_DRAG_TYPE);
        if (className === "") return;
        event.preventDefault();
        dropLayer(canvas, className, placeAt(event.clientX, event.clientY));
      },
    }),
    [canvas, placeAt, reveal, frame],
  );
}

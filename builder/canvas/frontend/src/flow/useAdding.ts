import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useCallback, useMemo } from "react";

import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import { LAYER_DRAG_TYPE } from "../panels/PaletteEntry";
import type { Position } from "../protocol";
import { addBlock, addBlockBelow } from "../state/blocks";
import { useCanvas } from "../state/CanvasContext";
import { addLayer, dropLayer, dropOnEdge } from "../state/gestures";
import { useReveal } from "./useReveal";

/** The drag's type of a block: what is looked for when something is dropped that is no layer. */
export const BLOCK_DRAG_TYPE = "application/x-layerloom-block";

/** How far beside an edge, in pixels, the mouse still means it. */
const NEAR = 12;

/** The edge that a drop there means; on a layer, none. */
function edgeAt(x: number, y: number): HTMLElement | null {
  const around = [0, -NEAR, NEAR].map((aside) => document.elementsFromPoint(x + aside, y));
  if (around[0]?.some((element) => element.closest(".react-flow__node"))) return null;
  const edges = around.flat().map((element) => element.closest<HTMLElement>(".react-flow__edge"));
  return edges.find((edge) => edge !== null) ?? null;
}

/** Shows which edge a layer will be put on. */
function markEdge(marked: HTMLElement | null): void {
  for (const edge of document.querySelectorAll(".react-flow__edge.ll-meant")) edge.classList.remove("ll-meant");
  marked?.classList.add("ll-meant");
}

/** Adding layers and blocks: by a click in the palette, or by dropping one where the mouse is. */
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
      addBlock(key: string) {
        const { left, top, width, height } = frame();
        const node = addBlockBelow(canvas, key, placeAt(left + width / 2, top + height / 6));
        if (node) reveal(node.position);
      },
      onDragOver(event: DragEvent) {
        const { types } = event.dataTransfer;
        if (!types.includes(LAYER_DRAG_TYPE) && !types.includes(BLOCK_DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        markEdge(types.includes(LAYER_DRAG_TYPE) ? edgeAt(event.clientX, event.clientY) : null);
      },
      onDrop(event: DragEvent) {
        const className = event.dataTransfer.getData(LAYER_DRAG_TYPE);
        const key = event.dataTransfer.getData(BLOCK_DRAG_TYPE);
        if (className === "" && key === "") return;
        event.preventDefault();
        const place = placeAt(event.clientX, event.clientY);
        const edge = edgeAt(event.clientX, event.clientY);
        markEdge(null);
        if (key !== "") addBlock(canvas, key, place);
        else if (edge?.dataset.id) dropOnEdge(canvas, className, edge.dataset.id, place);
        else dropLayer(canvas, className, place);
      },
    }),
    [canvas, placeAt, reveal, frame],
  );
}

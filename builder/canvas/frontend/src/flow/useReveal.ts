import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useMemo } from "react";

import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import { pathTo } from "../document/scope";
import type { Position } from "../protocol";
import { useCanvas } from "../state/CanvasContext";

const MARGIN = 24;
const BOTTOM_MARGIN = 84;
const TIME_TO_DRAW = 120;

/** Milliseconds that a move of the viewport takes; none for people who asked for stillness. */
export function travelTime(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180;
}

/** How many pixels at the right of the canvas an inspector lies over. */
export function coveredBy(frame: Element | null): number {
  if (frame === null) return 0;
  return Number.parseFloat(getComputedStyle(frame).getPropertyValue("--ll-covered")) || 0;
}

/** Brings places into view: `reveal` moves as little as it must, `jump` puts a node, selected, into the middle. */
export function useReveal() {
  const canvas = useCanvas();
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    const jump = (id: string) => {
      const node = canvas.graph.nodes.get(id);
      if (!node) return;
      canvas.select([id]);
      const zoom = Math.max(0.8, flow.getZoom());
      const aside = coveredBy(store.getState().domNode) / 2 / zoom;
      const middle = { x: node.position.x + NODE_WIDTH / 2 + aside, y: node.position.y + NODE_HEIGHT / 2 };
      void flow.setCenter(middle.x, middle.y, { zoom, duration: travelTime() });
      const element = store.getState().domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
      element?.focus({ preventScroll: true });
    };
    const frame = () => store.getState().domNode?.getBoundingClientRect() ?? new DOMRect();
    return {
      frame,
      reveal({ x, y }: Position) {
        const { x: left, y: top, zoom } = flow.getViewport();
        const { width, height } = frame();
        const right = width - coveredBy(store.getState().domNode) - MARGIN;
        const shift = (start: number, length: number, from: number, to: number) =>
          start < from ? from - start : start + length > to ? to - start - length : 0;
        const dx = shift(x * zoom + left, NODE_WIDTH * zoom, MARGIN, right);
        const dy = shift(y * zoom + top, NODE_HEIGHT * zoom, MARGIN, height - BOTTOM_MARGIN);
        if (dx === 0 && dy === 0) return;
        void flow.setViewport({ x: left + dx, y: top + dy, zoom }, { duration: travelTime() });
      },
      jump,
      /** Jumps to a node wherever it is; a block that has to be opened first is drawn in full before that. */
      jumpTo(block: string | null, id: string) {
        const path = block === canvas.state.block ? canvas.state.path : pathTo(canvas.network, block);
        if (path === null) return;
        if (block === canvas.state.block) return jump(id);
        canvas.open(path);
        canvas.select([id]);
        setTimeout(() => jump(id), TIME_TO_DRAW);
      },
    };
  }, [canvas, flow, store]);
}

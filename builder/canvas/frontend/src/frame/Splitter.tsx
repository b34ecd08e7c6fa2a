import type { KeyboardEvent, PointerEvent } from "react";

import { type Pane, PANE_LIMITS, usePanes } from "./panes";

interface SplitterProps {
  pane: Pane;
  /** Which side of the pane the handle is on. */
  side: "left" | "right";
  label: string;
}

/** The edge of a pane, to drag with the mouse or move with the arrow keys. */
export function Splitter({ pane, side, label }: SplitterProps) {
  const width = usePanes((state) => state.width[pane]);
  const resize = usePanes((state) => state.resize);
  const sign = side === "right" ? 1 : -1;

  function pointerDown(event: PointerEvent<HTMLDivElement>) {
    const { currentTarget: handle, clientX: start } = event;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => resize(pane, width + sign * (moved.clientX - start));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
  }

  function keyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(pane, width + sign * step);
  }

  return (
    <div
      className="ll-splitter"
      data-side={side}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={PANE_LIMITS[pane][0]}
      aria-valuemax={PANE_LIMITS[pane][1]}
      tabIndex={0}
      onPointerDown={pointerDown}
      onKeyDown={keyDown}
    />
  );
}

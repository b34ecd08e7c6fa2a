import { NodeToolbar, Position, type ReactFlowState, useStore } from "@xyflow/react";

import { ProblemCard } from "../panels/ProblemCard";
import type { Problem } from "../protocol";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { applyFix } from "../state/gestures";
import { popoverSide } from "./popoverSide";

interface ProblemPopoverProps {
  id: string;
  title: string;
  problems: readonly Problem[];
  selected: boolean;
}

/** What is wrong with a node, beside it: when it alone is selected, or when nothing else in the network is wrong. */
export function ProblemPopover({ id, title, problems, selected }: ProblemPopoverProps) {
  const canvas = useCanvas();
  const isOnlyTrouble = useCanvasState(
    ({ findings }) => findings.guiltyEdges.size > 0 && findings.problems.length === problems.length,
  );
  const isOnlySelected = useCanvasState((state) => selected && state.selectedNodes.length === 1);
  const isShown = isOnlySelected || isOnlyTrouble;
  const side = useStore((state) => (isShown ? sideIn(state, id) : Position.Right));
  if (!isShown) return null;
  return (
    <NodeToolbar
      nodeId={id}
      isVisible
      position={side}
      align={side === Position.Bottom ? "center" : "start"}
      offset={side === Position.Bottom ? 20 : 14}
      className="ll-panel ll-popover nodrag nopan nowheel"
      role="note"
      aria-label={`Problem of ${title}`}
    >
      {problems.map((problem, place) => (
        <ProblemCard key={place} problem={problem} onFix={(fix) => applyFix(canvas, fix)} />
      ))}
    </NodeToolbar>
  );
}

function sideIn({ nodeLookup, transform: [left, top, zoom], width, height }: ReactFlowState, id: string): Position {
  const boxes = [...nodeLookup.values()].map(({ id: key, measured, internals: { positionAbsolute: place } }) => ({
    key,
    x: place.x * zoom + left,
    y: place.y * zoom + top,
    width: (measured.width ?? 0) * zoom,
    height: (measured.height ?? 0) * zoom,
  }));
  const own = boxes.find((box) => box.key === id);
  return own ? popoverSide(own, boxes.filter((box) => box !== own), { width, height }) : Position.Right;
}

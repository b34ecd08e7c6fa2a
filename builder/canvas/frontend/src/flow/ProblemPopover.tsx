import { NodeToolbar, Position, type ReactFlowState, useStore } from "@xyflow/react";

import { ProblemCard } from "../panels/ProblemCard";
import type { Problem } from "../protocol";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { applyFix } from "../state/gestures";
import { type Align, popoverSide, type Side } from "./popoverSide";
import { coveredBy } from "./useReveal";

const BESIDE: Side = `${Position.Right} start`;

interface ProblemPopoverProps {
  id: string;
  title: string;
  problems: readonly Problem[];
  selected: boolean;
}

/**
 * What is wrong with a node, beside it: when it alone is selected, or when nothing else in the network is wrong.
 *
 * What is merely not connected yet stands in the list; a note would lie where the next layer is to be dropped.
 */
export function ProblemPopover({ id, title, problems, selected }: ProblemPopoverProps) {
  const canvas = useCanvas();
  const isOnlyTrouble = useCanvasState(
    ({ findings }) => findings.guiltyEdges.size > 0 && findings.problems.length === problems.length,
  );
  const isWrong = problems.some((it) => it.edge_ids.length > 0 || it.fixes.length > 0 || it.argument !== null);
  const isOnlySelected = useCanvasState((state) => selected && isWrong && state.selectedNodes.length === 1);
  const isShown = isOnlySelected || isOnlyTrouble;
  const side = useStore((state) => (isShown ? sideIn(state, id) : BESIDE));
  if (!isShown) return null;
  const [position, align] = side.split(" ");
  return (
    <NodeToolbar
      nodeId={id}
      isVisible
      position={position as Position}
      align={align as Align}
      offset={16}
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

function sideIn({ nodeLookup, transform, width, height, domNode }: ReactFlowState, id: string): Side {
  const [left, top, zoom] = transform;
  const boxes = [...nodeLookup.values()].map(({ id: key, measured, internals: { positionAbsolute: place } }) => ({
    key,
    x: place.x * zoom + left,
    y: place.y * zoom + top,
    width: (measured.width ?? 0) * zoom,
    height: (measured.height ?? 0) * zoom,
  }));
  const own = boxes.find((box) => box.key === id);
  const view = { width: width - coveredBy(domNode), height };
  return own ? popoverSide(own, boxes.filter((box) => box !== own), view) : BESIDE;
}

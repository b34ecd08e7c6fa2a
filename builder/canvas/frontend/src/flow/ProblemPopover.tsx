import { NodeToolbar, Position, useStore } from "@xyflow/react";

import { ProblemCard } from "../panels/ProblemCard";
import type { Problem } from "../protocol";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { applyFix } from "../state/gestures";

interface ProblemPopoverProps {
  id: string;
  title: string;
  problems: readonly Problem[];
  selected: boolean;
}

const ROOM = 312;

/** What is wrong with a node, beside it: when it alone is selected, or when nothing else in the network is wrong. */
export function ProblemPopover({ id, title, problems, selected }: ProblemPopoverProps) {
  const canvas = useCanvas();
  const isOnlyTrouble = useCanvasState(
    ({ findings }) => findings.guiltyEdges.size > 0 && findings.problems.length === problems.length,
  );
  const isOnlySelected = useCanvasState((state) => selected && state.selectedNodes.length === 1);
  const side = useStore((state) => {
    const node = state.nodeLookup.get(id);
    const [shift, , zoom] = state.transform;
    const left = (node?.internals.positionAbsolute.x ?? 0) * zoom + shift;
    if (state.width - left - (node?.measured.width ?? 0) * zoom > ROOM) return Position.Right;
    return left > ROOM ? Position.Left : Position.Bottom;
  });
  if (!isOnlySelected && !isOnlyTrouble) return null;
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

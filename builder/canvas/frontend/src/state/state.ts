/** Everything the canvas knows about one project. It outlives the page, so that coming back finds it as it was. */
import type { Viewport } from "@xyflow/react";

import { EMPTY_HISTORY, type History } from "../document/history";
import type { CatalogPart, Code } from "../protocol";
import { type Findings, NO_FINDINGS } from "../sync/findings";
import { emptyReplica, type Replica } from "../sync/replica";

export interface CanvasState {
  readonly project: string;
  readonly replica: Replica;
  readonly history: History;
  readonly catalog: CatalogPart | null;
  readonly findings: Findings;
  readonly code: Code | null;
  /** "saved", or why not, in Python's words. */
  readonly saved: string;
  readonly selectedNodes: readonly string[];
  readonly selectedEdges: readonly string[];
  /** null until the first look at the network. */
  readonly viewport: Viewport | null;
  /** A sentence to show for a moment; the number tells two of the same apart. */
  readonly toast: { text: string; number: number };
}

export function initialState(project: string): CanvasState {
  return {
    project,
    replica: emptyReplica(),
    history: EMPTY_HISTORY,
    catalog: null,
    findings: NO_FINDINGS,
    code: null,
    saved: "saved",
    selectedNodes: [],
    selectedEdges: [],
    viewport: null,
    toast: { text: "", number: 0 },
  };
}

export type SaveState = "saved" | "saving" | "failed";

export function saveState(state: CanvasState): SaveState {
  if (state.saved !== "saved") return "failed";
  return state.replica.log.edits.length > 0 ? "saving" : "saved";
}

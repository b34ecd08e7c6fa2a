/** Everything the canvas knows about one project. It outlives the page, so that coming back finds it as it was. */
import type { Viewport } from "@xyflow/react";

import { EMPTY_GRAPH, type Network } from "../document/graph";
import { EMPTY_HISTORY, type History } from "../document/history";
import type { BlockDiagnostics, CatalogPart, Code, Collision, Have, NodeDiagnostics } from "../protocol";
import { NOTHING_WRITTEN, type Writing } from "./draft";
import { type Findings, keyIn, NO_FINDINGS } from "../sync/findings";
import { emptyReplica, type Replica } from "../sync/replica";

export interface CanvasState {
  readonly project: string;
  readonly replica: Replica;
  readonly history: History;
  readonly catalog: CatalogPart | null;
  readonly findings: Findings;
  readonly code: Code | null;
  readonly writing: Writing;
  /** "saved", or why not, in Python's words. */
  readonly saved: string;
  /** Whether what was done here cannot be saved just now and is sent again until it is. */
  readonly waits: boolean;
  readonly selectedNodes: readonly string[];
  readonly selectedEdges: readonly string[];
  /** The nodes that were opened on the way to what is open; empty in the network itself. */
  readonly path: readonly string[];
  /** The block that is open; null for the network itself. */
  readonly block: string | null;
  /** What is open. */
  readonly graph: Network;
  /** Where one looked last, by the block that was open (""); nothing until the first look. */
  readonly viewports: Readonly<Record<string, Viewport>>;
  /** The block nodes whose inside is shown in place, by block and node as in the findings. */
  readonly unfolded: ReadonlySet<string>;
  /** Counts the texts of ours that brought layers without places. */
  readonly unplaced: number;
  /** What other tabs changed at the same time, until somebody has read it; the latest come last. */
  readonly collisions: readonly Collision[];
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
    writing: NOTHING_WRITTEN,
    saved: "saved",
    waits: false,
    selectedNodes: [],
    selectedEdges: [],
    path: [],
    block: null,
    graph: EMPTY_GRAPH,
    viewports: {},
    unfolded: new Set(),
    unplaced: 0,
    collisions: [],
    toast: { text: "", number: 0 },
  };
}

/** What Python need not send again. */
export function haveOf({ catalog, replica, findings, code }: CanvasState): Have {
  return {
    catalog: catalog?.hash ?? "",
    revision: replica.revision,
    diagnostics: findings.version,
    code: code?.version ?? 0,
  };
}

/** What Python found out about a node of what is open. */
export function foundOf(state: Pick<CanvasState, "findings" | "block">, id: string): NodeDiagnostics | undefined {
  return state.findings.nodes[keyIn(state.block, id)];
}

/** What leaves a node of what is open by one of its outputs, once Python knows. */
export function tensorFrom(state: Pick<CanvasState, "findings" | "block">, id: string, output = 0) {
  return foundOf(state, id)?.tensors[output];
}

/** Whether a problem is about an edge of what is open. */
export function isGuilty({ findings, block }: Pick<CanvasState, "findings" | "block">, edge: string): boolean {
  return findings.guiltyEdges.has(keyIn(block, edge));
}

/** What Python found out about the block that is open, if one is. */
export function foundInside({ findings, block }: CanvasState): BlockDiagnostics | undefined {
  return block === null ? undefined : findings.blocks[block];
}

/** The parameters of what is open. */
export function weightOf(state: CanvasState): number {
  return foundInside(state)?.total_parameters ?? state.findings.totalParameters;
}

export type SaveState = "saved" | "saving" | "waiting" | "failed";

export function saveState(state: CanvasState): SaveState {
  if (state.waits) return "waiting";
  if (state.saved !== "saved") return "failed";
  return state.replica.log.edits.length > 0 ? "saving" : "saved";
}

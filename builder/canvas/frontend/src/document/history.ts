/** What undo and redo remember: for each step the edits back and the edits forth. */
import type { Edit } from "../protocol";
import { applyEdits } from "./apply";
import { EMPTY_GRAPH } from "./graph";
import { keyOf } from "./invert";
import { found } from "./merge";

export interface Step {
  back: Edit[];
  forth: Edit[];
  /** Steps that follow each other soon under one key (typing in a field) are one step; "" never joins. */
  key: string;
  /** When it was made, in milliseconds. */
  at: number;
  /** Where it was made: the nodes that were opened on the way there, from the network on. */
  path: readonly string[];
}

export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };
const MOST_STEPS = 500;
const SOON = 2_000;

export function remember(history: History, step: Step): History {
  const last = history.past.at(-1);
  if (last !== undefined && step.key !== "" && last.key === step.key && step.at - last.at < SOON) {
    return { past: [...history.past.slice(0, -1), joined(last, step)], future: [] };
  }
  return { past: [...history.past, step].slice(-MOST_STEPS), future: [] };
}

/** A step back or forth: the history after it, the edits that go there, and where they happen. */
export interface Journey {
  history: History;
  edits: Edit[];
  path: readonly string[];
}

/** Returns the journey one step back, or null at the beginning. */
export function undo(history: History): Journey | null {
  const step = history.past.at(-1);
  if (step === undefined) return null;
  const edits = against(step.back, step.forth);
  const { path } = step;
  return { history: { past: history.past.slice(0, -1), future: [step, ...history.future] }, edits, path };
}

export function redo(history: History): Journey | null {
  const step = history.future[0];
  if (step === undefined) return null;
  const closed = { ...step, key: "" };
  const edits = against(step.forth, step.back);
  const { path } = step;
  return { history: { past: [...history.past, closed], future: history.future.slice(1) }, edits, path };
}

/** Returns the edits based on what `others` lead to: what anybody else changed since is none of theirs. */
function against(edits: readonly Edit[], others: readonly Edit[]): Edit[] {
  const there = applyEdits(EMPTY_GRAPH, others);
  return edits.map((edit) => ({ ...edit, was: found(there, edit) }) as Edit);
}

/** The older step's way back wins for records that both touch; the newer step's way forth does. */
function joined(older: Step, newer: Step): Step {
  const known = new Set(older.back.map(keyOf));
  return {
    back: [...newer.back.filter((edit) => !known.has(keyOf(edit))), ...older.back],
    forth: latest([...older.forth, ...newer.forth]),
    key: newer.key,
    at: newer.at,
    path: newer.path,
  };
}

/**
 * Leaves out the edits of a record that is put later: what it was in between no longer matters.
 *
 * What comes before a removal stays, because putting a record into a block that is not there makes the block.
 */
export function latest(edits: readonly Edit[]): Edit[] {
  const lastPut = new Map<string, number>();
  edits.forEach((edit, place) => {
    if (edit.kind.startsWith("put_")) lastPut.set(keyOf(edit), place);
  });
  return edits.filter((edit, place) => place >= (lastPut.get(keyOf(edit)) ?? 0));
}

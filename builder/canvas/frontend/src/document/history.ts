/** What undo and redo remember: for each step the edits back and the edits forth. */
import type { Edit } from "../protocol";
import { keyOf } from "./invert";

export interface Step {
  back: Edit[];
  forth: Edit[];
  /** Steps that follow each other soon under one key (typing in a field) are one step; "" never joins. */
  key: string;
  /** When it was made, in milliseconds. */
  at: number;
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

/** Returns the history one step back with the edits that go there, or null at the beginning. */
export function undo(history: History): { history: History; edits: Edit[] } | null {
  const step = history.past.at(-1);
  if (step === undefined) return null;
  return { history: { past: history.past.slice(0, -1), future: [step, ...history.future] }, edits: step.back };
}

export function redo(history: History): { history: History; edits: Edit[] } | null {
  const step = history.future[0];
  if (step === undefined) return null;
  const closed = { ...step, key: "" };
  return { history: { past: [...history.past, closed], future: history.future.slice(1) }, edits: step.forth };
}

/** The older step's way back wins for records that both touch; the newer step's way forth does. */
function joined(older: Step, newer: Step): Step {
  const known = new Set(older.back.map(keyOf));
  return {
    back: [...newer.back.filter((edit) => !known.has(keyOf(edit))), ...older.back],
    forth: latest([...older.forth, ...newer.forth]),
    key: newer.key,
    at: newer.at,
  };
}

/** Keeps the last edit of each record, in order: what a record was in between no longer matters. */
export function latest(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [keyOf(edit), edit])).values()];
}

/** The edits that Python has not acknowledged yet, numbered from 1 for each page load and project. */
import type { Edit } from "../protocol";

export interface Log {
  readonly client: string;
  /** The number of the first edit in `edits`. */
  readonly first: number;
  readonly edits: readonly Edit[];
}

export function emptyLog(): Log {
  return { client: crypto.getRandomValues(new Uint32Array(3)).join("-"), first: 1, edits: [] };
}

export function append(log: Log, edits: readonly Edit[]): Log {
  return { ...log, edits: [...log.edits, ...edits] };
}

/** The number of the newest edit; `first - 1` when there is none. */
export function lastNumber(log: Log): number {
  return log.first + log.edits.length - 1;
}

/** Drops the edits up to number `seq`; an old or foreign acknowledgement drops nothing. */
export function acknowledge(log: Log, ack: { client: string; seq: number } | null): { log: Log; settled: Edit[] } {
  if (ack === null || ack.client !== log.client) return { log, settled: [] };
  const count = Math.min(log.edits.length, Math.max(0, ack.seq - log.first + 1));
  const settled = log.edits.slice(0, count);
  return { log: { ...log, first: log.first + count, edits: log.edits.slice(count) }, settled };
}

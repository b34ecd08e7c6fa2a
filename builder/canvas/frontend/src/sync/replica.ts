/** The browser's copy of the document: what Python confirmed, with the unacknowledged log on top. */
import { applyEdits } from "../document/apply";
import { EMPTY_GRAPH, type Network, networkOf } from "../document/graph";
import { withMerged } from "../document/merge";
import { type Renaming, renamed, renamingsOf } from "../document/rename";
import type { Edit, Reply } from "../protocol";
import { acknowledge, append, emptyLog, type Log } from "./log";

export interface Replica {
  /** -1 before the first document came. */
  readonly revision: number;
  readonly confirmed: Network;
  readonly log: Log;
  /** What the canvas shows: always `confirmed` with the log merged into it. */
  readonly graph: Network;
}

export function emptyReplica(): Replica {
  return { revision: -1, confirmed: EMPTY_GRAPH, log: emptyLog(), graph: EMPTY_GRAPH };
}

export function edited(replica: Replica, edits: readonly Edit[]): Replica {
  return { ...replica, log: append(replica.log, edits), graph: withMerged(replica.graph, edits) };
}

/**
 * Takes Python's word: a whole document, or the changes since our revision (our own among them), and what it
 * acknowledges. An edit that is acknowledged but in no change was refused, and so disappears.
 *
 * Replies repeat and come late, so that one without news returns the same replica.
 */
export function received(replica: Replica, reply: Reply): Replica {
  const { log, settled } = acknowledge(replica.log, reply.client_ack);
  const { revision } = reply;
  if (reply.document !== null && revision !== replica.revision) {
    const confirmed = networkOf(reply.document);
    return { revision, confirmed, log, graph: withMerged(confirmed, log.edits) };
  }
  if (replica.revision < 0) return replica;
  const news = reply.changes.filter((change) => change.revision > replica.revision);
  if (news.length === 0 && settled.length === 0) return replica;
  const edits = news.flatMap((change) => change.edits);
  const confirmed = applyEdits(replica.confirmed, edits);
  const isOurs = news.every((change) => change.client === log.client && !change.merged);
  const graph = isOurs && edits.length === settled.length ? replica.graph : withMerged(confirmed, log.edits);
  return { revision: Math.max(revision, replica.revision), confirmed, log, graph };
}

/** Gives what was made under an id that another tab had given first another one; the canvas then sends it anew. */
export function withFreshIds(replica: Replica, reply: Reply): { replica: Replica; renamings: Renaming[] } {
  const { confirmed, log } = replica;
  const isToUs = reply.client_ack?.client === log.client;
  const renamings = isToUs ? renamingsOf(confirmed, log.edits, reply.taken) : [];
  if (renamings.length === 0) return { replica, renamings };
  const edits = renamed(log.edits, renamings);
  return { replica: { ...replica, log: { ...log, edits }, graph: withMerged(confirmed, edits) }, renamings };
}

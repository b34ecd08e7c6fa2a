/**
 * Everything that crosses the wire between the canvas and Python, in Python's own words.
 *
 * The records mirror builder/network, the specs builder/catalog/specs.py, the rest builder/canvas/protocol.py.
 */

import type { Edit, NetworkDocument } from "./records";
import type { CatalogPart, JsonValue } from "./specs";

export type * from "./records";
export type * from "./specs";

export interface Fix {
  label: string;
  edits: Edit[];
}

export interface Problem {
  code: string;
  message: string;
  /** A warning leaves the network usable. */
  severity: "error" | "warning";
  hint: string;
  node_id: string | null;
  edge_ids: string[];
  argument: string | null;
  details: string;
  fixes: Fix[];
  /** The block inside which the node lies; null for the network itself. */
  block: string | null;
}

/** Shape with the batch dimension first; null is a size that is not known. */
export interface TensorSpec {
  shape: (number | null)[];
  dtype: string;
}

export interface NodeDiagnostics {
  tensors: TensorSpec[];
  parameters: number;
  problems: Problem[];
}

/** What there is to say of a block as a whole. */
export interface BlockDiagnostics {
  problems: Problem[];
  total_parameters: number;
}

/**
 * What Python found out; `base` 0 is everything, another base a delta on the version of that number.
 *
 * A node inside a block goes by the ids of both: "block/node".
 */
export interface Diagnostics {
  version: number;
  base: number;
  nodes: Record<string, NodeDiagnostics>;
  removed: string[];
  problems: Problem[];
  blocks: Record<string, BlockDiagnostics>;
  total_parameters: number;
  pending: boolean;
  notice: string;
}

/** Generated source; `lines` are the first and last line of each node, counted from 1. */
export interface Code {
  version: number;
  text: string;
  lines: Record<string, [number, number]>;
}

/** The edits of one revision, and which page load made them; `code` is the number of the text they were read from. */
export interface Change {
  revision: number;
  client: string;
  edits: Edit[];
  code: number;
  /** Whether the edits are others than the client sent, since another tab edited meanwhile. */
  merged: boolean;
}

/** What two tabs changed at once, in a sentence that is true for both. */
export interface Collision {
  revision: number;
  text: string;
}

/** An id under which an edit of ours makes something, while another tab did so first: ours needs another. */
export interface Taken {
  kind: "node" | "block";
  block: string | null;
  id: string;
}

/** A text that somebody typed into version `base` of the code; null asks for the code as Layerloom writes it. */
export interface CodeText {
  number: number;
  base: number;
  text: string | null;
}

/** Something found in typed code; `line` counts from 1. */
export interface CodeMistake {
  line: number | null;
  message: string;
}

/** What became of the text of that number: with mistakes in it the network stays as it was. */
export interface CodeAnswer {
  client: string;
  number: number;
  mistakes: CodeMistake[];
  notes: CodeMistake[];
}

/** Python's answer: the `data` of the component. Replies may repeat or be skipped, so each stands by itself. */
export interface Reply {
  project: string;
  /** Grows from reply to reply, whichever server and way it comes from. */
  number: number;
  client_ack: { client: string; seq: number } | null;
  revision: number;
  catalog: CatalogPart | null;
  document: NetworkDocument | null;
  changes: Change[];
  collisions: Collision[];
  /** Where there are any, nothing that was sent is applied. */
  taken: Taken[];
  diagnostics: Diagnostics | null;
  code: Code | null;
  /** Whether the code is still to be written: that of a large network would hold up what checking found out. */
  code_follows: boolean;
  /** Comes with every reply to a page load that sent code. */
  code_answer: CodeAnswer | null;
  /** "saved", or the sentence that says why it is not. */
  saved: string;
  /** Whether what was sent cannot be saved just now, on a full disk for instance, and is to be sent again. */
  waits: boolean;
}

export interface Command {
  name: string;
  [argument: string]: JsonValue;
}

/** What the browser holds; "" and -1 say that it holds nothing yet. */
export interface Have {
  catalog: string;
  revision: number;
  diagnostics: number;
  code: number;
}

/** The browser's one trigger: every edit that Python has not acknowledged, from number `first` on. */
export interface Request {
  client: string;
  have: Have;
  first: number;
  edits: Edit[];
  selection: string[];
  command: Command | null;
  code: CodeText | null;
}

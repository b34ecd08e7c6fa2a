/**
 * Everything that crosses the wire between the canvas and Python, in Python's own words.
 *
 * The document mirrors builder/network, the specs builder/catalog/specs.py, the rest builder/canvas/protocol.py.
 */

import type { CatalogPart, Config, JsonValue } from "./specs";

export type * from "./specs";

export interface Position {
  x: number;
  y: number;
}

/** One call of a layer; with `shares` it calls the layer of that other node again, its own config then stays empty. */
export interface Node {
  id: string;
  class_name: string;
  config: Config;
  call: Config;
  label: string;
  position: Position;
  shares: string | null;
  block: string | null;
}

/** A tensor from output number `output` of `source`; `argument` null is the first call argument of `target`. */
export interface Edge {
  id: string;
  source: string;
  target: string;
  output: number;
  argument: string | null;
  index: number;
}

export interface Endpoint {
  node: string;
  output: number;
}

export interface Settings {
  name: string;
  inputs: string[];
  outputs: Endpoint[];
}

/** What the canvas needs of a network; blocks and recipe stay in Python. */
export interface NetworkDocument extends Settings {
  nodes: Node[];
  edges: Edge[];
}

export type Edit =
  | { kind: "put_node"; node: Node }
  | { kind: "remove_node"; id: string }
  | { kind: "put_edge"; edge: Edge }
  | { kind: "remove_edge"; id: string }
  | ({ kind: "put_settings" } & Settings);

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

/** What Python found out; `base` 0 is everything, another base a delta on the version of that number. */
export interface Diagnostics {
  version: number;
  base: number;
  nodes: Record<string, NodeDiagnostics>;
  removed: string[];
  problems: Problem[];
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

/** The edits of one revision, and which page load made them. */
export interface Change {
  revision: number;
  client: string;
  edits: Edit[];
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
  diagnostics: Diagnostics | null;
  code: Code | null;
  /** "saved", or the sentence that says why it is not. */
  saved: string;
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
}

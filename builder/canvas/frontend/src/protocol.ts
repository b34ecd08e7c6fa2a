/**
 * Everything that crosses the wire between the canvas and Python, in Python's own words.
 *
 * The document mirrors builder/network, the specs builder/catalog/specs.py, the rest builder/canvas/protocol.py.
 */

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type Config = Record<string, JsonValue>;

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

export type ArgumentKind =
  | "integer"
  | "number"
  | "boolean"
  | "string"
  | "choice"
  | "integers"
  | "numbers"
  | "strings"
  | "shape"
  | "dtype"
  | "activation"
  | "initializer"
  | "regularizer"
  | "constraint"
  | "schedule"
  | "layer"
  | "layers"
  | "object"
  | "any";

export interface ArgumentSpec {
  name: string;
  kind: ArgumentKind;
  default: JsonValue;
  required: boolean;
  nullable: boolean;
  choices: JsonValue[];
  minimum: number | null;
  maximum: number | null;
  length: number | null;
  scalar: boolean;
  /** Whether each integer of an "integers" may be a pair instead: what comes before and after. */
  nested: boolean;
  help: string;
  group: "main" | "advanced";
  /** A template such as "{} units" when the argument belongs on the node itself; empty otherwise. */
  headline: string;
  suggestion: JsonValue;
}

/** A variadic port takes `at_least` to `at_most` tensors; `item_names` say what each place means (query, value, key). */
export interface InputPort {
  name: string;
  argument: string | null;
  variadic: boolean;
  optional: boolean;
  at_least: number;
  at_most: number | null;
  item_names: string[];
}

/** `when` names the values, by path (`layer.config.return_state`), that make the output appear; empty: always. */
export interface OutputPort {
  name: string;
  when: Config;
}

export interface LayerEntry {
  class_name: string;
  summary: string;
  description: string;
  arguments: ArgumentSpec[];
  family: string;
  inputs: InputPort[];
  outputs: OutputPort[];
  ranks: number[] | null;
  call_arguments: ArgumentSpec[];
  /** Other names under which Keras knows the class. */
  aliases: string[];
}

/** A Keras object that an argument may hold: an initializer, a regularizer, ... */
export interface ObjectEntry {
  class_name: string;
  summary: string;
  arguments: ArgumentSpec[];
  /** The name that Keras takes in place of the class. */
  alias?: string | null;
}

/** Names alone, or entries where the arguments of the object can be set too. */
export type Choices = readonly string[] | Record<string, ObjectEntry>;

/** The catalogue as far as the canvas draws it: families in palette order, layers by class, the names to choose from. */
export interface CatalogPart {
  hash: string;
  families: Record<string, string>;
  layers: Record<string, LayerEntry>;
  activations: Choices;
  initializers: Choices;
  regularizers: Choices;
  constraints: Choices;
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

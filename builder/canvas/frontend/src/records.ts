/** The document as it crosses the wire, and the edits of it; they mirror builder/network. */
import type { Config } from "./specs";

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

/** Empty inputs and outputs are derived; keys are those of a model that takes or gives a dict, in the same order. */
export interface Settings {
  name: string;
  inputs: string[];
  outputs: Endpoint[];
  input_keys: string[];
  output_keys: string[];
}

/** A nested network that nodes stand for; all nodes of one block share its weights. */
export interface BlockDocument extends Settings {
  nodes: Node[];
  edges: Edge[];
}

/** What the canvas needs of a network; description and recipe stay in Python. */
export interface NetworkDocument extends BlockDocument {
  blocks: Record<string, BlockDocument>;
}

/** Inside which block the record lies: null is the network itself; left out, whatever graph is open. */
export interface Scoped {
  block?: string | null;
}

/** What an edit found where it was made, null where there was nothing: what it changes is what differs from that. */
export interface Based<Former> {
  was?: Former | null;
}

export type Edit =
  | ({ kind: "put_node"; node: Node } & Scoped & Based<Node>)
  | ({ kind: "remove_node"; id: string } & Scoped & Based<Node>)
  | ({ kind: "put_edge"; edge: Edge } & Scoped & Based<Edge>)
  | ({ kind: "remove_edge"; id: string } & Scoped & Based<Edge>)
  | ({ kind: "put_settings" } & Settings & Based<Settings>)
  | ({ kind: "put_block"; id: string } & Settings & Based<Settings>)
  | ({ kind: "remove_block"; id: string } & Based<BlockDocument>);

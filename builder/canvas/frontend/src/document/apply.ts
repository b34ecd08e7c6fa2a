/** The reducer: a network and edits give a network. Python's builder/network/edits.py is its twin. */
import type { Edge, Edit, Node, Settings } from "../protocol";
import { type Graph, type Network, NO_SETTINGS } from "./graph";

const NEW_BLOCK: Graph = { nodes: new Map(), edges: new Map(), settings: { ...NO_SETTINGS, name: "Block" } };

/** A replaced record keeps its place, a new one goes last; removing what is not there is no mistake. */
export function applyEdits(network: Network, edits: readonly Edit[]): Network {
  if (edits.length === 0) return network;
  const whole = new Draft(network);
  const blocks = new Map<string, Graph | Draft>(network.blocks);
  const draft = (key: string | null | undefined): Draft => {
    if (typeof key !== "string") return whole;
    const block = blocks.get(key) ?? NEW_BLOCK;
    const opened = block instanceof Draft ? block : new Draft(block);
    blocks.set(key, opened);
    return opened;
  };
  const isThere = (key: string | null | undefined) => typeof key !== "string" || blocks.has(key);
  for (const edit of edits) {
    if (edit.kind === "put_node") draft(edit.block).nodes.set(edit.node.id, edit.node);
    else if (edit.kind === "put_edge") draft(edit.block).edges.set(edit.edge.id, edit.edge);
    else if (edit.kind === "put_settings") whole.settings = settingsOf(edit);
    else if (edit.kind === "put_block") draft(edit.id).settings = settingsOf(edit);
    else if (edit.kind === "remove_block") blocks.delete(edit.id);
    else if (!isThere(edit.block)) continue;
    else if (edit.kind === "remove_node") draft(edit.block).nodes.delete(edit.id);
    else draft(edit.block).edges.delete(edit.id);
  }
  const isSame =
    blocks.size === network.blocks.size && [...blocks].every(([key, it]) => network.blocks.get(key) === it);
  const closed = [...blocks].map(([key, it]) => [key, it instanceof Draft ? it.graph : it] as const);
  return { ...whole.graph, blocks: isSame ? network.blocks : new Map(closed) };
}

/** A graph that edits change: its parts are copied once, and only those that are asked for. */
class Draft {
  settings: Settings;
  private readonly before: Graph;
  private nodesNow: Map<string, Node> | null = null;
  private edgesNow: Map<string, Edge> | null = null;

  constructor(graph: Graph) {
    this.before = graph;
    this.settings = graph.settings;
  }

  get nodes() {
    return (this.nodesNow ??= new Map(this.before.nodes));
  }

  get edges() {
    return (this.edgesNow ??= new Map(this.before.edges));
  }

  get graph(): Graph {
    return {
      nodes: this.nodesNow ?? this.before.nodes,
      edges: this.edgesNow ?? this.before.edges,
      settings: this.settings,
    };
  }
}

export function settingsOf({ name, inputs, outputs, input_keys, output_keys }: Settings): Settings {
  return { name, inputs, outputs, input_keys, output_keys };
}

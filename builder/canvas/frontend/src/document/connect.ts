/** Drawing and removing connections, as edits. */
import type { CatalogPart, Edge, Edit, Node } from "../protocol";
import { blockOf, inputsOf, outputsOf } from "./blocks";
import { edgesInto, edgesOutOf, type Graph, type Network, ownerOf, reaches, titleOf } from "./graph";
import { freshEdgeId } from "./labels";
import { blockPorts, inputPorts, outputPorts, type Port } from "./ports";

export interface Connection {
  source: string;
  output: number;
  target: string;
  argument: string | null;
  index: number;
}

export type Outcome = { edits: Edit[] } | { refusal: string };

/** Connects two ports; an edge that is at the input already is replaced. Circles are refused in a sentence. */
export function connect(graph: Graph, connection: Connection): Outcome {
  const source = graph.nodes.get(connection.source);
  const target = graph.nodes.get(connection.target);
  if (!source || !target) return { refusal: "One end of this connection is no longer there." };
  if (source === target) return { refusal: `"${titleOf(source)}" cannot feed itself.` };
  if (reaches(graph, target.id, source.id)) {
    const circle = `"${titleOf(target)}" already leads to "${titleOf(source)}"`;
    return { refusal: `${circle}, so this connection would close a circle.` };
  }
  const { argument, index, output } = connection;
  const held = edgesInto(graph, target.id).filter((edge) => edge.argument === argument && edge.index === index);
  if (held.some((edge) => edge.source === source.id && edge.output === output)) return { edits: [] };
  const edge: Edge = { id: freshEdgeId(), source: source.id, target: target.id, output, argument, index };
  return { edits: [...held.map(({ id }): Edit => ({ kind: "remove_edge", id })), { kind: "put_edge", edge }] };
}

/**
 * Removes edges; the ones behind them in the same list move up, so that no place in it stays empty.
 *
 * The inputs of a block are no list: each has a meaning of its own, and keeps its edge.
 */
export function disconnect(graph: Graph, ids: ReadonlySet<string>): Edit[] {
  const edits: Edit[] = [...ids].filter((id) => graph.edges.has(id)).map((id) => ({ kind: "remove_edge", id }));
  const targets = new Set([...ids].map((id) => graph.edges.get(id)?.target));
  for (const target of targets) {
    if (target === undefined || graph.nodes.get(target)?.block) continue;
    const places = new Map<string | null, number>();
    for (const edge of edgesInto(graph, target)) {
      const lost = [...ids].some((id) => isSamePort(graph.edges.get(id), edge));
      if (ids.has(edge.id) || !lost) continue;
      const index = places.get(edge.argument) ?? 0;
      places.set(edge.argument, index + 1);
      if (index !== edge.index) edits.push({ kind: "put_edge", edge: { ...edge, index } });
    }
  }
  return edits;
}

function isSamePort(a: Edge | undefined, b: Edge): boolean {
  return a !== undefined && a.target === b.target && a.argument === b.argument;
}

export function inputPortsOf(graph: Network, catalog: CatalogPart | null, id: string): Port[] {
  const node = graph.nodes.get(id);
  if (!node) return [];
  const entry = catalog?.layers[node.class_name];
  return portsOfBlock(graph, node)?.inputs ?? inputPorts(entry, edgesInto(graph, id), node.config);
}

export function outputPortsOf(graph: Network, catalog: CatalogPart | null, id: string): Port[] {
  const node = graph.nodes.get(id);
  if (!node) return [];
  const owner = ownerOf(graph, node);
  const layers = catalog?.layers ?? {};
  const called = { config: owner.config, call: node.call };
  return (
    portsOfBlock(graph, node)?.outputs ??
    outputPorts(layers[owner.class_name], called, edgesOutOf(graph, id), layers)
  );
}

function portsOfBlock(graph: Network, node: Node) {
  const block = blockOf(graph, node);
  if (!block) return undefined;
  const [incoming, outgoing] = [edgesInto(graph, node.id), edgesOutOf(graph, node.id)];
  return blockPorts(inputsOf(block).length, outputsOf(block).length, incoming, outgoing);
}

/** The port that a connection dropped on a node's body goes to: the first free one, else the first. */
export function bestInput(ports: readonly Port[]): Port | undefined {
  return ports.find((port) => !port.connected && !port.optional) ?? ports.find((port) => !port.connected) ?? ports[0];
}

/** React Flow's own objects, made from the graph; one that did not change stays the same object. */
import type { Edge as AnyFlowEdge, Node as AnyFlowNode } from "@xyflow/react";

import { type Graph, classTitleOf, titleOf } from "../document/graph";
import { inputHandle, outputHandle } from "../document/ports";
import type { Edge, Node } from "../protocol";

export type FlowNode = AnyFlowNode<{ node: Node }, "layer" | "block">;
export type FlowEdge = AnyFlowEdge<{ edge: Edge }, "tensor">;

export interface Flow {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
}

export const EMPTY_FLOW: Flow = { nodes: [], edges: [] };

/** A record that changed moves its node there; others keep the place that a drag under way gave them. */
export function flowOf(graph: Graph, before: Flow): Flow {
  const oldNodes = new Map(before.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(before.edges.map((edge) => [edge.id, edge]));
  const nodes = [...graph.nodes.values()].map((node) => flowNode(node, oldNodes.get(node.id)));
  const ends = [...graph.edges.values()].filter((edge) => graph.nodes.has(edge.source) && graph.nodes.has(edge.target));
  return { nodes, edges: ends.map((edge) => flowEdge(graph, edge, oldEdges.get(edge.id))) };
}

function flowNode(node: Node, old: FlowNode | undefined): FlowNode {
  if (old?.data.node === node) return old;
  const ariaLabel = `${titleOf(node)}, ${classTitleOf(node)}`;
  const type = node.block === null ? "layer" : "block";
  return { ...old, id: node.id, type, position: node.position, data: { node }, ariaLabel, ariaRole: "group" };
}

function flowEdge(graph: Graph, edge: Edge, old: FlowEdge | undefined): FlowEdge {
  const [source, target] = [graph.nodes.get(edge.source), graph.nodes.get(edge.target)];
  const ariaLabel = `${source ? titleOf(source) : edge.source} to ${target ? titleOf(target) : edge.target}`;
  if (old?.data?.edge === edge && old.ariaLabel === ariaLabel) return old;
  return {
    ...old,
    id: edge.id,
    type: "tensor",
    source: edge.source,
    target: edge.target,
    sourceHandle: outputHandle(edge.output),
    targetHandle: inputHandle(edge.argument, edge.index),
    data: { edge },
    ariaLabel,
    ariaRole: "img",
  };
}

/** Selects exactly these; objects whose state is right stay the same. */
export function selected(flow: Flow, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string> = new Set()): Flow {
  const mark = <T extends { id: string; selected?: boolean }>(items: T[], ids: ReadonlySet<string>) =>
    items.map((item) => (Boolean(item.selected) === ids.has(item.id) ? item : { ...item, selected: ids.has(item.id) }));
  return { nodes: mark(flow.nodes, nodeIds), edges: mark(flow.edges, edgeIds) };
}

/** The ids of what is selected; a list that did not change stays the same. */
export function chosenOf(items: { id: string; selected?: boolean }[], known: readonly string[]): readonly string[] {
  const ids = items.filter((item) => item.selected).map((item) => item.id);
  return ids.length === known.length && ids.every((id, place) => id === known[place]) ? known : ids;
}

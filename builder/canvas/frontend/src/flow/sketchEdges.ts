/** The edges of a large network seen from afar, gathered into few drawings. */
import { Position } from "@xyflow/react";

import type { Graph } from "../document/graph";
import type { Rank } from "../document/shape";
import type { FlowEdge } from "../state/flow";
import { edgePath, type Ends, laneOf } from "./edgePath";

/** What edges of one drawing have in common. */
export interface Stroke {
  readonly rank: Rank;
  readonly isGuilty: boolean;
  readonly isSelected: boolean;
  /** Whether one of the ends is under way: what moves is apart, so that what rests need not be drawn anew. */
  readonly isMoving: boolean;
}

export interface Drawing extends Stroke {
  readonly key: string;
  readonly path: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Known {
  graph: Graph;
  ends: Ends;
  path: string;
}

/** Remembers the way of every edge for as long as its ends and the network stay. */
export type Ways = WeakMap<FlowEdge, Known>;

/** Returns a drawing for each kind of stroke; an edge whose ends have no place is left out. */
export function sketchEdges(
  graph: Graph,
  edges: readonly FlowEdge[],
  placesOf: (edge: FlowEdge) => [Place, Place] | null,
  strokeOf: (edge: FlowEdge) => Stroke,
  ways: Ways = new WeakMap(),
): Drawing[] {
  const drawings = new Map<string, { stroke: Stroke; paths: string[] }>();
  for (const edge of edges) {
    const places = placesOf(edge);
    if (places === null) continue;
    const stroke = strokeOf(edge);
    const key = [stroke.rank, stroke.isGuilty, stroke.isSelected, stroke.isMoving].join(" ");
    const drawing = drawings.get(key) ?? { stroke, paths: [] };
    drawings.set(key, drawing);
    drawing.paths.push(wayOf(graph, edge, places, ways));
  }
  return [...drawings].map(([key, { stroke, paths }]) => ({ ...stroke, key, path: paths.join("") }));
}

function wayOf(graph: Graph, edge: FlowEdge, [source, target]: [Place, Place], ways: Ways): string {
  const known = ways.get(edge);
  if (
    known?.graph === graph &&
    known.ends.sourceX === source.x &&
    known.ends.sourceY === source.y &&
    known.ends.targetX === target.x &&
    known.ends.targetY === target.y
  ) {
    return known.path;
  }
  const ends: Ends = {
    sourceX: source.x,
    sourceY: source.y,
    targetX: target.x,
    targetY: target.y,
    sourcePosition: Position.Bottom,
    targetPosition: Position.Top,
  };
  const { path } = edgePath(ends, laneOf(ends, graph.nodes.values()));
  ways.set(edge, { graph, ends, path });
  return path;
}

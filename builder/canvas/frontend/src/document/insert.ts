/** Adding layers, as edits. */
import type { CatalogPart, Config, Edge, Edit, LayerEntry, Node, Position } from "../protocol";
import { connect, inputPortsOf, outputPortsOf } from "./connect";
import { applyEdits } from "./apply";
import { edgesOutOf, type Graph, type Network, reachedFrom } from "./graph";
import { freshEdgeId, freshName, snakeCase, takenNames } from "./labels";

export const NODE_WIDTH = 210;
export const NODE_HEIGHT = 58;
export const ROW_HEIGHT = 116;
export const COLUMN_WIDTH = NODE_WIDTH + 40;

/** What a fresh node is given: the suggestion of every required argument. */
export function suggestedConfig(entry: LayerEntry | undefined): Config {
  const required = entry?.arguments.filter((argument) => argument.required && argument.suggestion !== null) ?? [];
  return Object.fromEntries(required.map((argument) => [argument.name, argument.suggestion]));
}

export function newNode(graph: Graph, className: string, entry: LayerEntry | undefined, position: Position): Node {
  const label = freshName(takenNames(graph), snakeCase(className.slice(className.lastIndexOf(".") + 1)) || "layer");
  return {
    id: label,
    class_name: className,
    config: suggestedConfig(entry),
    call: {},
    label,
    position: { x: Math.round(position.x), y: Math.round(position.y) },
    shares: null,
    block: null,
  };
}

/**
 * Adds a layer below `above`: connected to it, if its output is free; between it and what it feeds, if that is one.
 *
 * A layer that takes several inputs, or none, stands by itself.
 */
export function insertBelow(graph: Network, catalog: CatalogPart | null, className: string, above: Node) {
  const [only, ...others] = edgesOutOf(graph, above.id);
  const between = only && others.length === 0 ? insertOn(graph, catalog, className, only) : null;
  if (between) return between;
  const position = freePlace(graph, { x: above.position.x, y: above.position.y + ROW_HEIGHT });
  const node = newNode(graph, className, catalog?.layers[className], position);
  const put: Edit = { kind: "put_node", node };
  const after = applyEdits(graph, [put]);
  const inputs = inputPortsOf(after, catalog, node.id).filter((port) => !port.optional);
  const free = edgesOutOf(graph, above.id).length === 0 && outputPortsOf(graph, catalog, above.id).length > 0;
  if (!free || inputs.length !== 1) return { node, edits: [put] };
  const outcome = connect(after, { source: above.id, output: 0, target: node.id, argument: null, index: 0 });
  return { node, edits: "edits" in outcome ? [put, ...outcome.edits] : [put] };
}

/**
 * Puts a layer on an edge, which then begins at it; what lies below moves down where it would be in its way.
 *
 * Returns null for a layer that cannot stand there, because it takes several inputs, or none.
 */
export function insertOn(graph: Network, catalog: CatalogPart | null, className: string, edge: Edge, x?: number) {
  const source = graph.nodes.get(edge.source);
  const target = graph.nodes.get(edge.target);
  if (!source || !target) return null;
  const position = { x: x ?? source.position.x, y: source.position.y + ROW_HEIGHT };
  const node = newNode(graph, className, catalog?.layers[className], position);
  const put: Edit = { kind: "put_node", node };
  const after = applyEdits(graph, [put]);
  const [port, ...others] = inputPortsOf(after, catalog, node.id).filter(({ optional }) => !optional);
  if (!port || others.length > 0 || outputPortsOf(after, catalog, node.id).length === 0) return null;
  const end = { target: node.id, argument: null, index: 0 };
  const into: Edge = { id: freshEdgeId(), source: edge.source, output: edge.output, ...end };
  const edits: Edit[] = [
    put,
    ...roomBelow(graph, node, target),
    { kind: "put_edge", edge: into },
    { kind: "put_edge", edge: { ...edge, source: node.id, output: 0 } },
  ];
  return { node, edits };
}

/** Moves the target of a new layer, and all that it leads to and that lies no higher, down until the layer has room. */
function roomBelow(graph: Graph, above: Node, target: Node): Edit[] {
  const lack = above.position.y + ROW_HEIGHT - target.position.y;
  if (lack <= 0 || target.position.y < above.position.y - ROW_HEIGHT) return [];
  return [target.id, ...reachedFrom(graph, target.id)].flatMap((id): Edit[] => {
    const node = graph.nodes.get(id);
    if (!node || node.position.y < target.position.y) return [];
    return [{ kind: "put_node", node: { ...node, position: { ...node.position, y: node.position.y + lack } } }];
  });
}

/** Moves a place to the right until no node lies under it. */
export function freePlace(graph: Graph, wanted: Position): Position {
  const isTaken = (place: Position) =>
    [...graph.nodes.values()].some(
      ({ position }) =>
        Math.abs(position.x - place.x) < NODE_WIDTH + 10 && Math.abs(position.y - place.y) < NODE_HEIGHT + 10,
    );
  let place = wanted;
  while (isTaken(place)) place = { x: place.x + COLUMN_WIDTH, y: place.y };
  return place;
}

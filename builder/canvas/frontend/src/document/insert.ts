/** Adding layers, as edits. */
import type { CatalogPart, Config, Edit, LayerEntry, Node, Position } from "../protocol";
import { connect, inputPortsOf, outputPortsOf } from "./connect";
import { applyEdits } from "./apply";
import { edgesOutOf, type Graph, type Network } from "./graph";
import { freshName, snakeCase, takenNames } from "./labels";

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

/** Adds a layer below `above` and connects the two, when its output is free and the new layer takes one input. */
export function insertBelow(graph: Network, catalog: CatalogPart | null, className: string, above: Node) {
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

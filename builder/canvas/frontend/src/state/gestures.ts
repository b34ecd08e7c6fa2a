/** What people do on the canvas, in terms of edits. */
import { outputsOf } from "../document/blocks";
import { connect, type Connection, disconnect } from "../document/connect";
import { mergeEdits } from "../document/merge";
import { withFreeIds } from "../document/rename";
import { inScope } from "../document/scope";
import { freePlace, insertBelow, insertOn, newNode } from "../document/insert";
import { removeAll } from "../document/remove";
import type { Config, Edit, Endpoint, Fix, Node, Position } from "../protocol";
import type { Canvas } from "./Canvas";
import { lossTold } from "./meanwhile";

/** Adds a layer below the one selected, else at `place`, and selects it. Returns its node. */
export function addLayer(canvas: Canvas, className: string, place: Position): Node {
  const above = canvas.state.selectedNodes.length === 1 && canvas.graph.nodes.get(canvas.state.selectedNodes[0] ?? "");
  if (!above) return dropLayer(canvas, className, freePlace(canvas.graph, place));
  const { node, edits } = insertBelow(canvas.graph, canvas.state.catalog, className, above);
  canvas.commit(edits);
  canvas.select([node.id]);
  return node;
}

/** Adds a layer on an edge, between the layers that it joined, and selects it; where it cannot stand, at `place`. */
export function dropOnEdge(canvas: Canvas, className: string, edgeId: string, place: Position): Node {
  const edge = canvas.graph.edges.get(edgeId);
  const made = edge ? insertOn(canvas.graph, canvas.state.catalog, className, edge, place.x) : null;
  if (!made) return dropLayer(canvas, className, place);
  canvas.commit(made.edits);
  canvas.select([made.node.id]);
  return made.node;
}

/** Adds a layer exactly there, unconnected, and selects it. */
export function dropLayer(canvas: Canvas, className: string, place: Position): Node {
  const node = newNode(canvas.graph, className, canvas.state.catalog?.layers[className], place);
  canvas.commit([{ kind: "put_node", node }]);
  canvas.select([node.id]);
  return node;
}

/** Connects two ports, or says why not. */
export function connectPorts(canvas: Canvas, connection: Connection): void {
  const outcome = connect(canvas.graph, connection);
  if ("refusal" in outcome) canvas.say(outcome.refusal);
  else canvas.commit(outcome.edits);
}

export function disconnectEdges(canvas: Canvas, ids: Iterable<string>): void {
  canvas.commit(disconnect(canvas.graph, new Set(ids)));
}

export function removeSelected(canvas: Canvas): void {
  const { selectedNodes, selectedEdges } = canvas.state;
  canvas.commit(removeAll(canvas.graph, new Set(selectedNodes), new Set(selectedEdges)));
}

/** Writes the places that a drag or the arrow keys gave to the nodes; `key` joins several into one step of undo. */
export function moveNodes(canvas: Canvas, places: ReadonlyMap<string, Position>, key = ""): void {
  const edits = [...places].flatMap(([id, place]): Edit[] => {
    const node = canvas.graph.nodes.get(id);
    const position = { x: Math.round(place.x), y: Math.round(place.y) };
    if (!node || (node.position.x === position.x && node.position.y === position.y)) return [];
    return [{ kind: "put_node", node: { ...node, position } }];
  });
  canvas.commit(edits, key);
}

export function changeNode(canvas: Canvas, id: string, change: Partial<Node>, field: string): void {
  const node = canvas.graph.nodes.get(id);
  if (node) canvas.commit([{ kind: "put_node", node: { ...node, ...change } }], `${field} of ${id}`);
}

/** Gives a layer new arguments; joined into one step of undo while it is the same arguments that change. */
export function changeConfig(canvas: Canvas, id: string, config: Config): void {
  const before = canvas.graph.nodes.get(id)?.config ?? {};
  const names = new Set([...Object.keys(before), ...Object.keys(config)]);
  const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(config[name]));
  changeNode(canvas, id, { config }, changed.join(" "));
}

/** Applies a mend to the network as it is now: it was made for an earlier one, and changes only what it is about. */
export function applyFix(canvas: Canvas, fix: Fix): void {
  const wanted = withFreeIds(canvas.network, inScope(fix.edits, canvas.state.block));
  const { edits, lost } = mergeEdits(canvas.network, wanted);
  canvas.commit(edits);
  if (lost.length > 0) canvas.say(lossTold(lost));
}

export function rename(canvas: Canvas, name: string): void {
  canvas.commit([{ kind: "put_settings", ...canvas.network.settings, name }], "name", null);
}

/** Makes an output of a node one of the network's, or no longer; none chosen means that Python derives them. */
export function toggleOutput(canvas: Canvas, { node, output }: Endpoint, isOutput: boolean): void {
  const { settings } = canvas.graph;
  const chosen = outputsOf(canvas.graph);
  const isOther = (endpoint: Endpoint | undefined) => endpoint?.node !== node || endpoint.output !== output;
  const others = chosen.filter(isOther);
  const outputs = isOutput ? [...others, { node, output }] : others;
  const kept = settings.output_keys.filter((_, place) => isOther(chosen[place]));
  const key = kept.includes(node) ? `${node}_${output + 1}` : node;
  const output_keys = isOutput && settings.output_keys.length > 0 ? [...kept, key] : kept;
  canvas.commit([{ kind: "put_settings", ...settings, outputs, output_keys }]);
}

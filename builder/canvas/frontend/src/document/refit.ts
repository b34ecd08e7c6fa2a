/** Keeps what is outside a block connected to the same things when the block's ports change. */
import type { Edge, Edit, Endpoint } from "../protocol";
import { graphsOf, inputsOf, outputsOf } from "./blocks";
import { edgesInto, edgesOutOf, type Graph, type Network, reaches } from "./graph";

/** For each port as it was, its place now; null where it is gone. */
type Places = (number | null)[];

/** Returns the edits outside that follow from what became of the block `key`: edges move to where their port went. */
export function refit(before: Network, after: Network, key: string): Edit[] {
  const [old, now] = [before.blocks.get(key), after.blocks.get(key)];
  if (!old || !now) return [];
  const inputs = inputPlaces(inputsOf(old), inputsOf(now));
  const outputs = outputPlaces(old, now);
  if ([inputs, outputs].every((places) => places.every((place, index) => place === index))) return [];
  return graphsOf(after).flatMap(([block, graph]) => {
    const nodes = [...graph.nodes.values()].filter((node) => node.block === key).map((node) => node.id);
    if (nodes.length === 0) return [];
    const incoming = nodes.flatMap((id) => edgesInto(graph, id));
    const outgoing = nodes.flatMap((id) => edgesOutOf(graph, id));
    return [
      ...incoming.flatMap((edge) => moved(edge, block, edge.index, inputs, (index) => ({ ...edge, index }))),
      ...outgoing.flatMap((edge) => moved(edge, block, edge.output, outputs, (output) => ({ ...edge, output }))),
      ...movedEndpoints(graph, block, new Set(nodes), outputs),
    ];
  });
}

function moved({ id }: Edge, block: string | null, from: number, places: Places, at: (to: number) => Edge): Edit[] {
  const to = from < places.length ? (places[from] ?? null) : from;
  if (to === from) return [];
  return [to === null ? { kind: "remove_edge", id, block } : { kind: "put_edge", edge: at(to), block }];
}

/** Chosen outputs of a graph that are outputs of the block move with them. */
function movedEndpoints({ settings }: Graph, block: string | null, nodes: Set<string>, places: Places): Edit[] {
  const to = ({ node, output }: Endpoint) =>
    nodes.has(node) && output < places.length ? (places[output] ?? null) : output;
  const kept = settings.outputs.map((endpoint) => ({ endpoint, to: to(endpoint) }));
  if (kept.every((it) => it.to === it.endpoint.output)) return [];
  const outputs = kept.flatMap((it) => (it.to === null ? [] : [{ node: it.endpoint.node, output: it.to }]));
  const output_keys = settings.output_keys.filter((_, place) => kept[place]?.to !== null);
  const put = { ...settings, outputs, output_keys };
  return [block === null ? { kind: "put_settings", ...put } : { kind: "put_block", id: block, ...put }];
}

function inputPlaces(old: readonly string[], now: readonly string[]): Places {
  return old.map((id, index) => {
    if (now.includes(id)) return now.indexOf(id);
    return standsIn(index, old.length, now.length, !old.includes(now[index] ?? "")) ? index : null;
  });
}

/** An output that is gone goes to what took its place, else to what came after it, else to what came before it. */
function outputPlaces(old: Graph, now: Graph): Places {
  const [was, is] = [outputsOf(old), outputsOf(now)];
  const placeOf = (endpoint: Endpoint, among: readonly Endpoint[]) =>
    among.findIndex((other) => other.node === endpoint.node && other.output === endpoint.output);
  return was.map((endpoint, index) => {
    const same = placeOf(endpoint, is);
    if (same >= 0) return same;
    const there = is[index];
    const isNew = there !== undefined && placeOf(there, was) < 0;
    if (standsIn(index, was.length, is.length, isNew)) return index;
    const later = is.findIndex((other) => now.nodes.has(endpoint.node) && reaches(now, endpoint.node, other.node));
    const earlier = is.findIndex((other) => placeOf(other, was) < 0 && reaches(old, other.node, endpoint.node));
    const found = later >= 0 ? later : earlier;
    return found >= 0 ? found : null;
  });
}

function standsIn(index: number, before: number, after: number, isNew: boolean): boolean {
  return before === after && index < after && isNew;
}

/** The order of nodes within the layers of a drawing, where edges cross because of the order of a node's ports. */
import type { graphlib } from "@dagrejs/dagre";

/** Between two layers every two edges are compared; that many are not drawn to be followed by eye. */
const MOST_WAYS = 500;

interface Placed {
  rank: number;
  order: number;
  /** What dagre laid there itself, such as the way of an edge through a layer that it passes. */
  dummy?: string;
}

interface Way {
  v: string;
  w: string;
  name?: string;
}

/**
 * Orders every layer by what its nodes lead to, port by port, from the last layer up; keeps it if fewer edges cross.
 *
 * Dagre takes all ends of edges at a node for one point, and so draws the branches of a merging layer in any order.
 *
 * @param ports - by the name of an edge, where it enters its target: from -0.5 at the left to 0.5 at the right
 */
export function followPorts(graph: graphlib.Graph, ports: ReadonlyMap<string, number>): void {
  const placed = (id: string) => graph.node(id) as Placed;
  const waysFrom = (id: string): Way[] => graph.outEdges(id) ?? [];
  const endOf = ({ w, name }: Way) => placed(w).order + (placed(w).dummy ? 0 : (ports.get(name ?? "") ?? 0));
  const arrange = (layer: string[]) => layer.forEach((id, order) => (placed(id).order = order));
  const layers = layersOf(graph, placed);
  const ways = layers.map((layer) => layer.flatMap(waysFrom));
  if (ways.some((layer) => layer.length > MOST_WAYS)) return;
  const crossings = () => ways.reduce((sum, layer) => sum + crossingsOf(layer, ({ v }) => placed(v).order, endOf), 0);

  const crossed = crossings();
  if (crossed === 0) return;
  for (const layer of [...layers].reverse()) {
    const wanted = new Map(layer.map((id) => [id, mean(waysFrom(id).map(endOf)) ?? placed(id).order]));
    arrange([...layer].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0)));
  }
  if (crossings() >= crossed) layers.forEach(arrange);
}

/** The layers from the first to the last, each from left to right. */
function layersOf(graph: graphlib.Graph, placed: (id: string) => Placed): string[][] {
  const layers = new Map<number, string[]>();
  const ids = graph.nodes().sort((a, b) => placed(a).rank - placed(b).rank || placed(a).order - placed(b).order);
  for (const id of ids) {
    const layer = layers.get(placed(id).rank);
    if (layer) layer.push(id);
    else layers.set(placed(id).rank, [id]);
  }
  return [...layers.values()];
}

function crossingsOf(ways: Way[], startOf: (way: Way) => number, endOf: (way: Way) => number): number {
  const lines = ways.map((way) => ({ start: startOf(way), end: endOf(way) }));
  let count = 0;
  lines.forEach((one, place) => {
    for (const other of lines.slice(place + 1)) {
      if ((one.start - other.start) * (one.end - other.end) < 0) count += 1;
    }
  });
  return count;
}

function mean(values: readonly number[]): number | undefined {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}

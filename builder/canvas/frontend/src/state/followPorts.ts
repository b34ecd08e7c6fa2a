/** The order of nodes within the layers of a drawing, where edges cross because of the order of a node's ports. */
import type { graphlib } from "@dagrejs/dagre";

/** Between two layers every two edges are compared; that many are not drawn to be followed by eye. */
const MOST_WAYS = 500;

interface Placed {
  rank: number;
  order: number;
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
  const layers: string[][] = [];
  for (const id of graph.nodes()) (layers[placed(id).rank] ??= []).push(id);
  const before = layers.map((layer) => layer.sort((a, b) => placed(a).order - placed(b).order));
  const endOf = ({ w, name }: { w: string; name?: string }) =>
    placed(w).order + (isPassing(graph, w) ? 0 : (ports.get(name ?? "") ?? 0));
  const ways = before.map((layer) => layer.flatMap((id) => graph.outEdges(id) ?? []));
  if (ways.some((layer) => layer.length > MOST_WAYS)) return;
  const crossings = () => {
    let count = 0;
    for (const layer of ways) {
      const lines = layer.map((edge) => ({ start: placed(edge.v).order, end: endOf(edge) }));
      lines.forEach((one, place) => {
        for (const other of lines.slice(place + 1)) {
          if ((one.start - other.start) * (one.end - other.end) < 0) count += 1;
        }
      });
    }
    return count;
  };

  const crossed = crossings();
  if (crossed === 0) return;
  for (const layer of [...before].reverse()) {
    const wanted = new Map(
      layer.map((id) => {
        const ends = (graph.outEdges(id) ?? []).map(endOf);
        return [id, ends.length > 0 ? ends.reduce((sum, end) => sum + end, 0) / ends.length : placed(id).order];
      }),
    );
    const sorted = [...layer].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    sorted.forEach((id, order) => (placed(id).order = order));
  }
  if (crossings() < crossed) return;
  for (const layer of before) layer.forEach((id, order) => (placed(id).order = order));
}

/** Dagre lays a node of its own on every layer that an edge passes. */
function isPassing(graph: graphlib.Graph, id: string): boolean {
  return (graph.node(id) as { dummy?: string }).dummy !== undefined;
}

/** The order in which layers are computed, and where the network ends. */
import { edgesInto, edgesOutOf, type Graph } from "./graph";

/** Node ids so that every node follows its inputs; nodes on a circle come last, in document order. */
export function computationOrder(graph: Graph): string[] {
  const missing = new Map<string, number>();
  for (const id of graph.nodes.keys()) {
    missing.set(id, edgesInto(graph, id).filter((edge) => graph.nodes.has(edge.source)).length);
  }
  const ready = [...missing.keys()].filter((id) => missing.get(id) === 0);
  const order: string[] = [];
  for (let place = 0; place < ready.length; place += 1) {
    const id = ready[place] ?? "";
    order.push(id);
    for (const { target } of edgesOutOf(graph, id)) {
      const left = (missing.get(target) ?? 0) - 1;
      missing.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  const done = new Set(order);
  return [...order, ...[...graph.nodes.keys()].filter((id) => !done.has(id))];
}

/** The nodes whose outputs are the network's: the chosen ones, else those that feed no other. */
export function outputNodes(graph: Graph): string[] {
  const { outputs } = graph.settings;
  if (outputs.length > 0) return [...new Set(outputs.map((endpoint) => endpoint.node))];
  return [...graph.nodes.keys()].filter((id) => edgesOutOf(graph, id).length === 0);
}

/** The nodes that bring data in: the chosen ones, else those without any input port or edge. */
export function inputNodes(graph: Graph, isSource: (className: string) => boolean): string[] {
  const { inputs } = graph.settings;
  if (inputs.length > 0) return [...inputs];
  return [...graph.nodes.values()].filter((node) => isSource(node.class_name)).map((node) => node.id);
}

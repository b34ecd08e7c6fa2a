/** What flows into a node of what is open, port by port. */
import { edgesInto, titleOf } from "../document/graph";
import type { TensorIn } from "../panels/layerFacts";
import { type CanvasState, foundOf } from "../state/state";

export function tensorsInto(state: CanvasState, id: string): TensorIn[] {
  const { graph } = state;
  return edgesInto(graph, id).map(({ source, output, argument, index }) => {
    const node = graph.nodes.get(source);
    const spec = foundOf(state, source)?.tensors[output] ?? null;
    return { port: argument ?? `input ${index + 1}`, sourceTitle: node ? titleOf(node) : source, spec };
  });
}

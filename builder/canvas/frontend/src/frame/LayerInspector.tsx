import { edgesInto, ownerOf, titleOf } from "../document/graph";
import { useReveal } from "../flow/useReveal";
import { Inspector } from "../panels/Inspector";
import type { Node } from "../protocol";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { applyFix, changeConfig, changeNode } from "../state/gestures";
import { type CanvasState, foundOf, weightOf } from "../state/state";
import { Connections } from "./Connections";
import { withFreeNumbers } from "./freeNumbers";
import { memoryFacts } from "./memoryFacts";
import { OutputSwitches } from "./OutputSwitches";

/** The form of one layer, its fields wired to the document. */
export function LayerInspector({ node }: { node: Node }) {
  const canvas = useCanvas();
  const { jump } = useReveal();
  const { id } = node;
  const catalog = useCanvasState((state) => state.catalog);
  const found = useCanvasState((state) => foundOf(state, id));
  const totalParameters = useCanvasState(weightOf);
  const owner = useCanvasState((state) => ownerOf(state.graph, node));
  const sharers = useCanvasParts((state) => sharersOf(state, owner));
  useCanvasParts((state) => edgesInto(state.graph, id));
  useCanvasState((state) => state.findings);
  if (catalog === null) return null;
  const named = (it: Node) => ({ id: it.id, title: titleOf(it) });
  return (
    <Inspector
      node={node}
      entry={withFreeNumbers(catalog.layers[owner.class_name], node, edgesInto(canvas.graph, id))}
      catalog={catalog}
      problems={found?.problems ?? []}
      tensorsIn={tensorsInto(canvas.state, id)}
      tensorsOut={found?.tensors ?? []}
      parameters={found?.parameters}
      trainable={undefined}
      totalParameters={totalParameters}
      moreFacts={memoryFacts(found?.tensors ?? [])}
      sharing={{
        owner: owner === node ? null : named(owner),
        others: sharers.filter((other) => other !== node).map(named),
        onSelect: jump,
      }}
      connections={<Connections node={node} />}
      outputs={<OutputSwitches node={id} />}
      onChange={(config) => changeConfig(canvas, id, config)}
      onLabel={(label) => changeNode(canvas, id, { label }, "label")}
      onCall={(call) => changeNode(canvas, id, { call }, "call")}
      onFix={(fix) => applyFix(canvas, fix)}
    />
  );
}

function sharersOf(state: CanvasState, owner: Node): Node[] {
  return [...state.graph.nodes.values()].filter((node) => node.shares === owner.id);
}

function tensorsInto(state: CanvasState, id: string) {
  const { graph } = state;
  return edgesInto(graph, id).map(({ source, output, argument, index }) => {
    const node = graph.nodes.get(source);
    const spec = foundOf(state, source)?.tensors[output] ?? null;
    return { port: argument ?? `input ${index + 1}`, sourceTitle: node ? titleOf(node) : source, spec };
  });
}

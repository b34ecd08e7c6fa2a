import { useReveal } from "../flow/useReveal";
import { SelectionSummary } from "../panels/SelectionSummary";
import { useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { LayerInspector } from "./LayerInspector";
import { NetworkOutline } from "./NetworkOutline";

/** One layer's form, several layers' sum, or the whole network, by what is selected. */
export function InspectorPane() {
  const { jump } = useReveal();
  const nodes = useCanvasParts((state) =>
    state.selectedNodes.flatMap((id) => state.replica.graph.nodes.get(id) ?? []),
  );
  const parameters = useCanvasState((state) =>
    state.selectedNodes.reduce((sum, id) => sum + (state.findings.nodes[id]?.parameters ?? 0), 0),
  );
  const totalParameters = useCanvasState((state) => state.findings.totalParameters);
  const [node] = nodes;
  if (node === undefined) return <NetworkOutline onSelect={jump} />;
  if (nodes.length === 1) return <LayerInspector key={node.id} node={node} />;
  return <SelectionSummary nodes={nodes} parameters={parameters} totalParameters={totalParameters} />;
}

import { useReveal } from "../flow/useReveal";
import { SelectionSummary } from "../panels/SelectionSummary";
import { groupSelected } from "../state/blocks";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { foundOf, weightOf } from "../state/state";
import { keyIn } from "../sync/findings";
import { BlockInspector } from "./BlockInspector";
import { LayerInspector } from "./LayerInspector";
import { NetworkOutline } from "./NetworkOutline";

/** One layer's form, several layers' sum, or the whole network, by what is selected. */
export function InspectorPane() {
  const canvas = useCanvas();
  const { jump } = useReveal();
  const block = useCanvasState((state) => state.block);
  const nodes = useCanvasParts((state) =>
    state.selectedNodes.flatMap((id) => state.graph.nodes.get(id) ?? []),
  );
  const parameters = useCanvasState((state) =>
    state.selectedNodes.reduce((sum, id) => sum + (foundOf(state, id)?.parameters ?? 0), 0),
  );
  const totalParameters = useCanvasState(weightOf);
  const [node] = nodes;
  if (node === undefined) return <NetworkOutline onSelect={jump} />;
  if (nodes.length === 1) {
    const key = keyIn(block, node.id);
    return node.block === null ? <LayerInspector key={key} node={node} /> : <BlockInspector key={key} node={node} />;
  }
  return (
    <SelectionSummary nodes={nodes} parameters={parameters} totalParameters={totalParameters}>
      <div className="ll-block-actions">
        <button type="button" className="ll-button" title="Ctrl+G" onClick={() => groupSelected(canvas)}>
          Group into block
        </button>
      </div>
    </SelectionSummary>
  );
}

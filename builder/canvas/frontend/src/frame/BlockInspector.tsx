import { useState } from "react";

import { blockOf, innerLayers, usesOf } from "../document/blocks";
import { edgesInto } from "../document/graph";
import { count } from "../look/numbers";
import { Facts } from "../panels/Facts";
import { LabelField } from "../panels/InspectorHeader";
import { layerFacts } from "../panels/layerFacts";
import { ProblemCard } from "../panels/ProblemCard";
import type { Node } from "../protocol";
import { renameBlock } from "../state/blocks";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { applyFix, changeNode } from "../state/gestures";
import { foundOf, weightOf } from "../state/state";
import { BlockActions } from "./BlockActions";
import { Connections } from "./Connections";
import { OutputSwitches } from "./OutputSwitches";
import { tensorsInto } from "./tensorsInto";

/** What a block is and what can be done with it; its layers are edited where it is opened. */
export function BlockInspector({ node }: { node: Node }) {
  const canvas = useCanvas();
  const { id } = node;
  const block = useCanvasState((state) => blockOf(state.graph, node));
  const found = useCanvasState((state) => foundOf(state, id));
  const uses = useCanvasState((state) => usesOf(state.replica.graph).get(node.block ?? "") ?? 0);
  const totalParameters = useCanvasState(weightOf);
  useCanvasParts((state) => edgesInto(state.graph, id));
  useCanvasState((state) => state.findings);
  const figures = {
    tensorsIn: tensorsInto(canvas.state, id),
    tensorsOut: found?.tensors ?? [],
    parameters: found?.parameters,
    trainable: undefined,
    totalParameters,
  };
  const others = uses - 1;
  return (
    <section className="ll-panel ll-inspector" aria-label="Inspector">
      <header className="ll-inspector-header">
        <div className="ll-title-row">
          <span className="ll-family-bar" style={{ background: "var(--ll-block)" }} />
          <LabelField label={node.label} placeholder={id} onLabel={(label) => changeNode(canvas, id, { label }, "label")} />
          <span className="ll-chip">Block</span>
        </div>
        <p className="ll-note">A network inside the network: opened, reused and repeated as one.</p>
      </header>
      {(found?.problems ?? []).map((problem, place) => (
        <ProblemCard key={place} problem={problem} onFix={(fix) => applyFix(canvas, fix)} />
      ))}
      {node.block !== null && <BlockName key={node.block} blockKey={node.block} name={block?.settings.name ?? ""} />}
      <BlockActions node={node} uses={uses} />
      {others > 0 && (
        <p className="ll-sharing">
          {others === 1 ? "One other node stands" : `${count(others)} other nodes stand`} for this block: same layers,
          same weights.
        </p>
      )}
      <Facts facts={[{ label: "Layers inside", value: count(block ? innerLayers(block) : 0) }, ...layerFacts(figures)]} />
      <Connections node={node} />
      <OutputSwitches node={id} />
    </section>
  );
}

/** The name of the block itself, which all nodes that stand for it have in common. */
function BlockName({ blockKey, name }: { blockKey: string; name: string }) {
  const canvas = useCanvas();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className="ll-field">
      <div className="ll-field-head">
        <label htmlFor={`block-name-${blockKey}`}>Name of the block</label>
      </div>
      <input
        id={`block-name-${blockKey}`}
        className="ll-input"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed ?? name}
        onChange={(event) => {
          const wanted = event.target.value;
          setTyped(wanted);
          if (wanted.trim() !== "") renameBlock(canvas, blockKey, wanted.trim());
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}

import type { NodeProps } from "@xyflow/react";
import { type CSSProperties, memo } from "react";

import { ownerOf, titleOf } from "../document/graph";
import { headline } from "../document/headline";
import { count } from "../look/numbers";
import { familyColor } from "../panels/familyColor";
import { useCanvasState } from "../state/CanvasContext";
import type { FlowNode } from "../state/flow";
import { foundOf } from "../state/state";
import { NodePorts } from "./NodePorts";
import { ProblemPopover } from "./ProblemPopover";

/** A layer at a glance: its name, its class, the arguments that matter and what it weighs. */
export const LayerNode = memo(function LayerNode({ id, data: { node }, selected }: NodeProps<FlowNode>) {
  const owner = useCanvasState((state) => ownerOf(state.graph, node));
  const entry = useCanvasState((state) => state.catalog?.layers[owner.class_name]);
  const found = useCanvasState((state) => foundOf(state, id));
  const problems = found?.problems ?? [];
  const shared = owner !== node;
  const words = shared ? `shares ${titleOf(owner)}` : headline(entry, node.config);
  const weight = found && found.parameters > 0 && !shared ? count(found.parameters) : "";
  return (
    <>
      <div
        className="ll-node"
        data-selected={selected}
        data-problem={problems.some(({ severity }) => severity === "error")}
        style={{ "--ll-family": familyColor(entry?.family ?? "") } as CSSProperties}
      >
        <div className="ll-node-row">
          <strong className="ll-node-label">{titleOf(node)}</strong>
          <span className="ll-node-class">{node.class_name}</span>
        </div>
        {(words !== "" || weight !== "") && (
          <div className="ll-node-row ll-node-details">
            <span className="ll-node-words" title={words}>
              {words}
            </span>
            {weight !== "" && (
              <span className="ll-node-weight" title={`${weight} parameters`}>
                {weight}
              </span>
            )}
          </div>
        )}
      </div>
      <NodePorts id={id} node={node} />
      {problems.length > 0 && <ProblemPopover id={id} title={titleOf(node)} problems={problems} selected={selected} />}
    </>
  );
});

import type { NodeProps } from "@xyflow/react";
import { memo } from "react";

import { blockOf, innerLayers, usesOf } from "../document/blocks";
import { type Graph, titleOf } from "../document/graph";
import { count, plural } from "../look/numbers";
import { toggleInside } from "../state/blocks";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import type { FlowNode } from "../state/flow";
import { foundOf } from "../state/state";
import { keyIn } from "../sync/findings";
import { BlockMap } from "./BlockMap";
import { NodeCard } from "./NodeCard";

/** A block at a glance, as a stack of cards: its name, how many layers are inside, what it weighs; or all of it. */
export const BlockNode = memo(function BlockNode({ id, data: { node }, selected }: NodeProps<FlowNode>) {
  const canvas = useCanvas();
  const block = useCanvasState((state) => blockOf(state.graph, node));
  const found = useCanvasState((state) => foundOf(state, id));
  const isUnfolded = useCanvasState((state) => state.unfolded.has(keyIn(state.block, id)));
  const uses = useCanvasState((state) => usesOf(state.replica.graph).get(node.block ?? "") ?? 0);
  const title = titleOf(node);
  return (
    <NodeCard
      id={id}
      node={node}
      selected={selected}
      problems={found?.problems ?? []}
      kind={block && block.settings.name !== title ? block.settings.name : "Block"}
      words={wordsOn(block, uses)}
      weight={found && found.parameters > 0 ? count(found.parameters) : ""}
      className="ll-block"
      lead={
        <button
          type="button"
          className="ll-inside-toggle nodrag"
          aria-label={`${isUnfolded ? "Hide" : "Show"} the inside of ${title}`}
          aria-expanded={isUnfolded}
          title={isUnfolded ? "Hide the inside" : "Show the inside here"}
          onClick={(event) => {
            event.stopPropagation();
            toggleInside(canvas, id);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <span className="ll-triangle" aria-hidden="true" />
        </button>
      }
    >
      {isUnfolded && block && <BlockMap block={block} title={title} />}
    </NodeCard>
  );
});

function wordsOn(block: Graph | undefined, uses: number): string {
  if (block === undefined) return "no such block";
  const layers = plural(innerLayers(block), "layer");
  return uses > 1 ? `${layers} · shared ×${uses}` : layers;
}

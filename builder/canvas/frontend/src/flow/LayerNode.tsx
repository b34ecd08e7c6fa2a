import type { NodeProps } from "@xyflow/react";
import { memo } from "react";

import { classTitleOf, ownerOf, titleOf } from "../document/graph";
import { headline } from "../document/headline";
import { count } from "../look/numbers";
import { familyColor } from "../panels/familyColor";
import { useCanvasState } from "../state/CanvasContext";
import type { FlowNode } from "../state/flow";
import { foundOf } from "../state/state";
import { NodeCard } from "./NodeCard";

/** A layer at a glance: its name, its class, the arguments that matter and what it weighs. */
export const LayerNode = memo(function LayerNode({ id, data: { node }, selected }: NodeProps<FlowNode>) {
  const owner = useCanvasState((state) => ownerOf(state.graph, node));
  const entry = useCanvasState((state) => state.catalog?.layers[owner.class_name]);
  const found = useCanvasState((state) => foundOf(state, id));
  const shared = owner !== node;
  // Of a class that the catalogue does not know nothing matters more than what is wrong with it.
  const own = entry ? headline(entry, node.config) : (found?.problems[0]?.message ?? "");
  return (
    <NodeCard
      id={id}
      node={node}
      selected={selected}
      problems={found?.problems ?? []}
      kind={classTitleOf(node)}
      words={shared ? `shares ${titleOf(owner)}` : own}
      weight={found && found.parameters > 0 && !shared ? count(found.parameters) : ""}
      color={familyColor(entry?.family ?? "")}
    />
  );
});

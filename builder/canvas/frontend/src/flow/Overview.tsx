import { MiniMap, useStore } from "@xyflow/react";
import { useCallback, useMemo } from "react";

import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import { familyColor } from "../panels/familyColor";
import { useCanvasState, useFlow } from "../state/CanvasContext";
import type { FlowNode } from "../state/flow";

const SIZE = { width: 150, height: 96 };

/** A small map of the network, while part of it lies out of sight: it would hide what lies under it. */
export function Overview() {
  const { nodes } = useFlow();
  const layers = useCanvasState((state) => state.catalog?.layers);
  const extent = useMemo(() => extentOf(nodes), [nodes]);
  const isWhole = useStore(
    ({ transform: [x, y, zoom], width, height }) =>
      extent.left * zoom + x >= 0 &&
      extent.top * zoom + y >= 0 &&
      extent.right * zoom + x <= width &&
      extent.bottom * zoom + y <= height,
  );
  const colorOf = useCallback(
    (node: FlowNode) => familyColor(layers?.[node.data.node.class_name]?.family ?? ""),
    [layers],
  );
  if (isWhole) return null;
  return (
    <MiniMap<FlowNode>
      ariaLabel="Map of the network"
      className="ll-minimap"
      style={SIZE}
      nodeColor={colorOf}
      nodeBorderRadius={8}
      pannable
      zoomable
    />
  );
}

function extentOf(nodes: readonly FlowNode[]) {
  const extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { position, measured } of nodes) {
    extent.left = Math.min(extent.left, position.x);
    extent.top = Math.min(extent.top, position.y);
    extent.right = Math.max(extent.right, position.x + (measured?.width ?? NODE_WIDTH));
    extent.bottom = Math.max(extent.bottom, position.y + (measured?.height ?? NODE_HEIGHT));
  }
  return extent;
}

import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type NodeMouseHandler,
  type OnMoveEnd,
  ReactFlow,
} from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";

import { Legend } from "../panels/Legend";
import { openBlock } from "../state/blocks";
import { useCanvas, useCanvasState, useFlow } from "../state/CanvasContext";
import type { FlowEdge, FlowNode } from "../state/flow";
import { BlockNode } from "./BlockNode";
import { EmptyCanvas } from "./EmptyCanvas";
import { LayerNode } from "./LayerNode";
import { Overview } from "./Overview";
import { SketchedEdges } from "./SketchedEdges";
import { TensorEdge } from "./TensorEdge";
import { useAdding } from "./useAdding";
import { useConnecting } from "./useConnecting";
import { useDistance } from "./useDistance";
import { useFlowChanges } from "./useFlowChanges";
import { useInitialView, useWrittenView } from "./useInitialView";
import { SketchContext } from "./useSketch";
import { useUncovered } from "./useUncovered";
import { ViewButtons } from "./ViewButtons";

const NODE_TYPES = { layer: LayerNode, block: BlockNode };
const EDGE_TYPES = { tensor: TensorEdge };
const MULTI_SELECTION_KEYS = ["Meta", "Control", "Shift"];
const NO_EDGES: FlowEdge[] = [];
const NOTHING_YET = { x: 0, y: 0, zoom: 1 };

/** The canvas itself: the network drawn, moved, connected and dropped upon. */
export function NetworkView({ onOpenNode }: { onOpenNode: () => void }) {
  const canvas = useCanvas();
  const flow = useFlow();
  const hasArrived = useCanvasState((state) => state.replica.revision >= 0);
  const [firstView] = useState(canvas.state.viewports[canvas.state.block ?? ""] ?? NOTHING_YET);
  const frame = useRef<HTMLDivElement>(null);
  const { onNodesChange, onEdgesChange } = useFlowChanges(canvas);
  const { onConnect, onConnectEnd } = useConnecting(canvas);
  const { onDragOver, onDrop, add } = useAdding();
  useInitialView();
  useWrittenView();
  useUncovered();
  const isSketched = useDistance(frame, flow.nodes.length);
  const sketch = useMemo(() => (isSketched ? {} : null), [isSketched]);

  // Functions of their own at every render would have every node rendered with each move of one.
  const onNodeClick: NodeMouseHandler<FlowNode> = useCallback(
    (event, { id }) => {
      // A click on one of several selected nodes is left alone by React Flow, as a drag could begin there.
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) canvas.select([id]);
    },
    [canvas],
  );
  const onNodeDoubleClick: NodeMouseHandler<FlowNode> = useCallback((_, { id }) => openBlock(canvas, id), [canvas]);
  const onMoveEnd: OnMoveEnd = useCallback((_, viewport) => canvas.keepView(viewport), [canvas]);

  /** Enter goes into a block; a layer has no inside but its form. */
  function enter(id: string) {
    if (canvas.graph.nodes.get(id)?.block) openBlock(canvas, id);
    else onOpenNode();
  }

  /** A problem's card must not lie over a port that somebody is about to drag to. */
  const markPort = (isPressed: boolean) => frame.current?.classList.toggle("ll-connecting", isPressed);

  return (
    <div
      ref={frame}
      className="ll-canvas"
      tabIndex={-1}
      onDragOver={onDragOver}
      onDrop={onDrop}
      onPointerDownCapture={(event) => markPort((event.target as Element).closest(".ll-port") !== null)}
      onPointerUpCapture={() => markPort(false)}
      onKeyDown={(event) => {
        const element = event.target as HTMLElement;
        if (event.key === "Enter" && element.matches(".react-flow__node")) enter(element.dataset["id"] ?? "");
      }}
    >
      <SketchContext value={sketch}>
        <ReactFlow<FlowNode, FlowEdge>
          nodes={flow.nodes}
          edges={isSketched ? NO_EDGES : flow.edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnect={onConnect}
          onConnectEnd={onConnectEnd}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={onNodeDoubleClick}
          onMoveEnd={onMoveEnd}
          defaultViewport={firstView}
          minZoom={0.05}
          maxZoom={2}
          connectionRadius={30}
          connectionLineType={ConnectionLineType.Bezier}
          multiSelectionKeyCode={MULTI_SELECTION_KEYS}
          deleteKeyCode={null}
          proOptions={{ hideAttribution: true }}
        >
          {isSketched && <SketchedEdges />}
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
          <Overview />
        </ReactFlow>
      </SketchContext>
      {hasArrived && flow.nodes.length === 0 && <EmptyCanvas onAdd={add} />}
      <div className="ll-canvas-bar">
        <Legend />
        <ViewButtons />
      </div>
    </div>
  );
}

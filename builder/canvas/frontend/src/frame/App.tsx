import { ReactFlowProvider } from "@xyflow/react";
import { useRef } from "react";

import type { Canvas } from "../state/Canvas";
import { CanvasContext } from "../state/CanvasContext";
import { Collisions } from "./Collisions";
import { HeaderBar } from "./HeaderBar";
import { Toast } from "./Toast";
import { useColorScheme } from "./useColorScheme";
import { useFollowing } from "./useFollowing";
import { useLeaving } from "./useLeaving";
import { useShortcuts } from "./useShortcuts";
import { Workspace } from "./Workspace";

/** The whole component: header, panes, canvas. */
export function App({ canvas }: { canvas: Canvas }) {
  const root = useRef<HTMLDivElement>(null);
  const { scheme, probe } = useColorScheme();
  useShortcuts(canvas, root);
  useFollowing(canvas);
  useLeaving(canvas);
  return (
    <CanvasContext value={canvas}>
      <ReactFlowProvider>
        <div ref={root} className="ll-root" data-scheme={scheme}>
          <span ref={probe} className="ll-scheme-probe" aria-hidden="true" />
          <HeaderBar />
          <Collisions />
          <Workspace />
          <Toast />
        </div>
      </ReactFlowProvider>
    </CanvasContext>
  );
}

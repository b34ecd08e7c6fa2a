import { ReactFlowProvider } from "@xyflow/react";
import { useRef } from "react";

import type { Canvas } from "../state/Canvas";
import { CanvasContext } from "../state/CanvasContext";
import { HeaderBar } from "./HeaderBar";
import { Toast } from "./Toast";
import { useColorScheme } from "./useColorScheme";
import { useRefreshOnReturn } from "./useRefreshOnReturn";
import { useShortcuts } from "./useShortcuts";
import { Workspace } from "./Workspace";

/** The whole component: header, panes, canvas. */
export function App({ canvas }: { canvas: Canvas }) {
  const root = useRef<HTMLDivElement>(null);
  const { scheme, probe } = useColorScheme();
  useShortcuts(canvas, root);
  useRefreshOnReturn(canvas);
  return (
    <CanvasContext value={canvas}>
      <ReactFlowProvider>
        <div ref={root} className="ll-root" data-scheme={scheme}>
          <span ref={probe} className="ll-scheme-probe" aria-hidden="true" />
          <HeaderBar />
          <Workspace />
          <Toast />
        </div>
      </ReactFlowProvider>
    </CanvasContext>
  );
}

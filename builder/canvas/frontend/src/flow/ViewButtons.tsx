import { useReactFlow } from "@xyflow/react";

import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { tidy } from "../state/tidy";
import { useFit, useRoom } from "./useInitialView";
import { travelTime } from "./useReveal";

/** Layout and zoom. */
export function ViewButtons() {
  const canvas = useCanvas();
  const { zoomIn, zoomOut } = useReactFlow();
  const fit = useFit();
  const room = useRoom();
  const isEmpty = useCanvasState((state) => state.graph.nodes.size === 0);
  return (
    <div className="ll-view-buttons">
      <button
        type="button"
        disabled={isEmpty}
        title="Lay the network out from top to bottom, in columns where it is long"
        onClick={() => void tidy(canvas, room()).then(() => fit())}
      >
        Tidy
      </button>
      <button type="button" title="Show the whole network" onClick={() => void fit()}>
        Fit
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => void zoomOut({ duration: travelTime() })}>
        −
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => void zoomIn({ duration: travelTime() })}>
        +
      </button>
    </div>
  );
}

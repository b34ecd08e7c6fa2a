import { useEffect } from "react";

import type { Canvas } from "../state/Canvas";

/** Asks Python for news when people come back to this browser tab: another one may have edited the network. */
export function useRefreshOnReturn(canvas: Canvas): void {
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") canvas.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [canvas]);
}

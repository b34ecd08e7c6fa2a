import { useEffect } from "react";

import type { Canvas } from "../state/Canvas";

/** Lets the browser ask before the page is closed while edits wait to be saved: a closed tab takes them with it. */
export function useLeaving(canvas: Canvas): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (canvas.state.waits) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [canvas]);
}

import { useEffect, useState } from "react";

import { useCanvasState } from "../state/CanvasContext";

const SHOWN_FOR = 5_000;

/** A sentence that comes and goes: why something could not be done; or stays, as long as edits wait to be saved. */
export function Toast() {
  const toast = useCanvasState((state) => state.toast);
  const notice = useCanvasState((state) => state.findings.notice);
  const waiting = useCanvasState((state) => (state.waits ? state.saved : ""));
  const [gone, setGone] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setGone(toast.number), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [toast]);
  const text = toast.number > gone ? toast.text : waiting || notice;
  return (
    <div className="ll-toast" role="status" aria-live="polite" data-empty={text === ""}>
      {text}
    </div>
  );
}

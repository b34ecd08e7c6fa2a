import { useState } from "react";

import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { rename } from "../state/gestures";

/** The project's name, to edit in place. Enter or leaving the field keeps it, Escape does not. */
export function ProjectName() {
  const canvas = useCanvas();
  const name = useCanvasState((state) => state.replica.graph.settings.name);
  const [typed, setTyped] = useState<string | null>(null);

  function keep() {
    const wanted = typed?.trim() ?? "";
    if (wanted !== "" && wanted !== name) rename(canvas, wanted);
    setTyped(null);
  }

  return (
    <input
      className="ll-project-name"
      aria-label="Project name"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      size={Math.max(8, (typed ?? name).length)}
      value={typed ?? name}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Escape") setTyped(null);
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}

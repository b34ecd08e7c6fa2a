import { type DragEvent, Fragment, type ReactNode, useEffect, useRef } from "react";

import type { LayerEntry } from "../protocol";
import { familyColor } from "./familyColor";

/** The drag's type: what the canvas looks for when something is dropped on it. */
export const LAYER_DRAG_TYPE = "application/x-layerloom-layer";

interface PaletteEntryProps {
  id: string;
  entry: LayerEntry;
  active: boolean;
  onAdd: (className: string) => void;
  onDragStart?: ((className: string, event: DragEvent) => void) | undefined;
}

/** One layer to click, drag or reach by arrow keys from the search box. */
export function PaletteEntry({ id, entry, active, onAdd, onDragStart }: PaletteEntryProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) button.current?.scrollIntoView?.({ block: "nearest" });
  }, [active]);

  function dragStart(event: DragEvent) {
    event.dataTransfer.setData(LAYER_DRAG_TYPE, entry.class_name);
    event.dataTransfer.effectAllowed = "copy";
    onDragStart?.(entry.class_name, event);
  }

  return (
    <button
      ref={button}
      id={id}
      type="button"
      className={active ? "ll-palette-entry ll-active" : "ll-palette-entry"}
      aria-label={`Add ${entry.class_name}`}
      title={entry.summary}
      draggable
      onClick={() => onAdd(entry.class_name)}
      onDragStart={dragStart}
    >
      <span className="ll-family-bar" style={{ background: familyColor(entry.family) }} />
      <span className="ll-palette-name">{breakable(entry.class_name)}</span>
    </button>
  );
}

/** A long name may go on in the next line between two of its words. */
function breakable(className: string): ReactNode {
  return className.split(/(?<=[a-z])(?=[A-Z\d])/).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

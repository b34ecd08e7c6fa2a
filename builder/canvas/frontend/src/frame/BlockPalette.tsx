import type { DragEvent } from "react";

import { innerLayers, usesOf } from "../document/blocks";
import { BLOCK_DRAG_TYPE } from "../flow/useAdding";
import { plural } from "../look/numbers";
import { useCanvasState } from "../state/CanvasContext";

/** The project's blocks, to put in again: every node that stands for one has its weights. */
export function BlockPalette({ onAdd }: { onAdd: (key: string) => void }) {
  const network = useCanvasState((state) => state.replica.graph);
  if (network.blocks.size === 0) return null;
  const uses = usesOf(network);

  function dragStart(event: DragEvent, key: string) {
    event.dataTransfer.setData(BLOCK_DRAG_TYPE, key);
    event.dataTransfer.effectAllowed = "copy";
  }

  return (
    <section className="ll-palette-family" aria-label="Blocks">
      <h3>
        <span className="ll-dot" style={{ background: "var(--ll-block)" }} />
        Blocks
      </h3>
      {[...network.blocks].map(([key, block]) => (
        <button
          key={key}
          type="button"
          className="ll-palette-entry"
          aria-label={`Add block ${block.settings.name}`}
          title={`${plural(innerLayers(block), "layer")} inside, used ${plural(uses.get(key) ?? 0, "time")}; the same weights`}
          draggable
          onClick={() => onAdd(key)}
          onDragStart={(event) => dragStart(event, key)}
        >
          <span className="ll-family-bar" style={{ background: "var(--ll-block)" }} />
          <span className="ll-palette-name">{block.settings.name}</span>
        </button>
      ))}
    </section>
  );
}

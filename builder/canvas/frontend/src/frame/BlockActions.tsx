import { useState } from "react";

import { titleOf } from "../document/graph";
import type { Node } from "../protocol";
import { copyBlock, expandBlock, openBlock, reuseBlock, separateBlock } from "../state/blocks";
import { useCanvas } from "../state/CanvasContext";
import { RepeatDialog } from "./RepeatDialog";

/** What can be done with a block as a whole. */
export function BlockActions({ node, uses }: { node: Node; uses: number }) {
  const canvas = useCanvas();
  const [isRepeating, setRepeating] = useState(false);
  const actions: [string, string, string, () => void][] = [
    ["Open", "Open block", "Edit the layers inside (Enter, or a double click)", () => openBlock(canvas, node.id)],
    ["Expand", "Expand block", "Put the layers in the block's place (Ctrl+Shift+G)", () => expandBlock(canvas, node.id)],
    ["Reuse", "Reuse block", "Another node with the same weights", () => reuseBlock(canvas, node)],
    ["Copy", "Copy block", "An equal block with weights of its own", () => copyBlock(canvas, node.id)],
    ["Repeat ×N…", "Repeat block", "A chain of copies whose arguments may vary", () => setRepeating(true)],
  ];
  if (uses > 1) {
    actions.push(["Own weights", "Give own weights", "Share no longer", () => separateBlock(canvas, node)]);
  }
  return (
    <div className="ll-block-actions" role="group" aria-label={`What to do with ${titleOf(node)}`}>
      {actions.map(([text, name, hint, act]) => (
        <button key={name} type="button" className="ll-button" aria-label={name} title={hint} onClick={act}>
          {text}
        </button>
      ))}
      {isRepeating && <RepeatDialog node={node} onClose={() => setRepeating(false)} />}
    </div>
  );
}

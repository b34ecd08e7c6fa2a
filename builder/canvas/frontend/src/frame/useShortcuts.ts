import { type RefObject, useEffect } from "react";

import { expandSelected, groupSelected, leaveTo } from "../state/blocks";
import type { Canvas } from "../state/Canvas";
import { copySelected, cutSelected, duplicateSelected, pasteText } from "../state/clipboard";
import { removeSelected } from "../state/gestures";

/** Keyboard and clipboard, wherever the focus is on the page, but for fields that need the keys themselves. */
export function useShortcuts(canvas: Canvas, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const isOurs = (event: Event) => isFree(event, root.current);

    function keyDown(event: KeyboardEvent) {
      if (!isOurs(event) || event.defaultPrevented || event.altKey) return;
      const act = actionFor(event, canvas);
      if (act === undefined) return;
      event.preventDefault();
      act();
      if (document.activeElement === document.body) {
        root.current?.querySelector<HTMLElement>(".ll-canvas")?.focus({ preventScroll: true });
      }
    }

    function copyOrCut(event: ClipboardEvent) {
      if (!isOurs(event) || window.getSelection()?.isCollapsed === false) return;
      const text = event.type === "cut" ? cutSelected(canvas) : copySelected(canvas);
      if (text === "") return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    }

    function paste(event: ClipboardEvent) {
      if (!isOurs(event)) return;
      pasteText(canvas, event.clipboardData?.getData("text/plain") ?? "");
      event.preventDefault();
    }

    document.addEventListener("keydown", keyDown);
    document.addEventListener("copy", copyOrCut);
    document.addEventListener("cut", copyOrCut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("keydown", keyDown);
      document.removeEventListener("copy", copyOrCut);
      document.removeEventListener("cut", copyOrCut);
      document.removeEventListener("paste", paste);
    };
  }, [canvas, root]);
}

function actionFor(event: KeyboardEvent, canvas: Canvas): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") return () => (event.shiftKey ? canvas.redo() : canvas.undo());
    if (key === "y") return () => canvas.redo();
    if (key === "g") return () => (event.shiftKey ? expandSelected(canvas) : groupSelected(canvas));
    if (key === "d") return () => duplicateSelected(canvas);
    if (key === "a") return () => canvas.select(canvas.graph.nodes.keys(), canvas.graph.edges.keys());
    return undefined;
  }
  if (key === "delete" || key === "backspace") return () => removeSelected(canvas);
  if (key === "escape") return () => leave(canvas);
  return undefined;
}

/** Escape lets go of what is selected, and of the block that is open when nothing is. */
function leave(canvas: Canvas): void {
  const { selectedNodes, selectedEdges, path } = canvas.state;
  if (selectedNodes.length + selectedEdges.length > 0) canvas.select([]);
  else if (path.length > 0) leaveTo(canvas, path.length - 1);
}

/** Events of fields stay theirs, and so do those of anything outside the canvas but the bare page. */
function isFree(event: Event, root: HTMLElement | null): boolean {
  const target = event.composedPath()[0];
  if (target === document.body || target === document.documentElement || target === document) return true;
  if (!(target instanceof Element) || !root?.contains(target)) return false;
  const field = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], .cm-editor, .ll-code, dialog';
  return target.closest(field) === null;
}

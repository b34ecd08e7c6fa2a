/** Copy, cut, paste and duplicate; through the system's clipboard where it lets us, so that tabs can exchange. */
import { type Clip, copy, paste, readClip, writeClip } from "../document/clip";
import type { Canvas } from "./Canvas";
import { removeSelected } from "./gestures";

const OFFSET = 32;
let memory = "";
let pasted = 0;

export function copySelected(canvas: Canvas): string {
  if (canvas.state.selectedNodes.length === 0) return "";
  memory = writeClip(copy(canvas.graph, new Set(canvas.state.selectedNodes)));
  pasted = 0;
  return memory;
}

export function cutSelected(canvas: Canvas): string {
  const text = copySelected(canvas);
  if (text !== "") removeSelected(canvas);
  return text;
}

/** Pastes the clip in `text`, or the one copied last when the text is none; each further time a step aside. */
export function pasteText(canvas: Canvas, text: string): void {
  const clip = readClip(text) ?? readClip(memory);
  if (clip === null) return;
  if (text !== memory && readClip(text) !== null) {
    memory = text;
    pasted = 0;
  }
  pasted += 1;
  place(canvas, clip, OFFSET * pasted);
}

export function duplicateSelected(canvas: Canvas): void {
  place(canvas, copy(canvas.graph, new Set(canvas.state.selectedNodes)), OFFSET);
}

function place(canvas: Canvas, clip: Clip, offset: number): void {
  const { edits, ids } = paste(canvas.graph, clip, offset);
  if (ids.length === 0) return;
  canvas.commit(edits);
  canvas.select(ids);
}

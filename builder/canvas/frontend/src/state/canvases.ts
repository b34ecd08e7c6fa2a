/** The canvases of this browser tab. */
import { Canvas } from "./Canvas";

const canvases = new Map<string, Canvas>();

/** The canvas of a project; the same one for as long as the browser tab lives. */
export function canvasOf(project: string): Canvas {
  const known = canvases.get(project);
  if (known) return known;
  const made = new Canvas(project);
  canvases.set(project, made);
  return made;
}

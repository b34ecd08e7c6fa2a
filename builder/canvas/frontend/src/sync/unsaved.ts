/** Edits that Python has not acknowledged, kept by the browser tab: a reload at the wrong moment loses none. */
import type { Edit } from "../protocol";

export function keepUnsaved(project: string, edits: readonly Edit[]): void {
  try {
    if (edits.length === 0) sessionStorage.removeItem(keyOf(project));
    else sessionStorage.setItem(keyOf(project), JSON.stringify(edits));
  } catch {
    // Storage that is full or forbidden takes nothing away: the edits are still in memory and on their way.
  }
}

/** They are sent again under a new client's name, so it does no harm if Python had them already. */
export function readUnsaved(project: string): Edit[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(project)) ?? "[]");
    return Array.isArray(kept) ? (kept as Edit[]) : [];
  } catch {
    return [];
  }
}

function keyOf(project: string): string {
  return `layerloom-unsaved-${project}`;
}

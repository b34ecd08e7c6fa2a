/** What became of what is shown here because another tab edited at the same time. */
import type { History, Step } from "../document/history";
import { renamed, type Renaming } from "../document/rename";
import type { Reply } from "../protocol";
import type { CanvasState } from "./state";

/** How many collisions are kept to be read; Python keeps no more either. */
const MOST_COLLISIONS = 100;

/** Returns the state with the collisions that a reply tells of. */
export function withCollisions({ replica, collisions }: CanvasState, reply: Reply): Pick<CanvasState, "collisions"> {
  const isNews = ({ revision }: { revision: number }) => replica.revision >= 0 && revision > replica.revision;
  const fresh = reply.collisions.filter(isNews);
  return { collisions: fresh.length === 0 ? collisions : [...collisions, ...fresh].slice(-MOST_COLLISIONS) };
}

/** Returns the state in which ours go by other ids, in what can be undone too. */
export function withRenamings({ history }: CanvasState, renamings: readonly Renaming[]): { history: History } {
  const anew = (steps: readonly Step[]) =>
    steps.map((step) => ({ ...step, back: renamed(step.back, renamings), forth: renamed(step.forth, renamings) }));
  return { history: { past: anew(history.past), future: anew(history.future) } };
}

/** Returns what is selected, by its new ids. */
export function selectionAfter({ selectedNodes, block }: CanvasState, renamings: readonly Renaming[]): string[] {
  const isHere = (it: Renaming, id: string) => it.kind === "node" && it.block === block && it.id === id;
  return selectedNodes.map((id) => renamings.find((it) => isHere(it, id))?.fresh ?? id);
}

export function renamingsTold(renamings: readonly Renaming[]): string {
  const told = renamings.map(({ id, fresh }) => `"${id}" is "${fresh}" here`);
  return `Another tab gave the same names at the same time: ${told.join(", ")}.`;
}

export function lossTold(titles: readonly string[]): string {
  const quoted = titles.map((title) => `"${title}"`).join(", ");
  return `Another tab deleted ${quoted}, so there is nothing left to change.`;
}

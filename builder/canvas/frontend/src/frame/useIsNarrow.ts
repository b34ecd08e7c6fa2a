import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 1100px)";

/** Says whether the window is too narrow for all panes side by side. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(QUERY).matches);
}

function watch(changed: () => void): () => void {
  const query = window.matchMedia(QUERY);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

import { type Pane, usePanes } from "./panes";
import { useIsNarrow } from "./useIsNarrow";

const PANES: readonly [Pane, string, string][] = [
  ["palette", "Layers pane", "M2.5 2.5h11v11h-11z M6 2.5v11"],
  ["inspector", "Inspector pane", "M2.5 2.5h11v11h-11z M7 2.5v11 M10.5 2.5v11"],
  ["source", "Code pane", "M2.5 2.5h11v11h-11z M10 2.5v11"],
];

/** Folds and unfolds the panes. */
export function PaneToggles() {
  const isNarrow = useIsNarrow();
  const open = usePanes((state) => (isNarrow ? state.openNarrow : state.open));
  const show = usePanes((state) => state.show);
  return (
    <div className="ll-header-buttons ll-pane-toggles">
      {PANES.map(([pane, label, path]) => (
        <button
          key={pane}
          type="button"
          aria-label={label}
          aria-pressed={open[pane]}
          title={`${open[pane] ? "Hide" : "Show"} the ${label.toLowerCase()}`}
          onClick={() => show(pane, isNarrow, !open[pane])}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={path} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
          </svg>
        </button>
      ))}
    </div>
  );
}

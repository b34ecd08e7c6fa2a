import { count, plural, size } from "../look/numbers";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { saveState } from "../state/state";
import { PaneToggles } from "./PaneToggles";
import { ProblemsPill } from "./ProblemsPill";
import { ProjectName } from "./ProjectName";

const BYTES_PER_PARAMETER = 4;

/** The project at a glance: name, saved or not, what it weighs, what is wrong, and the way to training. */
export function HeaderBar() {
  const canvas = useCanvas();
  const total = useCanvasState((state) => state.findings.totalParameters);
  return (
    <header className="ll-header">
      <ProjectName />
      <SaveMark />
      <UndoButtons />
      <span className="ll-spring" />
      <PaneToggles />
      <span className="ll-pill" title="Parameters of the whole network, and their size as float32">
        {plural(total, "parameter")}
        {total > 0 && ` · ${size(total * BYTES_PER_PARAMETER)}`}
      </span>
      <ProblemsPill />
      <button type="button" className="ll-primary" onClick={() => canvas.ask({ name: "train" })}>
        Train →
      </button>
    </header>
  );
}

/** Short; the whole sentence about edits that wait stands in the toast. */
function SaveMark() {
  const state = useCanvasState(saveState);
  const sentence = useCanvasState((it) => it.saved);
  const text = { failed: sentence, waiting: "not saved yet", saving: "saving…", saved: "saved" }[state];
  return (
    <span className="ll-save" data-state={state} role="status" title={state === "waiting" ? sentence : text}>
      {text}
    </span>
  );
}

function UndoButtons() {
  const canvas = useCanvas();
  const past = useCanvasState((state) => state.history.past.length);
  const future = useCanvasState((state) => state.history.future.length);
  return (
    <div className="ll-header-buttons">
      <button
        type="button"
        aria-label="Undo"
        aria-keyshortcuts="Control+Z"
        title={`Undo (Ctrl+Z), ${count(past)} back`}
        disabled={past === 0}
        onClick={() => canvas.undo()}
      >
        ↶
      </button>
      <button
        type="button"
        aria-label="Redo"
        aria-keyshortcuts="Control+Shift+Z"
        title={`Redo (Ctrl+Shift+Z), ${count(future)} forth`}
        disabled={future === 0}
        onClick={() => canvas.redo()}
      >
        ↷
      </button>
    </div>
  );
}

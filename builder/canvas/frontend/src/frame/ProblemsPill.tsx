import { plural } from "../look/numbers";
import { useCanvasState } from "../state/CanvasContext";
import { usePanes } from "./panes";
import { useIsNarrow } from "./useIsNarrow";

/** How many problems there are; a click lists them. */
export function ProblemsPill() {
  const problems = useCanvasState((state) => state.findings.problems);
  const isPending = useCanvasState((state) => state.findings.pending);
  const isNarrow = useIsNarrow();
  const { show, turnTo } = usePanes.getState();

  function open() {
    turnTo("problems");
    show("source", isNarrow, true);
  }

  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const found = errors > 0 ? plural(errors, "problem") : warnings > 0 ? plural(warnings, "warning") : "no problems";
  const text = isPending ? "checking…" : found;
  return (
    <button type="button" className="ll-pill ll-problems-pill" data-calm={errors === 0} onClick={open}>
      {text}
    </button>
  );
}

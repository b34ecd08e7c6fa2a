import { plural } from "../look/numbers";
import { useCanvasState } from "../state/CanvasContext";
import { usePanes } from "./panes";
import { useIsNarrow } from "./useIsNarrow";

/** How many problems there are; a click lists them. */
export function ProblemsPill() {
  const count = useCanvasState((state) => state.findings.problems.length);
  const isKnown = useCanvasState((state) => state.findings.version > 0);
  const isNarrow = useIsNarrow();
  const { show, turnTo } = usePanes.getState();

  function open() {
    turnTo("problems");
    show("source", isNarrow, true);
  }

  const text = !isKnown ? "checking…" : count === 0 ? "no problems" : plural(count, "problem");
  return (
    <button type="button" className="ll-pill ll-problems-pill" data-calm={count === 0} onClick={open}>
      {text}
    </button>
  );
}

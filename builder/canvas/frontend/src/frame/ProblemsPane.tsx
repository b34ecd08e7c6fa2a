import { titleOf } from "../document/graph";
import { useReveal } from "../flow/useReveal";
import { ProblemList } from "../panels/ProblemList";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { applyFix } from "../state/gestures";

export function ProblemsPane() {
  const canvas = useCanvas();
  const { jump } = useReveal();
  const problems = useCanvasState((state) => state.findings.problems);
  const titles = useCanvasParts((state) => {
    const nodes = problems.flatMap((problem) => state.replica.graph.nodes.get(problem.node_id ?? "") ?? []);
    return Object.fromEntries(nodes.map((node) => [node.id, titleOf(node)]));
  });
  return <ProblemList problems={problems} titles={titles} onJump={jump} onFix={(fix) => applyFix(canvas, fix)} />;
}

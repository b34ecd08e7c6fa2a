import { titleOf } from "../document/graph";
import { useReveal } from "../flow/useReveal";
import { ProblemList } from "../panels/ProblemList";
import type { Problem } from "../protocol";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { applyFix } from "../state/gestures";
import type { CanvasState } from "../state/state";
import { keyIn } from "../sync/findings";

/** Every problem with the way there, which leads into the block where it lies. */
export function ProblemsPane() {
  const canvas = useCanvas();
  const { jumpTo } = useReveal();
  const problems = useCanvasState((state) => state.findings.problems);
  const isPending = useCanvasState((state) => state.findings.pending);
  const titles = useCanvasParts((state) => Object.fromEntries(problems.flatMap((problem) => titleIn(state, problem))));
  return (
    <ProblemList
      problems={problems.map(placed)}
      titles={titles}
      isPending={isPending}
      onJump={(place) => {
        const problem = problems.find((it) => placed(it).node_id === place);
        if (problem?.node_id) jumpTo(problem.block, problem.node_id);
      }}
      onFix={(fix) => applyFix(canvas, fix)}
    />
  );
}

/** The list knows nodes by one id, so that those of different blocks must not look alike. */
function placed(problem: Problem): Problem {
  return problem.node_id === null ? problem : { ...problem, node_id: keyIn(problem.block, problem.node_id) };
}

function titleIn({ replica: { graph } }: CanvasState, { block, node_id }: Problem): [string, string][] {
  const scope = block === null ? graph : graph.blocks.get(block);
  const node = scope?.nodes.get(node_id ?? "");
  if (!node || node_id === null) return [];
  const place = block === null ? "" : `${scope?.settings.name ?? block} › `;
  return [[keyIn(block, node_id), `${place}${titleOf(node)}`]];
}

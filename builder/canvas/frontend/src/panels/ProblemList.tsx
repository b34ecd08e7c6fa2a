import type { Fix, Problem } from "../protocol";
import { ProblemCard } from "./ProblemCard";
import "./base.css";

interface ProblemListProps {
  problems: readonly Problem[];
  /** Node id -> the name people see. */
  titles: Record<string, string>;
  onJump: (nodeId: string) => void;
  onFix: (fix: Fix) => void;
  /** Whether the network is still being looked at, so that no problem says nothing yet. */
  isPending?: boolean;
}

/** Everything that is wrong with the network, each with its way there and its mends. */
export function ProblemList({ problems, titles, onJump, onFix, isPending = false }: ProblemListProps) {
  return (
    <section className="ll-panel ll-problems" aria-label="Problems">
      {problems.length === 0 && (
        <p className="ll-calm">{isPending ? "Keras is looking at the network …" : "No problems. Every layer fits."}</p>
      )}
      <ul>
        {problems.map((problem, index) => (
          <li key={`${problem.code}-${problem.node_id}-${index}`}>
            <ProblemCard
              problem={problem}
              title={<JumpButton problem={problem} titles={titles} onJump={onJump} />}
              onFix={onFix}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function JumpButton({ problem, titles, onJump }: Pick<ProblemListProps, "titles" | "onJump"> & { problem: Problem }) {
  const { node_id: id, argument } = problem;
  if (id === null) return <p className="ll-problem-place">The whole network</p>;
  return (
    <button type="button" className="ll-problem-place ll-jump" onClick={() => onJump(id)}>
      {titles[id] ?? id}
      {argument !== null && <span className="ll-note"> · {argument}</span>}
    </button>
  );
}

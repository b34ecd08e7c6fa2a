import type { ReactNode } from "react";

import type { Fix, Problem } from "../protocol";
import { Disclosure } from "./Disclosure";
import "./base.css";
import "./problems.css";

interface ProblemCardProps {
  problem: Problem;
  /** The node's title where the problem is not shown beside its node. */
  title?: ReactNode;
  onFix: (fix: Fix) => void;
}

/** One problem: what does not fit, how to mend it by hand, and mends that one click applies. */
export function ProblemCard({ problem, title, onFix }: ProblemCardProps) {
  return (
    <div className="ll-problem" data-severity={problem.severity}>
      {title}
      <p className="ll-problem-message">{problem.message}</p>
      {problem.hint && <p className="ll-problem-hint">{problem.hint}</p>}
      {problem.fixes.length > 0 && (
        <div className="ll-fixes">
          {problem.fixes.map((fix) => (
            <button key={fix.label} type="button" className="ll-button" onClick={() => onFix(fix)}>
              {fix.label}
            </button>
          ))}
        </div>
      )}
      {problem.details && (
        <Disclosure title="What Keras says">
          <pre className="ll-details" tabIndex={0}>
            {problem.details}
          </pre>
        </Disclosure>
      )}
    </div>
  );
}

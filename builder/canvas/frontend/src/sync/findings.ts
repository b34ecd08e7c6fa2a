/** What Python found out about the network, kept up to date by deltas. */
import type { Diagnostics, NodeDiagnostics, Problem } from "../protocol";

export interface Findings {
  readonly version: number;
  readonly nodes: Readonly<Record<string, NodeDiagnostics>>;
  /** Problems of the network as a whole. */
  readonly general: readonly Problem[];
  readonly totalParameters: number;
  readonly pending: boolean;
  readonly notice: string;
  readonly guiltyEdges: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

export const NO_FINDINGS: Findings = {
  version: 0,
  nodes: {},
  general: [],
  totalParameters: 0,
  pending: true,
  notice: "",
  guiltyEdges: new Set(),
  problems: [],
};

/** Merges a delta into what it is based on; one with another base cannot be used and returns the same findings. */
export function updated(findings: Findings, news: Diagnostics | null): Findings {
  if (news === null || !fits(findings, news)) return findings;
  const kept = Object.entries(news.base === 0 ? {} : findings.nodes).filter(([id]) => !news.removed.includes(id));
  const nodes = { ...Object.fromEntries(kept), ...news.nodes };
  const problems = [...news.problems, ...Object.values(nodes).flatMap((node) => node.problems)];
  return {
    version: news.version,
    nodes,
    general: news.problems,
    totalParameters: news.total_parameters,
    pending: news.pending,
    notice: news.notice,
    guiltyEdges: new Set(problems.flatMap((problem) => problem.edge_ids)),
    problems,
  };
}

/** A delta that cannot be used means that something was missed: the next request has to say what we hold. */
export function missedSomething(findings: Findings, news: Diagnostics | null): boolean {
  return news !== null && news.version > findings.version && news.base !== findings.version && news.base !== 0;
}

function fits(findings: Findings, news: Diagnostics): boolean {
  if (findings === NO_FINDINGS) return news.base === 0;
  if (news.version !== findings.version) return news.base === 0 || news.base === findings.version;
  return news.pending !== findings.pending || news.notice !== findings.notice;
}

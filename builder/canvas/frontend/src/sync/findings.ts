/** What Python found out about the network, kept up to date by deltas. */
import type { BlockDiagnostics, Diagnostics, NodeDiagnostics, Problem } from "../protocol";

export interface Findings {
  readonly version: number;
  /** By id, and by "block/id" for nodes inside a block. */
  readonly nodes: Readonly<Record<string, NodeDiagnostics>>;
  readonly blocks: Readonly<Record<string, BlockDiagnostics>>;
  /** Problems of the network as a whole. */
  readonly general: readonly Problem[];
  readonly totalParameters: number;
  readonly pending: boolean;
  readonly notice: string;
  /** By id, and by "block/id" for edges inside a block. */
  readonly guiltyEdges: ReadonlySet<string>;
  /** Everything that is wrong; what is wrong inside a block stands there, and not with the nodes that stand for it. */
  readonly problems: readonly Problem[];
}

/** How findings call a node or an edge of the network (null) or of a block. */
export function keyIn(block: string | null, id: string): string {
  return block === null ? id : `${block}/${id}`;
}

export const NO_FINDINGS: Findings = {
  version: 0,
  nodes: {},
  blocks: {},
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
  const ofBlocks = Object.values(news.blocks).flatMap((block) => block.problems);
  const all = [...news.problems, ...ofBlocks, ...Object.values(nodes).flatMap((node) => node.problems)];
  const hasInner = all.some((problem) => problem.block !== null && problem.severity === "error");
  const problems = hasInner ? all.filter((problem) => problem.code !== "block") : all;
  return {
    version: news.version,
    nodes,
    blocks: news.blocks,
    general: news.problems,
    totalParameters: news.total_parameters,
    pending: news.pending,
    notice: news.notice,
    guiltyEdges: new Set(all.flatMap(({ block, edge_ids }) => edge_ids.map((id) => keyIn(block, id)))),
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

import { type ReactNode, useMemo } from "react";

import type { Config, Fix, LayerEntry, Node, Problem } from "../protocol";
import { Disclosure } from "./Disclosure";
import { type Fact, Facts } from "./Facts";
import { ArgumentForm } from "./form/ArgumentForm";
import { type FormCatalog, FormContext } from "./form/FormContext";
import { InspectorHeader } from "./InspectorHeader";
import { type LayerFigures, layerFacts } from "./layerFacts";
import { ProblemCard } from "./ProblemCard";
import { type Sharing, SharingNote } from "./SharingNote";
import "./base.css";
import "./form.css";
import "./inspector.css";

interface InspectorProps extends LayerFigures {
  node: Node;
  /** Undefined for a class that the catalogue does not know. */
  entry: LayerEntry | undefined;
  catalog: FormCatalog;
  problems: readonly Problem[];
  /** Where the node's connections are listed and changed. */
  connections?: ReactNode;
  /** Figures beyond shapes and parameters, such as memory. */
  moreFacts?: readonly Fact[];
  sharing?: Sharing;
  /** Which of its outputs are the network's. */
  outputs?: ReactNode;
  onChange: (config: Config) => void;
  onLabel: (label: string) => void;
  onCall: (call: Config) => void;
  onFix: (fix: Fix) => void;
}

/** One layer: what it is, its arguments, what flows in and out. Give it the node's id as key. */
export function Inspector(props: InspectorProps) {
  const { node, entry, catalog, problems, connections, sharing, moreFacts = [], onChange, onFix } = props;
  const tools = useMemo(() => ({ catalog, Form: ArgumentForm }), [catalog]);
  const names = new Set(entry?.arguments.map((spec) => spec.name));
  const general = problems.filter((problem) => problem.argument === null || !names.has(problem.argument));
  const mends = problems.filter((problem) => !general.includes(problem) && problem.fixes.length > 0);
  return (
    <section className="ll-panel ll-inspector" aria-label="Inspector">
      <InspectorHeader node={node} entry={entry} told={general.length > 0} onLabel={props.onLabel} />
      {[...general, ...mends].map((problem, index) => (
        <ProblemCard key={index} problem={problem} onFix={onFix} />
      ))}
      {sharing && <SharingNote sharing={sharing} />}
      <FormContext value={tools}>
        {entry && node.shares === null && (
          <ArgumentForm specs={entry.arguments} config={node.config} problems={problems} onChange={onChange} />
        )}
        {entry && entry.call_arguments.length > 0 && (
          <Disclosure title="When it is called" count={entry.call_arguments.length}>
            <ArgumentForm specs={entry.call_arguments} config={node.call} onChange={props.onCall} />
          </Disclosure>
        )}
      </FormContext>
      <Facts facts={[...layerFacts(props), ...moreFacts]} />
      {connections}
      {props.outputs}
    </section>
  );
}

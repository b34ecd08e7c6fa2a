import type { ReactNode } from "react";

import { classTitleOf } from "../document/graph";
import { count, plural } from "../look/numbers";
import type { Node } from "../protocol";
import { Facts } from "./Facts";
import { shareText } from "./shareText";
import "./base.css";
import "./inspector.css";

interface SelectionSummaryProps {
  nodes: readonly Node[];
  /** The parameters of the selected layers together. */
  parameters: number;
  totalParameters: number;
  /** What can be done with the layers together. */
  children?: ReactNode;
}

/** Several layers at once: how many of which class, and what they weigh. */
export function SelectionSummary({ nodes, parameters, totalParameters, children }: SelectionSummaryProps) {
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(classTitleOf(node), (counts.get(classTitleOf(node)) ?? 0) + 1);
  const classes = [...counts].map(([label, times]) => ({ label, value: count(times) }));
  const weight = `${count(parameters)} · ${shareText(parameters, totalParameters)}`;
  return (
    <section className="ll-panel ll-inspector" aria-label="Inspector">
      <h2>{plural(nodes.length, "layer")} selected</h2>
      <Facts facts={[...classes, { label: "Parameters", value: weight }]} />
      {children}
    </section>
  );
}

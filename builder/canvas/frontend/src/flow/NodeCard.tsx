import { type CSSProperties, type ReactNode, useRef } from "react";

import { titleOf } from "../document/graph";
import type { Node, Problem } from "../protocol";
import { NodePorts, restingPorts, usePorts } from "./NodePorts";
import { ProblemPopover } from "./ProblemPopover";
import { useSketch } from "./useSketch";

interface NodeCardProps {
  id: string;
  node: Node;
  selected: boolean;
  problems: readonly Problem[];
  /** Its class, or what stands in its place, at the right of the title. */
  kind: string;
  /** What matters of it, below the title. */
  words: string;
  /** Its number of parameters, or nothing where there are none to speak of. */
  weight: string;
  className?: string;
  color?: string;
  /** What comes before the words. */
  lead?: ReactNode;
  children?: ReactNode;
}

/** What is drawn of every node: a card with its title and its words, its ports, its problems. */
export function NodeCard({ id, node, selected, problems, kind, words, weight, ...look }: NodeCardProps) {
  const title = titleOf(node);
  const ports = usePorts(id, node);
  const resting = restingPorts(ports);
  const measured = useRef(resting);
  const place = useRef<HTMLDivElement>(null);
  const sketched = useSketch(place, resting);
  const card = {
    ref: place,
    className: `ll-node ${look.className ?? ""}`,
    "data-selected": selected,
    "data-problem": problems.some(({ severity }) => severity === "error"),
    style: { "--ll-family": look.color, height: sketched ?? undefined } as CSSProperties,
  };
  if (sketched !== null) return <div {...card} />;
  return (
    <>
      <div {...card}>
        <div className="ll-node-row">
          <strong className="ll-node-label" title={title}>
            {title}
          </strong>
          <span className="ll-node-class" title={kind}>
            {kind}
          </span>
        </div>
        {(look.lead !== undefined || words !== "" || weight !== "") && (
          <div className="ll-node-row ll-node-details">
            {look.lead}
            <span className="ll-node-words" title={words}>
              {words}
            </span>
            {weight !== "" && (
              <span className="ll-node-weight" title={weight === "1" ? "1 parameter" : `${weight} parameters`}>
                {weight}
              </span>
            )}
          </div>
        )}
        {look.children}
      </div>
      <NodePorts id={id} title={title} ports={ports} measuredRef={measured} />
      {problems.length > 0 && <ProblemPopover id={id} title={title} problems={problems} selected={selected} />}
    </>
  );
}

import { count, plural } from "../look/numbers";
import type { TensorSpec } from "../protocol";
import { Facts } from "./Facts";
import { familyColor } from "./familyColor";
import { moveFocus } from "./moveFocus";
import { RankText } from "./RankText";
import "./base.css";
import "./inspector.css";

/** One layer of the outline, in the order in which it is computed. */
export interface OutlineRow {
  id: string;
  title: string;
  className: string;
  family: string;
  tensors: readonly TensorSpec[];
  parameters: number | undefined;
  faulty?: boolean;
}

interface NetworkSummaryProps {
  name: string;
  totalParameters: number;
  layerCount: number;
  inputs: readonly string[];
  outputs: readonly string[];
  rows: readonly OutlineRow[];
  selected?: readonly string[];
  /** "Outline" where the inspector shows a layer beside it. */
  label?: string;
  onSelect: (nodeId: string) => void;
}

/** The network as a whole: what goes in and comes out, and its layers in order. */
export function NetworkSummary(props: NetworkSummaryProps) {
  const { rows, selected = [], label = "Inspector" } = props;
  return (
    <section className="ll-panel ll-inspector" aria-label={label}>
      <h2>{props.name}</h2>
      <Facts
        facts={[
          { label: "Layers", value: count(props.layerCount) },
          { label: "Parameters", value: count(props.totalParameters) },
          { label: "Inputs", value: props.inputs.join(", ") || "none yet" },
          { label: "Outputs", value: props.outputs.join(", ") || "none yet" },
        ]}
      />
      {rows.length === 0 && <p className="ll-calm">Nothing drawn yet. Begin with an Input from the list of layers.</p>}
      <ol className="ll-outline" onKeyDown={moveFocus}>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" aria-pressed={selected.includes(row.id)} onClick={() => props.onSelect(row.id)}>
              <span className="ll-family-bar" style={{ background: familyColor(row.family) }} />
              <span className="ll-outline-name">{row.title}</span>
              <span className="ll-note">{row.className}</span>
              <span className="ll-outline-shape">{row.tensors[0] && <RankText tensor={row.tensors[0]} />}</span>
              <span className="ll-outline-count" title={plural(row.parameters ?? 0, "parameter")}>
                {row.faulty ? <span className="ll-error">problem</span> : count(row.parameters ?? 0)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { useId } from "react";

import { outputsOf } from "../document/blocks";
import { outputPortsOf } from "../document/connect";
import type { Endpoint } from "../protocol";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { toggleOutput } from "../state/gestures";

/** Says of each output of a node whether it is one of the network's, or of the block's that is open. */
export function OutputSwitches({ node }: { node: string }) {
  const canvas = useCanvas();
  const graph = useCanvasState((state) => state.graph);
  const catalog = useCanvasState((state) => state.catalog);
  const whole = useCanvasState((state) => (state.block === null ? "network" : "block"));
  const chosen = outputsOf(graph);
  const ports = outputPortsOf(graph, catalog, node);
  return ports.map(({ index, suffix }) => {
    const endpoint: Endpoint = { node, output: index };
    return (
      <OutputSwitch
        key={index}
        label={suffix === "" ? `Output of the ${whole}` : `Output ${suffix} is one of the ${whole}'s`}
        isOn={chosen.some((other) => other.node === node && other.output === index)}
        onToggle={(isOutput) => toggleOutput(canvas, endpoint, isOutput)}
      />
    );
  });
}

interface OutputSwitchProps {
  label: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
}

function OutputSwitch({ label, isOn, onToggle }: OutputSwitchProps) {
  const id = useId();
  return (
    <div className="ll-field ll-field-head">
      <label htmlFor={id}>{label}</label>
      <span className="ll-spring" />
      <input
        id={id}
        className="ll-switch"
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => onToggle(event.target.checked)}
      />
    </div>
  );
}

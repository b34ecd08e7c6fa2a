/** The inspector with a node to work on, and layers with every kind of field. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";

import { Inspector } from "../../src/panels/Inspector";
import type { Config, LayerEntry, Node, Problem } from "../../src/protocol";
import { argument, catalog, layer } from "./specs";

export const dense = layer("Dense", {
  arguments: [
    argument({ name: "units", kind: "integer", required: true, minimum: 1, suggestion: 64, help: "How many outputs." }),
    argument({ name: "activation", kind: "activation", nullable: true }),
    argument({ name: "use_bias", kind: "boolean", default: true }),
    argument({ name: "strides", kind: "integers", default: [1, 1], length: 2, scalar: true }),
    argument({ name: "padding", kind: "choice", default: "valid", choices: ["valid", "same"], nullable: true }),
    argument({ name: "kernel_initializer", kind: "initializer", default: "glorot_uniform", group: "advanced" }),
    argument({ name: "kernel_regularizer", kind: "regularizer", nullable: true, group: "advanced" }),
    argument({ name: "trainable", kind: "boolean", default: true, group: "advanced" }),
  ],
  call_arguments: [argument({ name: "training", kind: "boolean", nullable: true })],
});
export const bidirectional = layer("Bidirectional", {
  arguments: [argument({ name: "layer", kind: "layer", required: true })],
});
export const stacked = layer("Stacked", { arguments: [argument({ name: "cells", kind: "layers", required: true })] });
export const cell = { class_name: "Dense", config: { units: 3 } };
export const recurrent = layer("Recurrent", {
  arguments: [argument({ name: "cell", kind: "layers", required: true, scalar: true, suggestion: cell })],
});
export const lookup = layer("Lookup", { arguments: [argument({ name: "vocabulary", kind: "strings", nullable: true })] });
export const leaky = layer("Leaky", {
  family: "activation",
  arguments: [argument({ name: "slope", kind: "number", default: 0.3 })],
});
const known = catalog([dense, bidirectional, stacked, recurrent, lookup, leaky]);

interface BenchProps {
  entry: LayerEntry | undefined;
  start: Config;
  problems?: Problem[];
  shares?: string;
}

/** Holds the node as the store does, and shows its configuration. */
export function Bench({ entry, start, problems = [], shares }: BenchProps) {
  const [config, setConfig] = useState(start);
  const [call, setCall] = useState<Config>({});
  const [label, setLabel] = useState("hidden");
  const place = { id: "n1", position: { x: 0, y: 0 }, block: null };
  const node: Node = { ...place, class_name: entry?.class_name ?? "Mystery", config, call, label, shares: shares ?? null };
  return (
    <>
      <Inspector
        node={node}
        entry={entry}
        catalog={known}
        problems={problems}
        tensorsIn={[{ port: "inputs", sourceTitle: "flatten", spec: { shape: [null, 5408], dtype: "float32" } }]}
        tensorsOut={[{ shape: [null, 128], dtype: "float32" }]}
        parameters={692352}
        trainable={692352}
        totalParameters={693962}
        onChange={setConfig}
        onLabel={setLabel}
        onCall={setCall}
        onFix={(fix) => setLabel(fix.label)}
      />
      <output>{JSON.stringify({ config, call, label })}</output>
      <button onClick={() => setConfig(start)}>Undo</button>
    </>
  );
}

export function stored(): { config: Config; call: Config; label: string } {
  return JSON.parse(document.querySelector("output")?.textContent ?? "");
}

export async function retype(name: string, text: string) {
  await userEvent.clear(screen.getByLabelText(name));
  await userEvent.type(screen.getByLabelText(name), text);
}

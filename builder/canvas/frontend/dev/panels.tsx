/** Every panel side by side with the real catalogue: panels.html?layer=Conv2D&theme=dark. */
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

import type { CatalogPart, Config, Node, TensorSpec } from "../src/protocol";
import { CodePane } from "../src/panels/CodePane";
import { freshConfig } from "../src/panels/form/config";
import { Inspector } from "../src/panels/Inspector";
import { Legend } from "../src/panels/Legend";
import { NetworkSummary } from "../src/panels/NetworkSummary";
import { Palette } from "../src/panels/Palette";
import { ProblemList } from "../src/panels/ProblemList";

const wanted = new URLSearchParams(location.search);
const className = wanted.get("layer") ?? "Dense";
document.documentElement.dataset["theme"] = wanted.get("theme") ?? "light";

const CODE = `import keras
from keras import layers


def build_model():
    images = keras.Input((28, 28, 1), name="images")
    x = layers.Conv2D(32, 3, activation="relu")(images)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    return keras.Model(images, x)
`;
const IMAGE: TensorSpec = { shape: [null, 26, 26, 32], dtype: "float32" };
const VECTOR: TensorSpec = { shape: [null, 128], dtype: "float32" };
const PROBLEM = {
  code: "rank",
  message: "words needs sequences (steps, features); conv gives images of 26×26×32.",
  hint: "Put a layer between them that makes sequences.",
  node_id: "words",
  edge_ids: [],
  argument: null,
  details: 'Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=4.',
  fixes: [
    { label: "Insert Reshape → 676×32", edits: [] },
    { label: "Use ConvLSTM1D", edits: [] },
  ],
};

function Bench({ catalog }: { catalog: CatalogPart }) {
  const entry = catalog.layers[className];
  const [config, setConfig] = useState<Config>(() => freshConfig(entry?.arguments ?? []));
  const [label, setLabel] = useState("hidden");
  const [isOutput, setOutput] = useState(false);
  const place = { id: "hidden", position: { x: 0, y: 0 }, shares: null, block: null, call: {} };
  const node: Node = { ...place, class_name: className, config, label };
  const problems = wanted.has("problem") ? [PROBLEM] : [];
  const ports = entry?.inputs.filter((port) => !port.optional) ?? [];
  const rows = ["conv", "hidden"].map((id) => ({
    id,
    title: id,
    className,
    family: entry?.family ?? "",
    tensors: [id === "conv" ? IMAGE : VECTOR],
    parameters: 320,
  }));
  return (
    <main style={{ display: "flex", height: "100vh" }}>
      <div style={{ width: 215 }}>
        <Palette families={catalog.families} layers={catalog.layers} onAdd={setLabel} />
      </div>
      <div style={{ width: 290, borderLeft: "1px solid var(--st-border-color)" }}>
        <Inspector
          node={node}
          entry={entry}
          catalog={catalog}
          problems={problems}
          tensorsIn={ports.map(({ name }) => ({ port: name, sourceTitle: "flatten", spec: IMAGE }))}
          tensorsOut={[VECTOR]}
          parameters={692352}
          trainable={692352}
          totalParameters={693962}
          isOutput={isOutput}
          onToggleOutput={setOutput}
          onChange={setConfig}
          onLabel={setLabel}
          onCall={setConfig}
          onFix={() => setLabel("fixed")}
        />
      </div>
      <div style={{ width: 370, borderLeft: "1px solid var(--st-border-color)" }}>
        <CodePane text={CODE} lines={{ hidden: [9, 9] }} selected={["hidden"]} />
      </div>
      <div style={{ width: 290, borderLeft: "1px solid var(--st-border-color)", display: "grid" }}>
        <ProblemList problems={problems} titles={{ words: "words" }} onJump={setLabel} onFix={() => setLabel("fixed")} />
        <NetworkSummary
          name="Digits"
          totalParameters={693962}
          layerCount={2}
          inputs={["images"]}
          outputs={["classes"]}
          rows={rows}
          selected={["hidden"]}
          label="Outline"
          onSelect={setLabel}
        />
        <Legend />
        <pre data-testid="config">{JSON.stringify(config)}</pre>
      </div>
    </main>
  );
}

const catalog = (await (await fetch("./catalog.json")).json()) as CatalogPart;
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Bench catalog={catalog} />
    </StrictMode>,
  );
}

/** Every panel side by side with the real catalogue: panels.html?layer=Conv2D&theme=dark&problem&times=30. */
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

import read from "../../../catalog/catalog.json";
import "../src/look/frame.css";
import "../src/look/theme.css";
import { CodePane } from "../src/panels/CodePane";
import { freshConfig } from "../src/panels/form/config";
import { Inspector } from "../src/panels/Inspector";
import { Legend } from "../src/panels/Legend";
import { NetworkSummary } from "../src/panels/NetworkSummary";
import { Palette } from "../src/panels/Palette";
import { ProblemList } from "../src/panels/ProblemList";
import type { Config, Node } from "../src/protocol";
import { complete } from "./catalog";
import { CODE, IMAGE, PROBLEM, VECTOR } from "./example";
import "./streamlit-theme.css";

const wanted = new URLSearchParams(location.search);
const className = wanted.get("layer") ?? "Dense";
const theme = wanted.get("theme") ?? "light";
const times = Number(wanted.get("times") ?? 1);
const last = CODE.split("\n").length * times - times - 1;
const catalog = complete(read as unknown as Parameters<typeof complete>[0]);

const nothing = () => undefined;
const ELSEWHERE = { onUndo: nothing, onLine: nothing, onTidy: nothing };
const NOBODY = { onType: nothing, onLeave: nothing, onFocus: nothing, ...ELSEWHERE };
const HIDDEN = ["hidden"];
const MISTAKES = [{ line: 3, message: 'Keras knows no layer "Dens". Did you mean "Dense"?' }];
const NONE: never[] = [];

function Bench() {
  const entry = catalog.layers[className];
  const [config, setConfig] = useState<Config>(() => freshConfig(entry?.arguments ?? []));
  const [call, setCall] = useState<Config>({});
  const [label, setLabel] = useState("hidden");
  const place = { id: "hidden", position: { x: 0, y: 0 }, shares: null, block: null };
  const node: Node = { ...place, class_name: className, config, call, label };
  const problems = wanted.has("problem") ? [PROBLEM] : [];
  const ports = entry?.inputs.filter((port) => !port.optional) ?? [];
  const about = { className, family: entry?.family ?? "", parameters: 320 };
  return (
    <main className="ll-root" data-scheme={theme} style={{ flexDirection: "row", height: "100vh" }}>
      <div style={{ width: 215 }}>
        <Palette families={catalog.families} layers={catalog.layers} onAdd={setLabel} />
      </div>
      <div style={{ width: 290, borderLeft: "1px solid var(--ll-border)" }}>
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
          onChange={setConfig}
          onLabel={setLabel}
          onCall={setCall}
          onFix={(fix) => setLabel(fix.label)}
        />
      </div>
      <div style={{ width: 370, borderLeft: "1px solid var(--ll-border)" }}>
        <CodePane
          {...NOBODY}
          text={CODE.repeat(times)}
          lines={{ hidden: [last, last] }}
          selected={HIDDEN}
          mistakes={MISTAKES}
          notes={NONE}
        />
      </div>
      <div style={{ width: 290, borderLeft: "1px solid var(--ll-border)", background: "var(--ll-bg)" }}>
        <div style={{ height: 260 }}>
          <ProblemList problems={problems} titles={{ words: "words" }} onJump={setLabel} onFix={() => setLabel("mended")} />
        </div>
        <div style={{ height: 420 }}>
          <NetworkSummary
            name="Digits"
            totalParameters={693962}
            layerCount={2}
            inputs={["images"]}
            outputs={["classes"]}
            rows={[
              { id: "conv", title: "conv", tensors: [IMAGE], ...about },
              { id: "hidden", title: "hidden", tensors: [VECTOR], ...about },
            ]}
            selected={["hidden"]}
            label="Outline"
            onSelect={setLabel}
          />
        </div>
        <Legend />
        <pre data-testid="config" style={{ color: "var(--ll-text)", whiteSpace: "pre-wrap" }}>
          {JSON.stringify(config)}
        </pre>
      </div>
    </main>
  );
}

document.body.dataset["theme"] = theme;
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Bench />
    </StrictMode>,
  );
}

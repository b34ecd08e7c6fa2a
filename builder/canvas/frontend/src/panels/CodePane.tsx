import type { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";

import type { Code } from "../protocol";
import { createCodeView, revealLine, showCode } from "./codeView";
import { copyText } from "./copyText";
import "./base.css";
import "./code.css";

interface CodePaneProps {
  text: string;
  /** First and last line of each node. */
  lines: Code["lines"];
  /** The nodes whose lines are marked. */
  selected: readonly string[];
  fileName?: string;
}

/** The network as Keras code, the selected layers' lines marked, to copy or to keep. */
export function CodePane({ text, lines, selected, fileName = "model.py" }: CodePaneProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const revealed = useRef("");

  useEffect(() => {
    if (frame.current === null) return;
    const made = createCodeView(frame.current);
    view.current = made;
    revealed.current = "";
    return () => made.destroy();
  }, []);

  useEffect(() => {
    if (view.current === null) return;
    const ranges = selected.flatMap((id) => (lines[id] ? [lines[id]] : []));
    showCode(view.current, text, ranges);
    const first = Math.min(...ranges.map(([line]) => line));
    const selection = selected.join(" ");
    if (revealed.current !== selection && Number.isFinite(first)) revealLine(view.current, first);
    revealed.current = selection;
  }, [text, lines, selected]);

  return (
    <section className="ll-panel ll-code" aria-label="Code">
      <div className="ll-code-bar">
        <span className="ll-note">{fileName}</span>
        <span className="ll-spring" />
        <CopyButton text={text} />
        <button type="button" className="ll-button" onClick={() => download(text, fileName)}>
          Download
        </button>
      </div>
      <div ref={frame} className="ll-code-frame" />
    </section>
  );
}

function CopyButton({ text }: { text: string }) {
  const [outcome, setOutcome] = useState<{ text: string; done: boolean } | null>(null);
  const current = outcome?.text === text ? outcome : null;
  const name = current === null ? "Copy" : current.done ? "Copied" : "Copying failed";
  return (
    <button
      type="button"
      className="ll-button"
      aria-live="polite"
      onBlur={() => setOutcome(null)}
      onClick={() => void copyText(text).then((done) => setOutcome({ text, done }))}
    >
      {name}
    </button>
  );
}

function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/x-python" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: fileName });
  link.click();
  URL.revokeObjectURL(url);
}

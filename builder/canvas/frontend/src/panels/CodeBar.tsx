import { useState } from "react";

import { copyText } from "./copyText";

interface CodeBarProps {
  text: string;
  fileName: string;
  onTidy: () => void;
}

/** What can be done with the code as a whole. */
export function CodeBar({ text, fileName, onTidy }: CodeBarProps) {
  return (
    <div className="ll-code-bar">
      <span className="ll-note">{fileName}</span>
      <span className="ll-spring" />
      <button
        type="button"
        className="ll-button"
        aria-label="Tidy the code"
        title="Write the code anew from the network"
        onClick={onTidy}
      >
        Tidy
      </button>
      <CopyButton text={text} />
      <button type="button" className="ll-button" onClick={() => download(text, fileName)}>
        Download
      </button>
    </div>
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

import type { EditorView } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef } from "react";

import type { Code, CodeMistake } from "../protocol";
import { CodeBar } from "./CodeBar";
import { CodeNotes } from "./CodeNotes";
import {
  type CodeListener,
  createCodeView,
  forgetPast,
  goToLine,
  markLines,
  markMistakes,
  revealLine,
  showText,
} from "./codeView";
import "./base.css";
import "./code.css";

interface CodePaneProps extends CodeListener {
  text: string;
  /** First and last line of each node; null while the text is ahead of the network. */
  lines: Code["lines"] | null;
  /** The nodes whose lines are marked. */
  selected: readonly string[];
  mistakes: readonly CodeMistake[];
  notes: readonly CodeMistake[];
  /** Writes the code anew, as Layerloom lays it out. */
  onTidy: () => void;
  fileName?: string;
}

/** The network as Keras code, to edit: the selected layers' lines marked, and what is wrong with what was typed. */
export function CodePane(props: CodePaneProps) {
  const { text, lines, selected, mistakes, notes, onTidy, fileName = "model.py" } = props;
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const listener = useRef<CodeListener>(props);
  const revealed = useRef("");
  const firstText = useRef(text);

  useEffect(() => {
    listener.current = props;
  });

  useLayoutEffect(() => {
    if (frame.current === null) return;
    const made = createCodeView(frame.current, firstText.current, () => listener.current);
    view.current = made;
    revealed.current = "";
    return () => made.destroy();
  }, []);

  const isTaken = lines !== null;
  // Before the next key is heard: an effect that comes later would take that key back.
  useLayoutEffect(() => {
    if (view.current === null || !isTaken) return;
    showText(view.current, text);
    forgetPast(view.current);
  }, [text, isTaken]);

  useEffect(() => {
    if (view.current !== null) markMistakes(view.current, mistakes);
  }, [mistakes]);

  useEffect(() => {
    if (view.current === null) return;
    const selection = selected.join(" ");
    const isNew = revealed.current !== selection;
    if (lines === null && !isNew) return;
    const ranges = selected.flatMap((id) => (lines?.[id] ? [lines[id]] : []));
    markLines(view.current, ranges);
    const first = Math.min(...ranges.map(([line]) => line));
    if (isNew && !view.current.hasFocus && Number.isFinite(first)) revealLine(view.current, first);
    revealed.current = selection;
  }, [text, lines, selected]);

  const goTo = (line: number) => view.current && goToLine(view.current, line);
  return (
    <section className="ll-panel ll-code" aria-label="Code">
      <CodeBar text={text} fileName={fileName} onTidy={onTidy} />
      <div ref={frame} className="ll-code-frame" />
      <CodeNotes mistakes={mistakes} notes={notes} onLine={goTo} />
    </section>
  );
}

/** The editor behind the code pane: made once, told of new text, marked lines and mistakes, heard when typed into. */
import { defaultKeymap, history, historyKeymap, indentWithTab, undo } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

import type { CodeMistake } from "../protocol";
import { changeBetween } from "./changeBetween";
import { type LineRange, lineMarks, setMarks } from "./codeMarks";
import { codeColors, codeFrame } from "./codeTheme";

export interface CodeListener {
  onType: (text: string) => void;
  /** Ctrl+Enter, or the focus went elsewhere. */
  onLeave: () => void;
  onFocus: () => void;
  /** Undo where nothing that was typed is left to take back. */
  onUndo: () => void;
  /** The cursor was put on another line, counted from 1. */
  onLine: (line: number) => void;
}

const fromOutside = Annotation.define<boolean>();
const past = new Compartment();

export function createCodeView(parent: HTMLElement, doc: string, listener: () => CodeListener): EditorView {
  const submit = () => {
    listener().onLeave();
    return true;
  };
  const undoElsewhere = (view: EditorView) => {
    if (!undo(view)) listener().onUndo();
    return true;
  };
  const keys = [
    { key: "Mod-Enter", run: submit },
    { key: "Mod-z", run: undoElsewhere, preventDefault: true },
    ...historyKeymap,
    indentWithTab,
    ...defaultKeymap,
  ];
  const heard = EditorView.updateListener.of((update) => {
    const ours = update.transactions.some((transaction) => transaction.annotation(fromOutside));
    if (update.docChanged && !ours) listener().onType(update.state.doc.toString());
    if (update.focusChanged) (update.view.hasFocus ? listener().onFocus : listener().onLeave)();
    const [line, before] = [update.state, update.startState].map(lineOfCursor);
    if (update.selectionSet && !update.docChanged && line !== undefined && line !== before) listener().onLine(line);
  });
  const named = EditorView.contentAttributes.of({ "aria-label": "Python code", spellcheck: "false", tabindex: "0" });
  const looks = [syntaxHighlighting(codeColors), codeFrame, lineMarks, lintGutter()];
  const extensions = [python(), indentUnit.of("    "), past.of(history()), keymap.of(keys), heard, named, ...looks];
  return new EditorView({ parent, state: EditorState.create({ doc, extensions }) });
}

function lineOfCursor(state: EditorState): number {
  return state.doc.lineAt(state.selection.main.head).number;
}

/** Shows other text; only what differs is replaced, so the view stays where it was. Undo does not reach behind it. */
export function showText(view: EditorView, text: string): void {
  const changes = changeBetween(view.state.doc.toString(), text);
  if (changes === null) return;
  view.dispatch({ changes, annotations: fromOutside.of(true) });
  forgetPast(view);
}

/** What was typed is part of the network now: from here on it is the network's history that takes it back. */
export function forgetPast(view: EditorView): void {
  view.dispatch({ effects: past.reconfigure([]) });
  view.dispatch({ effects: past.reconfigure(history()) });
}

export function markLines(view: EditorView, ranges: readonly LineRange[]): void {
  view.dispatch({ effects: setMarks.of(ranges) });
}

/** Marks the lines of mistakes; one without a line is told below the code alone. */
export function markMistakes(view: EditorView, mistakes: readonly CodeMistake[]): void {
  const { doc } = view.state;
  const found = mistakes.flatMap(({ line, message }): Diagnostic[] => {
    if (line === null) return [];
    const { from, to, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
    return [{ from: from + (text.length - text.trimStart().length), to, severity: "error", message }];
  });
  view.dispatch(setDiagnostics(view.state, found));
}

/** Scrolls the pane, and nothing around it, until the line is in view. */
export function revealLine(view: EditorView, number: number): void {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
  const { top, bottom } = view.lineBlockAt(line.from);
  const { scrollTop, clientHeight } = view.scrollDOM;
  if (top < scrollTop || bottom > scrollTop + clientHeight) view.scrollDOM.scrollTop = top - clientHeight / 3;
}

/** Puts the cursor on a line, to mend what is there. */
export function goToLine(view: EditorView, number: number): void {
  const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
  view.dispatch({ selection: { anchor: line.to } });
  revealLine(view, number);
  view.focus();
}

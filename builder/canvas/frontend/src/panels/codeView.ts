/** The editor behind the code pane: reading only, made once, told about new text and marked lines. */
import { python } from "@codemirror/lang-python";
import { syntaxHighlighting } from "@codemirror/language";
import { EditorState, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

import { changeBetween } from "./changeBetween";
import { codeColors, codeFrame } from "./codeTheme";

/** First and last line, counted from 1. */
export type LineRange = readonly [number, number];

const mark = Decoration.line({ class: "ll-code-marked" });
const setMarks = StateEffect.define<readonly LineRange[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const effect = transaction.effects.findLast((candidate) => candidate.is(setMarks));
    return effect ? decorate(transaction.state, effect.value) : decorations.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState, ranges: readonly LineRange[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const line of linesIn(ranges)) {
    if (line <= state.doc.lines) builder.add(state.doc.line(line).from, state.doc.line(line).from, mark);
  }
  return builder.finish();
}

/** Every line of the ranges once, in order. */
function linesIn(ranges: readonly LineRange[]): number[] {
  const lines = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  return [...new Set(lines)].sort((left, right) => left - right);
}

export function createCodeView(parent: HTMLElement): EditorView {
  const reading = [EditorState.readOnly.of(true), EditorView.editable.of(false)];
  const named = EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Python code" });
  const extensions = [python(), syntaxHighlighting(codeColors), codeFrame, marks, reading, named];
  return new EditorView({ parent, state: EditorState.create({ extensions }) });
}

/** Shows the text with these lines marked; only what differs is replaced, so the view stays where it was. */
export function showCode(view: EditorView, text: string, marked: readonly LineRange[]): void {
  const changes = changeBetween(view.state.doc.toString(), text);
  view.dispatch({ changes: changes ?? [], effects: setMarks.of(marked) });
}

/** Scrolls the pane, and nothing around it, until the line is in view. */
export function revealLine(view: EditorView, number: number): void {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
  const { top, bottom } = view.lineBlockAt(line.from);
  const { scrollTop, clientHeight } = view.scrollDOM;
  if (top < scrollTop || bottom > scrollTop + clientHeight) view.scrollDOM.scrollTop = top - clientHeight / 3;
}

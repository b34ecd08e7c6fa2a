/** The lines of the selected layers, marked; they follow the text as it is typed. */
import { type EditorState, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** First and last line, counted from 1. */
export type LineRange = readonly [number, number];

const mark = Decoration.line({ class: "ll-code-marked" });

export const setMarks = StateEffect.define<readonly LineRange[]>();

export const lineMarks = StateField.define<DecorationSet>({
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

import type { KeyboardEvent } from "react";

import type { FieldProps } from "./field";

const MOST_ROWS = 8;
const LETTERS = 34;

/** A list of any length, such as a vocabulary: words a line each, numbers with commas, typed or pasted. */
export function ListField({ id, spec, draft, invalid, describedBy }: FieldProps) {
  const lines = draft.text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS)), 0);

  function keyDown(event: KeyboardEvent) {
    if (event.key === "Escape") draft.revert();
  }

  return (
    <textarea
      id={id}
      className="ll-input ll-list-input"
      rows={Math.min(MOST_ROWS, lines)}
      spellCheck={false}
      placeholder={spec.kind === "strings" ? "one word a line" : spec.nullable ? "none" : undefined}
      value={draft.text}
      required={spec.required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => draft.type(event.target.value)}
      onBlur={draft.settle}
      onKeyDown={keyDown}
    />
  );
}

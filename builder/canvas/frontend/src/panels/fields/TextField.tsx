import type { KeyboardEvent, ReactNode } from "react";

import type { FieldProps } from "./field";

interface TextFieldProps extends FieldProps {
  numeric?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
  children?: ReactNode;
}

/** One line of text; whatever reads as a value is handed on while it is typed, Escape goes back. */
export function TextField({ id, spec, draft, invalid, describedBy, numeric, onKeyDown, children }: TextFieldProps) {
  function keyDown(event: KeyboardEvent) {
    if (event.key === "Escape") draft.revert();
    onKeyDown?.(event);
  }
  return (
    <div className="ll-control">
      <input
        id={id}
        className="ll-input"
        type="text"
        inputMode={numeric ? "decimal" : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={spec.nullable ? "none" : undefined}
        value={draft.text}
        required={spec.required}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={draft.settle}
        onKeyDown={keyDown}
      />
      {children}
    </div>
  );
}

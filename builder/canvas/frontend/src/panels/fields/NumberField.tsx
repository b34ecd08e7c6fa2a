import type { KeyboardEvent } from "react";

import { stepNumber } from "../form/step";
import type { FieldProps } from "./field";
import { TextField } from "./TextField";

/** A number as text, with arrows: Up and Down step, with Shift ten times as far. */
export function NumberField(props: FieldProps) {
  const { spec, value, draft } = props;

  function step(steps: number) {
    draft.type(String(stepNumber(spec, value, steps)));
  }

  function keyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step((event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1));
  }

  return (
    <TextField {...props} numeric onKeyDown={keyDown}>
      <span className="ll-steppers" aria-hidden="true">
        <button type="button" tabIndex={-1} onClick={() => step(1)}>
          ▴
        </button>
        <button type="button" tabIndex={-1} onClick={() => step(-1)}>
          ▾
        </button>
      </span>
    </TextField>
  );
}

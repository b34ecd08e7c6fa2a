import { useState } from "react";

import type { ArgumentSpec, JsonValue } from "../../protocol";
import { formatValue } from "./format";
import { isEqual } from "./json";
import { parseText } from "./parse";

export interface Draft {
  text: string;
  /** Why the text is no value yet; the argument keeps its last good one meanwhile. */
  error: string | null;
  type: (text: string) => void;
  /** Shows the value as it is written properly, unless what stands there is wrong. */
  settle: () => void;
  /** Goes back to the value the argument has. */
  revert: () => void;
}

interface Typed {
  text: string;
  error: string | null;
  /** The value while this was typed; when it changes under our hands (undo), the typed text is void. */
  basis: JsonValue;
}

/** Keeps text as it is typed and hands on every valid value at once. */
export function useDraft(spec: ArgumentSpec, value: JsonValue, onChange: (value: JsonValue) => void): Draft {
  const [typed, setTyped] = useState<Typed | null>(null);
  const current = typed !== null && isEqual(typed.basis, value) ? typed : null;

  function type(text: string) {
    const parsed = parseText(spec, text);
    if ("error" in parsed) {
      setTyped({ text, error: parsed.error, basis: value });
      return;
    }
    setTyped({ text, error: null, basis: parsed.value });
    if (!isEqual(parsed.value, value)) onChange(parsed.value);
  }

  return {
    text: current?.text ?? formatValue(spec, value),
    error: current?.error ?? null,
    type,
    settle: () => {
      if (current?.error === null) setTyped(null);
    },
    revert: () => setTyped(null),
  };
}

/** What somebody typed into the code pane, from the first key until Python has taken it over. */
import type { CodeAnswer, CodeMistake, CodeText } from "../protocol";

export interface Draft {
  readonly text: string;
  /** The version of the code that was typed into. */
  readonly base: number;
  /** The number under which it was sent; 0 while somebody is typing. */
  readonly number: number;
  /** Whether Python had something against it. */
  readonly refused: boolean;
}

/** What the pane shows beside Python's code: a draft, mistakes in it, and notes on the code that was read last. */
export interface Writing {
  readonly draft: Draft | null;
  readonly mistakes: readonly CodeMistake[];
  readonly notes: readonly CodeMistake[];
  /** The text that Python has not answered yet; null text asks for its own code. */
  readonly asked: CodeText | null;
  /** The number of the last text that was sent. */
  readonly last: number;
}

export const NOTHING_WRITTEN: Writing = { draft: null, mistakes: [], notes: [], asked: null, last: 0 };

/** Somebody typed; mistakes stay marked until Python has read the new text. */
export function typed(writing: Writing, text: string, version: number): Writing {
  return { ...writing, draft: { text, base: writing.draft?.base ?? version, number: 0, refused: false } };
}

/** The draft goes to Python under a number of its own; without one being typed there is nothing to send. */
export function submitted(writing: Writing): Writing {
  const { draft } = writing;
  if (draft === null || draft.number > 0) return writing;
  const number = writing.last + 1;
  const asked = { number, base: draft.base, text: draft.text };
  return { ...writing, draft: { ...draft, number }, asked, last: number };
}

/** Asks for the code as Layerloom writes it, in place of what stands there. */
export function tidied(writing: Writing, version: number): Writing {
  const number = writing.last + 1;
  return { ...NOTHING_WRITTEN, asked: { number, base: version, text: null }, last: number };
}

/** Python read a text: the draft is done, or waits for a better one; what was typed since goes on from there. */
export function answered(writing: Writing, answer: CodeAnswer, version: number): Writing {
  const { asked, draft } = writing;
  if (asked === null || answer.number < asked.number) return writing;
  const { mistakes, notes } = answer;
  if (mistakes.length > 0) {
    const refused = draft?.number === answer.number ? { ...draft, refused: true } : draft;
    return { ...writing, asked: null, draft: refused, mistakes, notes: [] };
  }
  const rest = draft === null || draft.number === answer.number ? null : { ...draft, base: version };
  return { ...writing, asked: null, draft: rest, mistakes: [], notes };
}

/** The network changed elsewhere: a draft with mistakes in it gives way to the new code, unless somebody is at it. */
export function overtaken(writing: Writing, isTyping: boolean): Writing {
  const gone = writing.draft?.refused === true && !isTyping;
  return gone ? { ...writing, draft: null, mistakes: [], notes: [] } : writing;
}

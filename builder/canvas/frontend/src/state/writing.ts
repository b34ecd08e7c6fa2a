/** The code pane's part of a canvas: what is typed goes to Python, what comes of it is one step of undo. */
import { applyEdits } from "../document/apply";
import { type History, remember } from "../document/history";
import { invertEdits } from "../document/invert";
import { isUnplaced } from "../document/unplaced";
import type { Code, Reply } from "../protocol";
import type { Replica } from "../sync/replica";
import type { Canvas } from "./Canvas";
import { answered, overtaken, submitted, tidied, typed, type Writing } from "./draft";
import type { CanvasState } from "./state";

export function typeCode(canvas: Canvas, text: string): void {
  write(canvas, (writing, version) => typed(writing, text, version));
}

/** The cursor came into the code, or left it: what was typed is sent then. */
export function workOnCode(canvas: Canvas, isTyping: boolean): void {
  canvas.isTypingCode = isTyping;
  if (!isTyping) submitCode(canvas);
}

/** Sends what was typed; does nothing where Python has it already. */
export function submitCode(canvas: Canvas): void {
  write(canvas, submitted);
}

export function tidyCode(canvas: Canvas): void {
  write(canvas, tidied);
}

function write(canvas: Canvas, change: (writing: Writing, version: number) => Writing): void {
  const { writing, code } = canvas.state;
  const changed = change(writing, code?.version ?? 0);
  canvas.store.setState({ writing: changed });
  if (changed.asked !== writing.asked) canvas.refresh();
}

interface News {
  reply: Reply;
  replica: Replica;
  code: Code | null;
  /** Whether the cursor is in the code. */
  isTyping: boolean;
}

/** Returns what a reply changes here: the answer to our text, and our texts' changes as steps of undo. */
export function afterReply(before: CanvasState, news: News): Pick<CanvasState, "writing" | "history" | "unplaced"> {
  const { reply, replica, code } = news;
  let { writing } = before;
  const answer = reply.code_answer;
  if (answer?.client === replica.log.client) writing = answered(writing, answer, code?.version ?? 0);
  if (code?.version !== before.code?.version) writing = overtaken(writing, news.isTyping);
  const history = withOurTexts(before, reply);
  const isNew = history !== before.history && isUnplaced(replica.graph);
  return { writing, history, unplaced: before.unplaced + (isNew ? 1 : 0) };
}

function withOurTexts({ replica, history }: CanvasState, reply: Reply): History {
  if (replica.revision < 0 || reply.document !== null) return history;
  const isOurs = ({ revision, client }: Reply["changes"][number]) =>
    revision > replica.revision && client === replica.log.client;
  let { graph } = replica;
  let longer = history;
  for (const { edits, code } of reply.changes.filter(isOurs)) {
    if (code > 0) {
      const back = invertEdits(graph, edits);
      longer = remember(longer, { back, forth: edits, key: keyOfText(code), at: Date.now(), path: [] });
    }
    graph = applyEdits(graph, edits);
  }
  return longer;
}

/** The key of the step that a text of ours became: laying out what it brought belongs to that step. */
export function keyOfText(number: number): string {
  return `code ${number}`;
}

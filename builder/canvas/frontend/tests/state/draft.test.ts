import { expect, test } from "vitest";

import { answered, NOTHING_WRITTEN, overtaken, submitted, tidied, typed, type Writing } from "../../src/state/draft";

const MISTAKE = { line: 2, message: "Unknown layer." };

function sent(text: string): Writing {
  return submitted(typed(NOTHING_WRITTEN, text, 7));
}

function answer(number: number, ...mistakes: (typeof MISTAKE)[]) {
  return { client: "me", number, mistakes, notes: [] };
}

test("what was typed is sent once, with the version it was typed into", () => {
  const writing = sent("a");
  expect(writing.asked).toEqual({ number: 1, base: 7, text: "a" });
  expect(submitted(writing)).toBe(writing);
  expect(submitted(NOTHING_WRITTEN)).toBe(NOTHING_WRITTEN);
});

test("a text that was taken over is no draft any more", () => {
  expect(answered(sent("a"), answer(1), 8)).toEqual({ ...NOTHING_WRITTEN, last: 1 });
});

test("what was typed since goes on from the version that the earlier text became", () => {
  const writing = answered(typed(sent("a"), "ab", 7), answer(1), 8);
  expect(writing.draft).toEqual({ text: "ab", base: 8, number: 0, refused: false });
  expect(submitted(writing).asked).toEqual({ number: 2, base: 8, text: "ab" });
});

test("a text with mistakes stays, marked, until it is typed anew", () => {
  const writing = answered(sent("a"), answer(1, MISTAKE), 7);
  expect([writing.draft?.text, writing.draft?.refused, writing.mistakes]).toEqual(["a", true, [MISTAKE]]);
  const again = typed(writing, "ab", 7);
  expect([again.draft?.base, again.draft?.refused, again.mistakes]).toEqual([7, false, [MISTAKE]]);
});

test("an answer to an earlier text, or one that comes again, changes nothing", () => {
  const writing = submitted(typed(sent("a"), "ab", 7));
  expect(answered(writing, answer(1, MISTAKE), 8)).toBe(writing);
  const done = answered(writing, answer(2), 8);
  expect(answered(done, answer(2), 8)).toBe(done);
});

test("a draft with mistakes gives way to a network that changed, one that is being typed does not", () => {
  const refused = answered(sent("a"), answer(1, MISTAKE), 7);
  expect(overtaken(refused, true)).toBe(refused);
  expect(overtaken(refused, false)).toEqual({ ...NOTHING_WRITTEN, last: 1 });
  const typing = typed(refused, "ab", 7);
  expect(overtaken(typing, false)).toBe(typing);
});

test("tidying drops the draft and asks for the code", () => {
  expect(tidied(sent("a"), 9)).toEqual({ ...NOTHING_WRITTEN, asked: { number: 2, base: 9, text: null }, last: 2 });
});

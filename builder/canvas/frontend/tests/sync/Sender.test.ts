import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FIRST_RETRY, LAST_RETRY, PATIENCE, Sender } from "../../src/sync/Sender";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function line() {
  const sent: number[] = [];
  let last = 0;
  const sender = new Sender<number>(() => ({ message: last, upTo: last }));
  const send = (message: number) => void sent.push(message);
  sender.connect(send);
  const edit = (pause?: number) => {
    last += 1;
    sender.request(pause);
  };
  return { sender, send, sent, edit };
}

test("one request is under way at a time, and the next holds all that came up meanwhile", () => {
  const { sender, sent, edit } = line();
  [1, 2, 3].forEach(() => edit());
  expect(sent).toEqual([1]);
  sender.replied(1, false);
  expect(sent).toEqual([1, 3]);
});

test("a reply to something else does not count as the answer", () => {
  const { sender, sent, edit } = line();
  edit();
  edit();
  expect(sender.replied(0, false)).toBe(false);
  expect(sent).toEqual([1]);
});

test("a request that got lost is sent again", () => {
  const { sender, sent, edit } = line();
  edit();
  vi.advanceTimersByTime(PATIENCE + 1);
  expect(sent).toEqual([1, 1]);
  sender.replied(1, false);
  vi.advanceTimersByTime(10 * PATIENCE);
  expect(sent).toEqual([1, 1]);
});

test("typing is sent after a pause", () => {
  const { sent, edit } = line();
  edit(150);
  vi.advanceTimersByTime(100);
  edit(150);
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(60);
  expect(sent).toEqual([2]);
});

test("while Python is at work it is asked again, ever more seldom", () => {
  const { sender, sent, edit } = line();
  edit();
  sender.replied(1, true);
  vi.advanceTimersByTime(400);
  expect(sent).toHaveLength(2);
  sender.replied(1, true);
  vi.advanceTimersByTime(400);
  expect(sent).toHaveLength(2);
});

test("what cannot be saved just now is sent again after pauses that grow, until it is", () => {
  const { sender, sent, edit } = line();
  edit();
  const pauses: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) {
    expect(sender.replied(0, false, true)).toBe(true);
    let pause = 0;
    for (const before = sent.length; sent.length === before; pause += 500) vi.advanceTimersByTime(500);
    pauses.push(pause);
  }
  expect([pauses[0], pauses.at(-1)]).toEqual([FIRST_RETRY, LAST_RETRY]);
  expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
  expect(sent).toEqual(Array(8).fill(1));
  sender.replied(1, false);
  vi.advanceTimersByTime(10 * LAST_RETRY);
  expect(sent).toHaveLength(8);
});

test("a new edit does not wait for the pause of those that could not be saved", () => {
  const { sender, sent, edit } = line();
  edit();
  sender.replied(0, false, true);
  edit();
  expect(sent).toEqual([1, 2]);
});

test("nothing is sent while the page is away, all of it when it is back", () => {
  const { sender, send, sent, edit } = line();
  expect(sender.disconnect(send)).toBe(true);
  edit();
  expect(sent).toEqual([]);
  sender.connect(send);
  expect(sent).toEqual([1]);
});

test("a page that is cleaned up late does not cut off the one that came after it", () => {
  const { sender, send, sent, edit } = line();
  const next: number[] = [];
  sender.connect((message) => next.push(message));
  expect(sender.disconnect(send)).toBe(false);
  edit();
  expect([sent, next]).toEqual([[], [1]]);
});
